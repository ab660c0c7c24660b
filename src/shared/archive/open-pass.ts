import { setTimeout as wait } from 'node:timers/promises';
import { Conflict } from '../errors.ts';
import type { Story } from '../story.ts';
import type { Archive } from './archive.ts';
import type { Head, StageDocument } from './documents.ts';
import { keys } from './keys.ts';

const JSON_HEADER = { contentType: 'application/json; charset=utf-8' };
/** Tries at most; each loss means that another pass of the same story was opened meanwhile. */
const MOST_TRIES = 500;
/** How often to look whether a rival has opened its pass, and how soon: then ever more seldom. */
const RIVAL_LOOKS = 5;
const RIVAL_LOOK_MS = 10;

/** A pass about to begin. The stage document is its first: what opened it, and by whose decision. */
export interface Opening {
  readonly head: Omit<Head, 'revision' | 'pass' | 'ended' | 'aside' | 'schema'>;
  /** How the newest revision stands again when the pass has ended; see Head. */
  readonly aside?: Head['ended'];
  /** A revision to be numbered and written with the pass; absent where the pass takes an old one. */
  readonly story?: Omit<Story, 'revision'>;
  /** Revision the pass takes when it brings none. */
  readonly revision: number;
  /** A person's decision, kept under `decisions/` by the number of the pass it opened. */
  readonly decision?: object;
  readonly document: Pick<
    StageDocument,
    'stage' | 'verdict' | 'because' | 'findings' | 'result' | 'ms' | 'waitMs' | 'attempt'
  >;
}

export interface Opened {
  readonly head: Head;
  readonly document: StageDocument;
}

/**
 * Opens a pass: documents and the `open/` marker first, then the head by compare-and-swap. Loses
 * the race: reads the head again and asks `decide` again, which may then stop instead.
 * @returns the opened pass, or what `decide` stopped with
 */
export async function openPass<Stop extends object>(
  archive: Archive,
  storyId: string,
  decide: (
    current: Head | undefined,
  ) => Opening | { readonly stop: Stop } | Promise<Opening | { readonly stop: Stop }>,
): Promise<Opened | { readonly stop: Stop }> {
  let taken = 0;
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const held = await archive.head(storyId);
    const plan = await decide(held?.head);
    if ('stop' in plan) return plan;
    // Numbers above the head's were burnt by a process that died, or are a rival's.
    taken = Math.max(taken, held?.head.pass ?? 0) + 1;
    try {
      const opened = await writeOpening(archive, plan, { current: held?.head, pass: taken });
      await swapOrUndo(archive, opened, held?.etag);
      return opened;
    } catch (error) {
      if (!(error instanceof Conflict)) throw error;
      await letRivalFinish(archive, storyId, held?.etag);
    }
  }
  throw new Conflict(`${storyId}: too many passes are being opened at once`);
}

/**
 * Whoever has the number is about to swap the head, or has died. To take the next number at once
 * would burn it, and its marker would stand until the story's next pass.
 */
async function letRivalFinish(
  archive: Archive,
  storyId: string,
  etag: string | undefined,
): Promise<void> {
  for (let looks = 0; looks < RIVAL_LOOKS; looks += 1) {
    if ((await archive.head(storyId))?.etag !== etag) return;
    await wait(RIVAL_LOOK_MS * 2 ** looks);
  }
}

/** What a rival was faster than has not been decided: no record of it is left to be read. */
async function swapOrUndo(
  archive: Archive,
  { head, document }: Opened,
  etag: string | undefined,
): Promise<void> {
  try {
    await archive.swapHead(head, etag);
  } catch (error) {
    // The marker stays and keeps the number from being given again; the sweeper takes it away.
    if (error instanceof Conflict) {
      const { storyId, pass, stage } = document;
      await archive.store.delete(keys.stage(storyId, pass, stage));
      await archive.store.delete(keys.decision(storyId, pass));
    }
    throw error;
  }
}

async function writeOpening(
  archive: Archive,
  { head, aside, story, revision, document, decision }: Opening,
  { current, pass }: { readonly current: Head | undefined; readonly pass: number },
): Promise<Opened> {
  const newest = current?.revision ?? 0;
  // As many numbers above the newest revision as the pass is above the newest pass.
  const numbered = story === undefined ? revision : newest + pass - (current?.pass ?? 0);
  const opening: StageDocument = {
    ...document,
    schema: 1,
    storyId: head.storyId,
    revision: numbered,
    pass,
    at: new Date().toISOString(),
  };
  await Promise.all([
    story && archive.putRevision({ ...story, revision: numbered }),
    // Whoever writes it has the pass number. It says what the opening document says, and is the one
    // of the two that survives a power cut.
    archive.store.put(keys.open(head.storyId, pass), JSON.stringify(opening), JSON_HEADER, {
      durable: true,
      ifAbsent: true,
    }),
  ]);
  await Promise.all([
    putNew(archive, opening),
    decision &&
      archive.store.put(
        keys.decision(head.storyId, pass),
        JSON.stringify({ schema: 1, pass, at: opening.at, ...decision }),
        JSON_HEADER,
        { durable: true },
      ),
  ]);
  return {
    head: {
      ...withoutAside(head),
      ...(aside && { aside }),
      ...{ schema: 1, revision: Math.max(numbered, newest), pass, ended: null },
    },
    document: opening,
  };
}

/** A pass for the newest revision leaves nothing to come back to. */
function withoutAside(head: Opening['head']): Opening['head'] {
  const { aside: _, ...rest } = head as Opening['head'] & Pick<Head, 'aside'>;
  return rest;
}

/** A pass number belongs to whoever wrote its opening document. */
async function putNew(archive: Archive, document: StageDocument): Promise<void> {
  const standing = await archive.putStage(document);
  if (standing !== document) throw new Conflict('this pass number is taken');
}
