import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Archive } from '../../src/shared/archive/archive.ts';
import type { EndState, Head } from '../../src/shared/archive/documents.ts';
import { appointFirstVisit, PictureVisit, visitPictures } from '../../src/workers/late-pictures.ts';
import type { Desks } from '../../src/workers/story-work.ts';
import { type TemporaryStores, temporaryStores } from '../support/temporary-archive.ts';

const storyId = 'abcdefghijklmnopqrst';
const awaitedSince = '2026-11-26T12:00:00.000Z';
const result = {
  images: [],
  missing: [{ id: 'i1', reason: 'The picture at https://a.example/ answered 404.', awaitedSince }],
  complete: true,
};

let stores: TemporaryStores;
beforeEach(async () => {
  stores = await temporaryStores();
});
afterEach(() => stores.remove());

async function appointments(): Promise<{ key: string; visit: PictureVisit }[]> {
  const found = [];
  for await (const { key } of stores.archive.store.list('schedule/')) {
    const object = await stores.archive.store.get(key);
    found.push({ key, visit: PictureVisit.parse(JSON.parse(object?.body.toString() ?? '')) });
  }
  return found;
}

async function standing(state: EndState | null, missing = result.missing): Promise<Archive> {
  const { archive } = stores;
  const head: Head = {
    ...{ schema: 1, storyId, source: 'demo', externalId: 'one', headline: 'One', slug: 'one' },
    ...{ revision: 1, pass: 2, trigger: 'revision', contentHash: '', wanted: 'live' },
    ...{ order: { received: awaitedSince, submissionId: 's' }, live: null, firstPublished: null },
    ended: state && { state, at: awaitedSince, because: [] },
    ...{ formerPaths: [], numbers: {}, card: null },
  };
  await archive.swapHead(head, undefined);
  await archive.putStage({
    ...{ schema: 1, storyId, revision: 1, pass: 2, stage: 'images', verdict: 'ready' },
    ...{ because: [], findings: [], at: awaitedSince, ms: 0, waitMs: 0, attempt: 1 },
    result: { ...result, missing },
  });
  await appointFirstVisit(archive, { storyId, revision: 1, pass: 2 }, result);
  return archive;
}

/** Keeps the one appointment there is; the passes that were sent to the slow lane. */
async function keepNext(archive: Archive): Promise<number[]> {
  const sent: number[] = [];
  const resend = async (_: string, { pass }: { pass: number }) => void sent.push(pass);
  const desks = { services: { archive }, queues: { resend } } as unknown as Desks;
  const [next] = await appointments();
  if (next !== undefined) await visitPictures(next.key, next.visit, desks);
  return sent;
}

test('a picture is asked for again at ever longer intervals for a day, then never more', async () => {
  const archive = await standing('live');
  const at: string[] = [];
  for (let next = await appointments(); next[0] !== undefined; next = await appointments()) {
    expect(next).toHaveLength(1);
    at.push(next[0].visit.at.slice(5, 16));
    expect(await keepNext(archive)).toEqual([2]);
  }
  expect(at).toEqual([
    ...['11-26T12:01', '11-26T12:05', '11-26T12:15', '11-26T13:00', '11-26T15:00'],
    ...['11-26T20:00', '11-27T12:00'],
  ]);
});

test.each<[string, EndState]>([
  ['held', 'held'],
  ['withdrawn', 'withdrawn'],
  ['rejected', 'rejected'],
])('a story that is %s is not visited', async (_, state) => {
  expect(await keepNext(await standing(state))).toEqual([]);
  expect(await appointments()).toEqual([]);
});

test('nobody asks for what has come meanwhile', async () => {
  expect(await keepNext(await standing('live', []))).toEqual([]);
  expect(await appointments()).toEqual([]);
});

test('a visit waits while a pass of its story is under way', async () => {
  expect(await keepNext(await standing(null))).toEqual([]);
  expect(await appointments()).toHaveLength(1);
});

test('a story under embargo has its picture looked for', async () => {
  expect(await keepNext(await standing('scheduled'))).toEqual([2]);
});
