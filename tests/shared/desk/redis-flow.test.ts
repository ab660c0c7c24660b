import { expect, test } from 'vitest';
import type { StepRecord } from '../../../src/shared/desk/desk.ts';
import { tookAtMost } from '../../../src/shared/desk/flow.ts';
import { redisDesk } from '../../../src/shared/desk/redis-desk.ts';
import { emptiedRedis } from '../../support/emptied-redis.ts';

const redis = emptiedRedis();
const about = { source: 'wire', externalId: 'x1', headline: 'Flood warning lifted' };
const startOfMinute = Math.floor(Date.now() / 60_000) * 60_000;
/** A moment of this minute. */
const at = (ms: number): string => new Date(startOfMinute + ms).toISOString();
const step = (
  stage: string,
  verdict: string,
  { ms = 0, ...changes }: Partial<StepRecord> & { ms?: number },
): StepRecord => ({
  ...{ storyId: 'abc', revision: 1, pass: 1, about },
  entry: {
    ...{ stage, verdict, at: at(ms), ms: 3, waitMs: 1, attempt: 1 },
    ...{ revision: 1, pass: 1, because: [] },
  },
  ...changes,
});

test('what each stage did is counted by the minute, and how long a story took to be live', async () => {
  const desk = redisDesk(redis.client);
  await desk.record(step('ingest', 'accepted', { state: 'moderating' }));
  await desk.record(step('moderation', 'approved', { state: 'rendering', ms: 100 }));
  await desk.record(step('publish', 'live', { state: 'live', ms: 1500 }));
  await desk.record(step('render', 'failed', { storyId: 'def', state: 'failed', ms: 1600 }));
  const points = await desk.flow('hour');
  expect(points).toHaveLength(60);
  const minute = points.find((point) => point.at === startOfMinute);
  expect(minute).toMatchObject({
    done: { ingest: 1, moderation: 1, publish: 1 },
    failed: { render: 1 },
    live: 1,
  });
  expect(tookAtMost(points, 0.95)).toBe(2000);
  expect(tookAtMost(await desk.flow('day'), 0.5)).toBe(2000);
  expect((await desk.sourceHealth('wire')).days[0]?.counts).toEqual({ approved: 1 });
});

test('what a paused source sends, and what its pictures hold, counts as held too', async () => {
  const desk = redisDesk(redis.client);
  await desk.record(step('ingest', 'held', { state: 'held' }));
  await desk.record(step('moderation', 'approved', { storyId: 'def', state: 'imaging' }));
  await desk.record(step('images', 'held', { storyId: 'def', state: 'held', ms: 10 }));
  const { days } = await desk.sourceHealth('wire');
  expect(days[0]?.counts).toEqual({ held: 1, approved: 1, 'held:images': 1 });
});

test('what is restored from the archive counts for nothing', async () => {
  const desk = redisDesk(redis.client);
  await desk.restore({
    ...{ storyId: 'abc', ...about, state: 'live', revision: 1, pass: 1, updated: at(0) },
  });
  expect((await desk.flow('hour')).every(({ live }) => live === 0)).toBe(true);
});

test('the story that set out first is the first of those under way, whatever it did last', async () => {
  const desk = redisDesk(redis.client);
  await desk.record(step('ingest', 'accepted', { storyId: 'bb', state: 'moderating', ms: 10 }));
  await desk.record(step('ingest', 'accepted', { storyId: 'aa', state: 'moderating', ms: 20 }));
  await desk.record(step('moderation', 'approved', { storyId: 'bb', state: 'imaging', ms: 500 }));
  await desk.record(step('moderation', 'held', { storyId: 'cc', state: 'held', ms: 1 }));
  const query = { state: 'unpublished', order: 'oldest', limit: 10 } as const;
  const { items } = await desk.search(query);
  expect(items.map(({ storyId, began }) => [storyId, began])).toEqual([
    ['bb', at(10)],
    ['aa', at(20)],
  ]);
  await desk.record(step('publish', 'live', { storyId: 'bb', state: 'live', ms: 900 }));
  expect((await desk.search(query)).items.map(({ storyId }) => storyId)).toEqual(['aa']);
  expect(await desk.oldest()).toEqual({ moderating: at(20), live: at(900), held: at(1) });
});

test('a pass that is opened again moves its story back from failed', async () => {
  const desk = redisDesk(redis.client);
  await desk.record(step('render', 'failed', { state: 'failed' }));
  await desk.record({ storyId: 'abc', revision: 1, pass: 1, state: 'rendering' });
  expect((await desk.find('abc'))?.state).toBe('failed');
  await desk.record({ storyId: 'abc', revision: 1, pass: 1, state: 'rendering', reopened: true });
  expect((await desk.find('abc'))?.state).toBe('rendering');
  expect((await desk.search({ state: 'unpublished', limit: 5 })).items).toHaveLength(1);
});

test('what the door answered a source is kept by day, and when it came last', async () => {
  const desk = redisDesk(redis.client);
  await desk.noteKnocks([{ source: 'wire', result: '401', count: 3 }]);
  const health = await desk.sourceHealth('wire');
  expect(health.days[0]?.counts).toEqual({ '401': 3 });
  expect(Date.parse(health.last['401'] ?? '')).toBeGreaterThan(0);
});
