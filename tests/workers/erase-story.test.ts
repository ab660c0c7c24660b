import { afterEach, beforeEach, expect, test } from 'vitest';
import { keys } from '../../src/shared/archive/keys.ts';
import { openPass } from '../../src/shared/archive/open-pass.ts';
import { closePass, endPass } from '../../src/shared/archive/passes.ts';
import { deliveryNames } from '../../src/shared/deliveries/delivery.ts';
import { eraseWhatIsMarked } from '../../src/workers/erase-story.ts';
import type { Desks } from '../../src/workers/story-work.ts';
import { listKeys } from '../support/list-keys.ts';
import { quietLog } from '../support/quiet-log.ts';
import { anOpening, RECEIVED, STORY_ID } from '../support/story-samples.ts';
import { type TemporaryStores, temporaryStores } from '../support/temporary-archive.ts';

const header = { contentType: 'application/json' };
const at = RECEIVED;

let stores: TemporaryStores;
beforeEach(async () => {
  stores = await temporaryStores();
});
afterEach(() => stores.remove());

class Killed extends Error {}

/** What the sweeper has, over a store that is cut off before one of its changes. */
function desks({
  kill = Number.POSITIVE_INFINITY,
  isWorked = false,
  dirty = [] as readonly string[],
} = {}): Desks {
  const archive = stores.reopened();
  let changes = 0;
  const store = new Proxy(archive.store, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name);
      if (typeof value !== 'function') return value;
      return (...given: unknown[]) => {
        if (name === 'put' || name === 'delete') {
          changes += 1;
          if (changes > kill) throw new Killed();
        }
        return Reflect.apply(value, target, given);
      };
    },
  });
  const erase = async () => {};
  const services = { archive: { ...archive, store }, log: quietLog };
  const catalogue = { isComplete: async () => true, dirtyFronts: async () => [...dirty] };
  const queues = { sendFront: async () => {}, remove: async () => !isWorked };
  return {
    services: { ...services, catalogue, desk: { erase }, reviewDesk: { erase } },
    queues,
  } as unknown as Desks;
}

/** An archive with a story of two revisions that has been withdrawn to be erased, and another. */
async function withdrawnStory(): Promise<void> {
  const { archive } = stores;
  const images = (...hashes: string[]) =>
    hashes.map((sha256) => ({ id: sha256, role: 'inline' as const, sha256 }));
  const opening = anOpening({ headline: 'Zephyrine', images: images('own', 'shared') });
  await openPass(archive, STORY_ID, () => opening);
  await openPass(archive, STORY_ID, (head) => ({ ...opening, head: { ...opening.head, ...head } }));
  const other = anOpening({ storyId: 'b'.repeat(20), images: images('shared') });
  await openPass(archive, 'b'.repeat(20), () => ({
    ...other,
    head: { ...other.head, storyId: 'b'.repeat(20) },
  }));
  const { story: _, ...rest } = opening;
  const erased = { at, by: 'amira' };
  await openPass(archive, STORY_ID, (head) => ({
    ...rest,
    revision: 2,
    head: { ...rest.head, ...head, wanted: 'withdrawn', erased },
  }));
  const place = { storyId: STORY_ID, pass: 3 };
  await endPass(archive, place, { state: 'withdrawn', because: [] });
  for (const pass of [1, 2, 3]) await closePass(archive, { ...place, pass });
  for (const sha256 of ['own', 'shared']) {
    await archive.store.put(keys.original(sha256), 'bytes', header);
    await archive.store.put(keys.renditions(sha256), 'bytes', header);
  }
  const record = { schema: 1, storyId: STORY_ID, bodyHash: 'h', received: at, status: 'accepted' };
  const key = { ...record, submissionId: 'submission1', because: ['Zephyrine'] };
  await archive.store.put(keys.idempotency('wire', 'submission1'), JSON.stringify(key), header);
  await archive.store.put(keys.submission(at, 'submission1'), 'Zephyrine', header);
  await archive.store.put(keys.schedule('2026-11-23T10:00', STORY_ID, 2), 'Zephyrine', header);
  for (const [subscriber, pass, headline] of [
    ['search', 1, 'Zephyrine'],
    ['search', 3, ''],
    ['app', 2, 'Zephyrine'],
  ] as const) {
    const event = pass === 3 ? 'story.withdrawn' : 'story.live';
    const names = deliveryNames({ subscriber, storyId: STORY_ID, pass, event, at });
    const delivery = { schema: 1, subscriber, ...names, event, storyId: STORY_ID, pass };
    const place =
      subscriber === 'app'
        ? keys.pendingDelivery(subscriber, names.id)
        : keys.loggedDelivery(subscriber, names.id);
    await archive.store.put(place, JSON.stringify({ ...delivery, body: headline }), header);
  }
  const erasure = { schema: 1, storyId: STORY_ID, by: 'amira', reason: 'A court', at };
  await archive.store.put(keys.erasure(STORY_ID), JSON.stringify(erasure), header);
}

async function left(): Promise<string[]> {
  const found: string[] = [];
  for (const key of await listKeys(stores.archive.store)) {
    const body = (await stores.archive.store.get(key))?.body.toString() ?? '';
    if (body.includes('Zephyrine') || key.startsWith('media/')) found.push(key);
  }
  return found;
}

test('killed at any change and begun again, an erasure leaves no word and the pictures of others', async () => {
  let kills = 0;
  for (let isThrough = false; !isThrough; kills += 1) {
    await stores.remove();
    stores = await temporaryStores();
    await withdrawnStory();
    expect((await left()).length).toBeGreaterThan(7);
    try {
      expect(await eraseWhatIsMarked(desks({ kill: kills }))).toBe(1);
      isThrough = true;
    } catch (error) {
      if (!(error instanceof Killed)) throw error;
      expect(await eraseWhatIsMarked(desks())).toBe(1);
    }
    expect(await left()).toEqual([keys.original('shared'), keys.renditions('shared')]);
    // That it was taken down is still told, and known to have been told.
    expect(await listKeys(stores.archive.store, 'deliveries/')).toHaveLength(1);
    const head = (await stores.reopened().head(STORY_ID))?.head;
    expect([head?.revision, head?.headline, head?.erased?.by]).toEqual([0, '', 'amira']);
    expect(await eraseWhatIsMarked(desks())).toBe(0);
  }
  expect(kills).toBeGreaterThan(8);
});

test('while a worker has one of its passes in hand nothing is deleted yet', async () => {
  await withdrawnStory();
  const before = await left();
  expect(await eraseWhatIsMarked(desks({ isWorked: true }))).toBe(0);
  expect(await left()).toEqual(before);
});

test('while a front may still name it, nothing is deleted yet', async () => {
  await withdrawnStory();
  const { archive } = stores;
  const held = await archive.head(STORY_ID);
  if (held === undefined) throw new Error('no head');
  await archive.swapHead({ ...held.head, numbers: { home: 1, search: 1 } }, held.etag);
  const before = await left();
  expect(await eraseWhatIsMarked(desks({ dirty: ['search'] }))).toBe(0);
  expect(await eraseWhatIsMarked(desks({ dirty: ['news'] }))).toBe(0);
  expect(await left()).toEqual(before);
  expect(await eraseWhatIsMarked(desks({ dirty: ['section/sport'] }))).toBe(1);
});
