import type { Archive } from '../archive/archive.ts';
import { Head } from '../archive/documents.ts';
import { keys } from '../archive/keys.ts';
import { Edition } from '../archive/publication.ts';
import { inParts } from '../object-store/in-parts.ts';
import { noTraces, type Traces, trace } from './story-traces.ts';

/** Documents read, or objects deleted, at once. */
const AT_ONCE = 64;
const DAY_MS = 24 * 60 * 60 * 1000;
/**
 * Least age in days of what is deleted. Render writes a blob again that it needs and that is older
 * than a day, so what is two days old is not about to be needed.
 */
export const LEAST_GRACE_DAYS = 2;

export interface Collecting {
  /** Whether anything is deleted; else it is only counted. */
  readonly isApplied: boolean;
  readonly graceDays: number;
  readonly now: Date;
}

export interface Collected {
  readonly editions: number;
  readonly blobs: number;
  readonly pictures: number;
}

/**
 * Finds, and deletes, what nothing in the archive needs any more: editions of fronts behind the
 * newest, bytes of pages that are neither live nor on their way, originals and renditions that no
 * revision of any story names. Marks first, sweeps by age, so that workers may go on meanwhile;
 * safe to run twice and to be killed.
 */
export async function collect(archive: Archive, collecting: Collecting): Promise<Collected> {
  if (collecting.graceDays < LEAST_GRACE_DAYS) {
    throw new RangeError(`give what is new at least ${LEAST_GRACE_DAYS} days`);
  }
  const old = await oldEditions(archive, collecting);
  await drop(archive, old, collecting);
  const needed = await mark(archive, new Set(old));
  const blobs = await unneeded(archive, keys.blobsPrefix, { collecting, isNeeded: needed.blob });
  const pictures = await unneeded(archive, keys.mediaPrefix, {
    ...{ collecting, isNeeded: needed.picture },
    groupOf: pictureOf,
  });
  return {
    editions: old.length,
    blobs: await drop(archive, blobs, collecting),
    pictures: await drop(archive, pictures, collecting),
  };
}

const isOld = (modified: Date | undefined, { now, graceDays }: Collecting): boolean =>
  modified !== undefined && now.getTime() - modified.getTime() > graceDays * DAY_MS;

/** Editions that a newer one stands before, by front. */
async function oldEditions({ store }: Archive, collecting: Collecting): Promise<string[]> {
  const newest = new Map<string, { key: string; number: number }>();
  const all: { key: string; front: string; modified: Date | undefined }[] = [];
  for await (const { key, modified } of store.list(keys.frontsPrefix)) {
    const [, front, digits] = /^fronts\/(.+)\/editions\/(\d+)\.json$/.exec(key) ?? [];
    if (front === undefined) continue;
    const number = Number(digits);
    all.push({ key, front, modified });
    if (number > (newest.get(front)?.number ?? 0)) newest.set(front, { key, number });
  }
  return all
    .filter(({ key, front }) => newest.get(front)?.key !== key)
    .filter(({ modified }) => isOld(modified, collecting))
    .map(({ key }) => key);
}

interface Needed {
  readonly blob: (key: string) => boolean;
  readonly picture: (key: string) => boolean;
}

/** Everything that stories and editions name: of stories, pages from the live pass on. */
async function mark(archive: Archive, dropped: ReadonlySet<string>): Promise<Needed> {
  const { store } = archive;
  const found = noTraces();
  let story: { id: string; from: number } = { id: '', from: 0 };
  for await (const part of inParts(store.list(keys.storiesPrefix), AT_ONCE)) {
    const named: string[] = [];
    for (const { key } of part) {
      const id = key.slice(keys.storiesPrefix.length).split('/', 1)[0] ?? '';
      // A listing has all keys of a story together.
      if (story.id !== id) story = { id, from: await firstNeeded(archive, id) };
      if (passOf(key) >= story.from || namesPictures(key)) named.push(key);
    }
    await Promise.all(named.map((key) => trace(archive, key, found)));
  }
  for await (const part of inParts(store.list(keys.frontsPrefix), AT_ONCE)) {
    await Promise.all(
      part
        .filter(({ key }) => !dropped.has(key))
        .map(({ key }) => traceEdition(archive, key, found)),
    );
  }
  const blobs = new Set(found.objects.map(({ from }) => from));
  return {
    blob: (key) => blobs.has(key),
    picture: (key) => found.pictures.has(pictureOf(key)),
  };
}

/** SHA-256 of the original. */
const pictureOf = (key: string): string => key.split('/')[1] ?? '';

const passOf = (key: string): number => Number(/\/passes\/(\d+)\//.exec(key)?.[1] ?? 0);
const namesPictures = (key: string): boolean =>
  key.includes('/revisions/') || /\/(images|renditions)\.json$/.test(key);

/** Of what is live, or gone with a tombstone, the bytes are needed to fill a site that is lost. */
async function firstNeeded({ store }: Archive, storyId: string): Promise<number> {
  const stored = await store.get(keys.head(storyId));
  if (stored === undefined) return 0;
  // Without a live pass that may be any of them: few stories are withdrawn.
  return Head.parse(JSON.parse(stored.body.toString('utf8'))).live?.pass ?? 0;
}

async function traceEdition({ store }: Archive, key: string, found: Traces): Promise<void> {
  if (!key.includes('/editions/')) return;
  const stored = await store.get(key);
  if (stored === undefined) return;
  found.objects.push(...Edition.parse(JSON.parse(stored.body.toString('utf8'))).objects);
}

interface Wanted {
  readonly collecting: Collecting;
  readonly isNeeded: (key: string) => boolean;
  /** What goes or stays together, by its name; each object by itself where absent. */
  readonly groupOf?: (key: string) => string;
}

/** Old keys that nothing needs; of a group none where any of it is new, for it is in use again. */
async function unneeded(
  { store }: Archive,
  prefix: string,
  { collecting, isNeeded, groupOf = (key) => key }: Wanted,
): Promise<string[]> {
  const found: string[] = [];
  const fresh = new Set<string>();
  for await (const { key, modified } of store.list(prefix)) {
    if (!isOld(modified, collecting)) fresh.add(groupOf(key));
    else if (!isNeeded(key)) found.push(key);
  }
  return found.filter((key) => !fresh.has(groupOf(key)));
}

/** Deletes what is still old: somebody who needed it meanwhile has written it again. */
async function drop(
  { store }: Archive,
  old: readonly string[],
  collecting: Collecting,
): Promise<number> {
  if (!collecting.isApplied) return old.length;
  let dropped = 0;
  for (let at = 0; at < old.length; at += AT_ONCE) {
    await Promise.all(
      old.slice(at, at + AT_ONCE).map(async (key) => {
        if (!isOld((await store.head(key))?.modified, collecting)) return;
        await store.delete(key);
        dropped += 1;
      }),
    );
  }
  return dropped;
}
