import { Redis } from 'ioredis';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { openQueues } from '../../src/queues/queues.ts';
import type { Canary } from '../../src/server/canary/canary.ts';
import { canaryKinds, canaryStoryId } from '../../src/shared/canary.ts';
import { listKeys } from '../support/list-keys.ts';
import { patiently, type RunningNewsroom, runningNewsroom } from '../support/running-newsroom.ts';

const quick = { everyMs: 100, patienceMs: 10_000, alarmMs: 60_000 };
let newsroom: RunningNewsroom;
let redis: Redis;
let flying: Canary[] = [];

beforeAll(async () => {
  newsroom = await runningNewsroom();
  redis = new Redis(newsroom.redis.url.slice('unix:'.length));
  const { storyId } = await newsroom.submit({
    externalId: 'beside',
    headline: 'Bridge open again',
    body: '<p>The river fell overnight, and the bridge is open again to everybody.</p>',
  });
  await newsroom.until(storyId, 'live');
  await newsroom.page('/');
});
afterEach(() => land());
afterAll(async () => {
  redis.disconnect();
  await newsroom.close();
});

const start = (...how: Parameters<RunningNewsroom['canary']>): Canary => {
  const canary = newsroom.canary(...how);
  flying.push(canary);
  return canary;
};
async function land(): Promise<void> {
  await Promise.all(flying.map((canary) => canary.close()));
  flying = [];
}

/** Waits until a figure is at least so high; returns it. */
async function figure(series: string, least: number): Promise<number> {
  const { value } = await patiently(async () => {
    const text = await (await newsroom.call('/metrics')).text();
    const found = text.split('\n').find((line) => line.startsWith(`${series} `));
    const value = Number(found?.split(' ').at(-1) ?? 0);
    return value >= least ? { value } : `${series} is ${value}`;
  });
  return value;
}
const runs = (pictures: string, result: string): string =>
  `dateline_canary_runs_total{pictures="${pictures}",result="${result}"}`;

test('it goes the whole route to a page that nothing lists, and leaves no heap behind', async () => {
  start(quick);
  await figure(runs('no', 'live'), 6);
  await land();
  const seen = await figure('dateline_canary_last_success_timestamp_seconds{pictures="no"}', 1);
  expect(Math.abs(seen - Date.now() / 1000)).toBeLessThan(30);
  const page = await newsroom.page('/_canary/text/');
  expect(page).toContain('<meta name="robots" content="noindex">');

  const id = canaryStoryId('text');
  const { archive, site, desk, catalogue } = newsroom.services;
  for (const key of await listKeys(site)) {
    if (key.startsWith('_canary/')) continue;
    expect((await site.get(key))?.body.includes('canary'), key).toBe(false);
  }
  expect(await catalogue.isListed(id)).toBe(false);
  expect(await desk.counts()).toEqual({ live: 1 });
  expect(await (await newsroom.call('/v1/stories')).json()).toMatchObject({
    items: [{ externalId: 'beside' }],
  });

  expect((await listKeys(archive.store, `stories/${id}/revisions/`)).length).toBeLessThan(6);
  const releases = await listKeys(archive.store, `stories/${id}/passes/`);
  expect(releases.filter((key) => key.endsWith('release.json')).length).toBeLessThan(6);
  expect((await listKeys(archive.store, 'keys/_canary/')).length).toBeLessThan(6);
  const blobs = await Promise.all(
    (await listKeys(archive.store, 'blobs/')).map((key) => archive.store.get(key)),
  );
  expect(blobs.filter((blob) => blob?.body.includes('The canary of')).length).toBeLessThan(6);
});

test('every tenth time its picture is made anew', async () => {
  const known = JSON.stringify({ runs: 9, seen: null, where: null });
  for (const times of [1, 2]) {
    const before = await figure('dateline_renditions_total{format="webp"}', 0);
    await redis.set('dateline:{canary}:known', known);
    start(quick);
    await figure(runs('yes', 'live'), times);
    await land();
    expect(await figure('dateline_renditions_total{format="webp"}', before + 1)).toBeGreaterThan(0);
  }
});

test('one of several servers sends it', async () => {
  const before = await figure(runs('no', 'live'), 0);
  const slow = { ...quick, everyMs: 1500 };
  for (let server = 0; server < 3; server += 1) start(slow);
  await figure(runs('no', 'live'), before + 1);
  await land();
  expect(await figure(runs('no', 'live'), before + 1)).toBe(before + 1);
});

test('a route that stands still is told of, and not filled with canaries', async () => {
  const { archive } = newsroom.services;
  const deaf = { ...openQueues(redis), send: async () => {} };
  const late = await figure(runs('no', 'late'), 0);
  const canary = start({ everyMs: 50, patienceMs: 100, alarmMs: 300 }, deaf);
  await figure(runs('no', 'late'), late + 3);
  expect(canary.alarm()).toMatch(
    /^The canary story has not come through for \d+ s: it waits for ingest\.$/,
  );
  const unread = await listKeys(archive.store, 'inbox/');
  expect(unread.length).toBeLessThanOrEqual(canaryKinds.length);
});

test('nobody can submit in its name', async () => {
  const answer = await newsroom.call('/hooks/_canary', { method: 'POST', body: '{}' });
  expect(answer.status).toBe(404);
});
