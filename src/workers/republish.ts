import { setTimeout as wait } from 'node:timers/promises';
import { priority } from '../queues/policy.ts';
import { sendOn } from '../queues/send-on.ts';
import type { Archive } from '../shared/archive/archive.ts';
import type { Head } from '../shared/archive/documents.ts';
import { keys } from '../shared/archive/keys.ts';
import { type Opening, openPass } from '../shared/archive/open-pass.ts';
import { livePictures, reopened } from '../shared/archive/reopening.ts';
import {
  type Republication,
  readRepublication,
  swapRepublication,
} from '../shared/archive/republication.ts';
import { Conflict } from '../shared/errors.ts';
import { inParts } from '../shared/object-store/in-parts.ts';
import type { ListEntry } from '../shared/object-store/object-store.ts';
import { soilFronts } from './soil-fronts.ts';
import type { Desks } from './story-work.ts';

/** Tickets of a republication that wait in the queues at a time: a new story finds room. */
const MOST_WAITING = 16;
const LOOK_AGAIN_MS = 100;
/** Progress is written down after so many stories; after a crash so many are looked at twice. */
const SAVE_EVERY = 50;

type Came = 'sent' | 'unneeded' | 'busy';

/**
 * Goes on with the republication that is under way, if there is one, from where it was: a few
 * stories at a time, behind everything else, then the fronts. Ends early when the signal aborts.
 */
export async function continueRepublication(desks: Desks, signal: AbortSignal): Promise<void> {
  const { store } = desks.services.archive;
  const held = await readRepublication(store);
  if (held === undefined || held.republication.ended !== null) return;
  let { republication, etag } = held;
  const save = async (changes: Partial<Republication>): Promise<void> => {
    republication = { ...republication, ...changes };
    etag = await swapRepublication(store, republication, etag);
  };
  try {
    for await (const entries of storiesAfter(store, republication.cursor)) {
      const part = entries.map(({ key }) => key.slice(keys.storiesPrefix.length, -1));
      const came = await inTurn(part, { republication, desks, signal });
      if (signal.aborted) return;
      await save(progress(republication, part, came));
    }
    while (republication.postponed.length > 0) {
      const came = await inTurn(republication.postponed, { republication, desks, signal });
      if (signal.aborted) return;
      const postponed = republication.postponed.filter((id) => came.get(id) === 'busy');
      await save({ postponed, sent: republication.sent + countOf(came, 'sent') });
      if (postponed.length > 0) await wait(LOOK_AGAIN_MS);
    }
    await soilFronts(desks, republication.section);
    await save({ ended: new Date().toISOString() });
  } catch (error) {
    // Another process leads now, and has gone on with it.
    if (!(error instanceof Conflict)) throw error;
  }
}

function progress(
  { seen, sent, postponed }: Republication,
  part: readonly string[],
  came: ReadonlyMap<string, Came>,
): Partial<Republication> {
  return {
    cursor: part.at(-1) ?? '',
    seen: seen + part.length,
    sent: sent + countOf(came, 'sent'),
    postponed: [...postponed, ...part.filter((id) => came.get(id) === 'busy')],
  };
}

const countOf = (came: ReadonlyMap<string, Came>, wanted: Came): number =>
  [...came.values()].filter((one) => one === wanted).length;

/** Their folders, in the order of their ids. */
function storiesAfter(store: Archive['store'], cursor: string): AsyncGenerator<ListEntry[]> {
  const after = cursor === '' ? {} : { after: keys.story(cursor) };
  return inParts(store.list(keys.storiesPrefix, { delimiter: '/', ...after }), SAVE_EVERY);
}

interface Round {
  readonly republication: Republication;
  readonly desks: Desks;
  readonly signal: AbortSignal;
}

async function inTurn(
  storyIds: readonly string[],
  { republication, desks, signal }: Round,
): Promise<ReadonlyMap<string, Came>> {
  const came = new Map<string, Came>();
  const left = [...storyIds];
  while (left.length > 0 && !signal.aborted) {
    const room = MOST_WAITING - (await desks.queues.waiting(priority.bulk));
    if (room <= 0) await wait(LOOK_AGAIN_MS);
    // As many as there is room for: to count what waits costs more than to open a pass.
    await Promise.all(
      left.splice(0, Math.max(0, room)).map(async (storyId) => {
        came.set(storyId, await republish(storyId, republication, desks));
      }),
    );
  }
  return came;
}

/** Opens a pass that renders what is live anew; nobody at the desk waits for it. */
async function republish(
  storyId: string,
  republication: Republication,
  { services, queues }: Desks,
): Promise<Came> {
  const { archive, desk } = services;
  const opened = await openPass<{ readonly came: Came }>(archive, storyId, (head) =>
    openingFor(head, republication, archive),
  );
  if ('stop' in opened) return opened.stop.came;
  await sendOn(
    { desk, queues },
    {
      ...{ document: opened.document, hasPictures: true, quiet: true },
      priority: priority.bulk,
    },
  );
  return 'sent';
}

async function openingFor(
  head: Head | undefined,
  { section, began, by, reason }: Republication,
  archive: Archive,
): Promise<Opening | { readonly stop: { readonly came: Came } }> {
  const stop = (came: Came) => ({ stop: { came } });
  if (head === undefined || head.live === null || head.wanted === 'withdrawn') {
    return stop('unneeded');
  }
  if (section !== null && head.card?.section !== section) return stop('unneeded');
  if (head.ended === null) return stop('busy');
  const { storyId, live } = head;
  const rendered = await archive.stage(storyId, live.pass, 'render');
  if (rendered !== undefined && rendered.at >= began) return stop('unneeded');
  const result = await livePictures(archive, storyId, live.pass);
  return reopened(head, { trigger: 'republish', result, because: [`${reason} (${by})`] });
}
