import { createServer } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { openQueues } from '../../src/queues/queues.ts';
import { storyIdFor } from '../../src/shared/ids.ts';
import { connectRedis } from '../../src/shared/redis.ts';
import { patiently } from '../support/patiently.ts';
import { quietLog } from '../support/quiet-log.ts';
import { type RunningNewsroom, runningNewsroom } from '../support/running-newsroom.ts';

let newsroom: RunningNewsroom;
let feedHost: string;
let text = 'The feed of the river opened.';
let conditions: (string | undefined)[] = [];

const feed = createServer((request, response) => {
  const etag = `"${text.length}"`;
  conditions.push(request.headers['if-none-match']);
  if (request.headers['if-none-match'] === etag) return response.writeHead(304).end();
  response.writeHead(200, { etag, 'content-type': 'application/rss+xml' });
  response.end(`<rss version="2.0"><channel><title>River</title><link>https://river.example/</link>
    <item><guid>r-1</guid><title>The river of feeds</title>
    <description>&lt;p&gt;${text}&lt;/p&gt;</description></item></channel></rss>`);
});

beforeAll(async () => {
  await new Promise<void>((resolve) => feed.listen(0, '127.0.0.1', resolve));
  feedHost = `127.0.0.1:${z.object({ port: z.int() }).parse(feed.address()).port}`;
  newsroom = await runningNewsroom({ environment: { DATELINE_ALLOW_PRIVATE: feedHost } });
});
afterAll(async () => {
  await newsroom.close();
  feed.closeAllConnections();
  feed.close();
});

const storyId = storyIdFor('river', 'r-1');

const FeedAnswer = z.looseObject({
  ...{ lastPolled: z.string().nullable(), failures: z.int(), because: z.string().nullable() },
});

async function feedShown(): Promise<z.infer<typeof FeedAnswer>> {
  const answer = await newsroom.call('/v1/sources');
  const { items } = z
    .object({ items: z.array(z.looseObject({ id: z.string(), feed: FeedAnswer.optional() })) })
    .parse(await answer.json());
  const shown = items.find(({ id }) => id === 'river')?.feed;
  if (shown === undefined) throw new Error('the source shows no feed');
  return shown;
}

/** As its scheduler would when its time has come; waits until the feed has been asked. */
async function pollNow(): Promise<void> {
  const redis = connectRedis(newsroom.redis.url, { profile: 'patient', log: quietLog });
  const queues = openQueues(redis);
  const { lastPolled } = await feedShown();
  await queues.send('feeds', { kind: 'feed', source: 'river' });
  await patiently(async () => {
    const shown = await feedShown();
    return shown.lastPolled !== lastPolled ? shown : 'was not polled';
  });
  await queues.close();
  redis.disconnect();
}

test('a story of a feed that was just named is live, unasked', async () => {
  const added = await newsroom.call('/v1/sources', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ id: 'river', format: 'rss', feed: { url: `http://${feedHost}/` } }),
  });
  expect(added.status).toBe(201);
  await patiently(async () => {
    const answer = await newsroom.call(`/v1/stories/${storyId}`);
    return answer.status === 200 ? {} : 'has not come';
  });
  const { url, revision } = await newsroom.until(storyId, 'live');
  expect(revision).toBe(1);
  expect(await newsroom.page(new URL(url ?? '').pathname)).toContain(text);
  // The poll itself ends after its stories are on their way.
  const polled = await patiently(async () => {
    const shown = await feedShown();
    return shown.lastPolled === null ? 'has not ended its first poll' : shown;
  });
  expect(polled).toMatchObject({ failures: 0, because: null, everySeconds: 300 });
});

test('an unchanged feed is asked by its ETag and makes nothing', async () => {
  conditions = [];
  await pollNow();
  expect(conditions).toEqual([`"${text.length}"`]);
  expect((await newsroom.until(storyId, 'live')).pass).toBe(1);
});

test('polls are counted by their result', async () => {
  const metrics = await (await newsroom.call('/metrics')).text();
  expect(metrics).toContain('dateline_feed_polls_total{result="changed"} 1');
  expect(metrics).toContain('dateline_feed_polls_total{result="unchanged"} 1');
});

test('a changed item is the story’s next revision', async () => {
  text = 'The feed of the river was opened, and closed again.';
  await pollNow();
  const story = await patiently(async () => {
    const known = await newsroom.until(storyId, 'live');
    return known.live?.revision === 2 ? known : 'is not revised';
  });
  expect(await newsroom.page(new URL(story.url ?? '').pathname)).toContain(text);
});

test('an emptied Redis polls again by itself and publishes nothing twice', async () => {
  const redis = connectRedis(newsroom.redis.url, { profile: 'patient', log: quietLog });
  conditions = [];
  await redis.flushall();
  redis.disconnect();
  await patiently(async () => (conditions.length > 0 ? {} : 'was not asked'));
  await patiently(async () => {
    const shown = await feedShown();
    return shown.lastPolled === null ? 'was not polled' : shown;
  });
  expect(conditions[0]).toBeUndefined();
  const story = await newsroom.until(storyId, 'live');
  expect(story.revision).toBe(2);
  expect(await newsroom.services.archive.store.get(`stories/${storyId}/revisions/3.json`)).toBe(
    undefined,
  );
});
