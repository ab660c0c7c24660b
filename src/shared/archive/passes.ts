import { Conflict } from '../errors.ts';
import type { Archive, HeldHead } from './archive.ts';
import { type EndState, type Head, StageDocument } from './documents.ts';
import { keys } from './keys.ts';

const JSON_HEADER = { contentType: 'application/json; charset=utf-8' };

/** Stages from the last to the first: where a pass has come to is its last document. */
const fromTheLast = ['render', 'images', 'moderation', 'review', 'ingest'];

/** The last document of an open pass; `undefined` where nothing of it is left. */
export async function lastDocument(
  archive: Archive,
  { storyId, pass }: { readonly storyId: string; readonly pass: number },
): Promise<StageDocument | undefined> {
  for (const stage of fromTheLast) {
    const document = await archive.stage(storyId, pass, stage);
    if (document !== undefined) return document;
  }
  const marker = await archive.store.get(keys.open(storyId, pass));
  if (marker === undefined) return undefined;
  return archive.putStage(StageDocument.parse(JSON.parse(marker.body.toString('utf8'))));
}

/** Takes the marker of a pass away: nothing of it is left to do. */
export function closePass(
  archive: Archive,
  { storyId, pass }: { readonly storyId: string; readonly pass: number },
): Promise<void> {
  return archive.store.delete(keys.open(storyId, pass));
}

/**
 * Takes the marker of a failed pass away, and puts it back where a person has let the pass go on
 * meanwhile.
 */
export async function closeFailed(
  archive: Archive,
  place: { readonly storyId: string; readonly pass: number },
): Promise<void> {
  await closePass(archive, place);
  const head = (await archive.head(place.storyId))?.head;
  if (head?.pass !== place.pass || head.ended !== null) return;
  const document = await lastDocument(archive, place);
  if (document !== undefined) await putMarker(archive, document);
}

/** Says that a pass is open that was closed before. Safe to repeat. */
export async function putMarker(archive: Archive, document: StageDocument): Promise<void> {
  const { storyId, pass } = document;
  const options = { durable: true };
  const marker = JSON.stringify(document);
  await archive.store.put(keys.open(storyId, pass), marker, JSON_HEADER, options);
}

/** Says for good why a pass was given up; the first reason stands. */
export async function putFailure(archive: Archive, document: StageDocument): Promise<void> {
  const { storyId, pass } = document;
  try {
    await archive.store.put(keys.failure(storyId, pass), JSON.stringify(document), JSON_HEADER, {
      ifAbsent: true,
    });
  } catch (error) {
    // It was given up before, and sent on again by a person.
    if (!(error instanceof Conflict)) throw error;
  }
}

/** How a pass ends. */
export interface Ending {
  readonly state: EndState;
  readonly because: readonly string[];
  /** Further changes of the head, e.g. what is live now. */
  readonly change?: (head: Head) => Head;
  /** The head as it was read just now; saves a read where nobody changed it since. */
  readonly read?: HeldHead;
}

/**
 * Records in the head how a pass ended. Safe to repeat; its marker stays until `closePass`.
 * @returns the head as it stands; its `pass` is another where this one had been overtaken
 */
export async function endPass(
  archive: Archive,
  { storyId, pass }: { storyId: string; pass: number },
  { state, because, change, read }: Ending,
): Promise<Head> {
  for (let known = read; ; known = undefined) {
    const held = known ?? (await archive.head(storyId));
    if (held === undefined) throw new RangeError(`${storyId} has no head`);
    if (held.head.pass !== pass || held.head.ended !== null) return held.head;
    const { aside, ...changed } = change?.(held.head) ?? held.head;
    const ended = aside ?? { state, at: new Date().toISOString(), because: [...because] };
    const head = { ...changed, ended };
    try {
      await archive.swapHead(head, held.etag);
    } catch (error) {
      if (error instanceof Conflict) continue;
      throw error;
    }
    return head;
  }
}
