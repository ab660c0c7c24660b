import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { followFeeds } from '../../src/queues/feed-schedulers.ts';
import { openQueues, type Queues } from '../../src/queues/queues.ts';
import { connectRedis } from '../../src/shared/redis.ts';
import { Feed } from '../../src/shared/source-declaration.ts';
import type { Source } from '../../src/shared/sources.ts';
import { type PrivateRedis, privateRedis } from '../support/private-redis.ts';
import { quietLog } from '../support/quiet-log.ts';

let redis: PrivateRedis;
let client: ReturnType<typeof connectRedis>;
let queues: Queues;

beforeAll(async () => {
  redis = await privateRedis();
  client = connectRedis(redis.url, { profile: 'patient', log: quietLog });
});
beforeEach(async () => {
  await client.flushall();
  queues = openQueues(client);
});
afterAll(async () => {
  await queues.close();
  client.disconnect();
  await redis.close();
});

const source = (id: string, feed?: object): Source => ({
  ...{ id, format: 'rss', auth: 'bearer', trusted: false, secrets: [], origin: 'added' },
  ...(feed && { feed: Feed.parse({ url: 'https://f.example/', ...feed }) }),
});

const schedulers = async () => (await queues.all.get('feeds')?.getJobSchedulers(0, -1)) ?? [];
const waiting = async () =>
  (await queues.all.get('feeds')?.getJobs(['prioritized', 'delayed'])) ?? [];

test('each feed has one scheduler, however often it is looked at, and polls at once', async () => {
  const sources = [source('river', {}), source('hill', { everySeconds: 60 }), source('wire')];
  await followFeeds(queues, sources);
  await followFeeds(queues, sources);
  const every = (await schedulers()).map(({ every, template }) => [
    template?.data?.kind === 'feed' && template.data.source,
    every,
  ]);
  expect(Object.fromEntries(every)).toEqual({ hill: 60_000, river: 300_000 });
  const jobs = await waiting();
  expect(jobs).toHaveLength(2);
  expect(jobs.every(({ opts, timestamp }) => (opts.delay ?? 0) + timestamp <= Date.now())).toBe(
    true,
  );
});

test('other settings are another scheduler, and the former one goes', async () => {
  await followFeeds(queues, [source('river', {})]);
  const [before] = await schedulers();
  await followFeeds(queues, [source('river', { url: 'https://f.example/2' })]);
  const [after, ...more] = await schedulers();
  expect(await waiting()).toHaveLength(2);
  expect(more).toEqual([]);
  expect(after?.key).not.toBe(before?.key);
});

test('a source that is gone has no scheduler, and a last ticket to end what it had', async () => {
  await followFeeds(queues, [source('river', {})]);
  await followFeeds(queues, []);
  expect(await schedulers()).toEqual([]);
  // What the scheduler had sent before is worked, too, and finds nothing to poll.
  const last = async () => (await waiting()).filter(({ repeatJobKey }) => !repeatJobKey);
  expect((await last()).map(({ data }) => data)).toEqual([{ kind: 'feed', source: 'river' }]);
  await followFeeds(queues, []);
  expect(await last()).toHaveLength(1);
});
