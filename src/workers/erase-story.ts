import { isErased, openErasure } from '../queues/erase.ts';
import { stages } from '../queues/route.ts';
import type { Head } from '../shared/archive/documents.ts';
import { readErasure } from '../shared/archive/erasure.ts';
import { keys } from '../shared/archive/keys.ts';
import { dropEditions } from '../shared/archive-care/editions.ts';
import { eraseSubmissions } from '../shared/archive-care/erase-submissions.ts';
import {
  noTraces,
  picturesOfOthers,
  type Traces,
  trace,
} from '../shared/archive-care/story-traces.ts';
import { affectedFronts } from '../shared/catalogue/front-names.ts';
import { deliveriesOf } from '../shared/deliveries/deliveries-of.ts';
import { Conflict } from '../shared/errors.ts';
import { inParts } from '../shared/object-store/in-parts.ts';
import type { Desks } from './story-work.ts';

/** Objects read or deleted at once. */
const AT_ONCE = 32;

/** Goes on with every erasure that was begun. @returns how many are done now */
export async function eraseWhatIsMarked(desks: Desks): Promise<number> {
  const { store } = desks.services.archive;
  let done = 0;
  for await (const { key } of store.list(keys.erasuresPrefix)) {
    const storyId = key.slice(keys.erasuresPrefix.length);
    if (await eraseStory(storyId, desks)) done += 1;
  }
  return done;
}

/**
 * Takes away all that the archive and Redis keep of a story, once it is withdrawn everywhere: what
 * stays is a head without a word of it, and the last pass, which says what stands at its addresses.
 * True when nothing is left to do; else it is asked again with the next sweep. Safe to repeat: the
 * story's own documents go last, for they tell what else there is.
 */
export async function eraseStory(storyId: string, desks: Desks): Promise<boolean> {
  const { archive } = desks.services;
  const erasure = await readErasure(archive.store, storyId);
  const held = await archive.head(storyId);
  if (erasure === undefined || held === undefined) return false;
  if (held.head.erased === undefined) {
    const { desk, subscribers } = desks.services;
    await openErasure({ archive, desk, subscribers, queues: desks.queues }, erasure);
    return false;
  }
  if (!(await hasComeToRest(held.head, desks))) return false;
  if (!(await haveLetGo(frontsOf(held.head), desks))) return false;
  try {
    if (!isErased(held.head)) await archive.swapHead(emptied(held.head), held.etag);
  } catch (error) {
    if (error instanceof Conflict) return false;
    throw error;
  }
  if (!(await dropDeliveries(held.head, desks))) return false;
  await dropSchedule(storyId, desks);
  await dropWhatItMade(held.head, desks);
  await eraseSubmissions(held.head, archive);
  await desks.services.desk.erase(storyId);
  await desks.services.reviewDesk.erase(storyId);
  await dropAll(archive.store.list(keys.forgottenLessonsOf(storyId)), desks);
  await dropAll(recordOf(held.head, desks), desks);
  await archive.store.delete(keys.erasure(storyId));
  desks.services.log.info({ storyId, by: erasure.by }, 'story erased');
  return true;
}

/** Whether its last pass has ended and no worker has an earlier one in hand. */
async function hasComeToRest(
  { storyId, revision, pass, ended }: Head,
  { services, queues }: Desks,
): Promise<boolean> {
  if (ended === null) return false;
  if ((await services.archive.store.head(keys.open(storyId, pass))) !== undefined) return false;
  for (let one = pass; one >= 1; one -= 1) {
    const ticket = { kind: 'story', storyId, revision: Math.max(1, revision), pass: one } as const;
    const notice = { kind: 'notice', storyId, pass: one } as const;
    const removed = await Promise.all([
      ...[...stages, 'renditions' as const].map((queue) => queues.remove(queue, ticket)),
      // What it is about to write down may have been read before the story was to be erased.
      queues.remove('notify', notice),
    ]);
    if (removed.includes(false)) return false;
  }
  return true;
}

/** Every front that ever listed it, and those that follow them: the news sitemap names headlines. */
const frontsOf = ({ numbers }: Head): string[] => affectedFronts(Object.keys(numbers), []);

/** Whether editions without the story are in the site; asks for them, search too, which is else slow. */
async function haveLetGo(
  fronts: readonly string[],
  { services: { catalogue }, queues }: Desks,
): Promise<boolean> {
  if (!(await catalogue.isComplete())) return false;
  const dirty = new Set(await catalogue.dirtyFronts());
  const left = fronts.filter((front) => dirty.has(front));
  await Promise.all(left.map((front) => queues.sendFront({ kind: 'front', front }, 'now')));
  return left.length === 0;
}

/** What is said of a story of which nothing is kept: as if only its withdrawal had been seen. */
function emptied({ likeness: _, aside: __, ...head }: Head): Head {
  const words = { headline: '', externalId: '', slug: '', contentHash: 'erased' };
  return { ...head, ...words, revision: 0, live: null, card: null };
}

async function dropSchedule(storyId: string, { services }: Desks): Promise<void> {
  const { store } = services.archive;
  for await (const { key } of store.list(keys.schedulePrefix)) {
    if (key.split('/').at(-1)?.startsWith(`${storyId}.`)) await store.delete(key);
  }
}

/**
 * What subscribers were told of it, or were about to be, but that it was taken down: that was written
 * without a word of it. False: one of them is on its way this moment.
 */
async function dropDeliveries(
  { storyId, pass }: Head,
  { services: { archive }, queues }: Desks,
): Promise<boolean> {
  const place = { storyId, until: pass - 1 };
  let isThrough = true;
  for await (const { subscriber, delivery, key } of deliveriesOf(archive.store, place)) {
    const ticket = { kind: 'delivery', subscriber, delivery } as const;
    if (await queues.remove('notify', ticket)) await archive.store.delete(key);
    else isThrough = false;
  }
  return isThrough;
}

/** Pictures that no other story has, its pages, and old editions of the fronts that listed it. */
async function dropWhatItMade(head: Head, desks: Desks): Promise<void> {
  const { archive } = desks.services;
  const { storyId, pass } = head;
  const found = noTraces();
  for await (const part of inParts(archive.store.list(keys.story(storyId)), AT_ONCE)) {
    await Promise.all(part.map(({ key }) => trace(archive, key, found)));
  }
  const others = await picturesOfOthers(archive, storyId, found.pictures);
  for (const sha256 of found.pictures) {
    if (!others.has(sha256)) await dropAll(archive.store.list(keys.media(sha256)), desks);
  }
  const last = (await archive.release(storyId, pass))?.objects ?? [];
  const stays = new Set(last.map(({ from }) => from));
  for (const from of pagesIn(found)) if (!stays.has(from)) await archive.store.delete(from);
  for (const front of frontsOf(head)) await dropEditions(archive, front);
}

/** Blobs that have its words; the theme's files are everybody's. */
const pagesIn = ({ objects }: Traces): ReadonlySet<string> =>
  new Set(
    objects
      .filter(({ kind, from }) => kind !== 'asset' && from.startsWith(keys.blobsPrefix))
      .map(({ from }) => from),
  );

/** All documents of its own but the head and the last pass. */
async function* recordOf({ storyId, pass }: Head, { services }: Desks) {
  for await (const entry of services.archive.store.list(keys.story(storyId))) {
    const stays =
      entry.key === keys.head(storyId) || entry.key.startsWith(keys.pass(storyId, pass));
    if (!stays) yield entry;
  }
}

async function dropAll(
  entries: AsyncIterable<{ readonly key: string }>,
  { services }: Desks,
): Promise<void> {
  for await (const part of inParts(entries, AT_ONCE)) {
    await Promise.all(part.map(({ key }) => services.archive.store.delete(key)));
  }
}
