import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { exportTo } from '../../src/cli/export-site.ts';
import { openQueues } from '../../src/queues/queues.ts';
import type { Canary } from '../../src/server/canary/canary.ts';
import { openSystemView } from '../../src/server/system-view.ts';
import { canaryKinds, canaryStoryId } from '../../src/shared/canary.ts';
import { listKeys } from '../support/list-keys.ts';
import { patiently } from '../support/patiently.ts';
import { checkMetrics, hasPromtool } from '../support/promtool.ts';
import { type RunningNewsroom, runningNewsroom } from '../support/running-newsroom.ts';

const quick = { everyMs: 100, patienceMs: 120_000, alarmMs: 600_000 };
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
  const began = Date.now() / 1000;
  const canary = start(quick);
  await figure(runs('no', 'live'), 6);
  await land();
  const { arrivals, where, runs: all } = canary.standing() ?? {};
  expect(arrivals?.text?.ms).toBeGreaterThan(0);
  expect([where, Number(all) >= 6]).toEqual([null, true]);
  const seen = await figure('dateline_canary_last_success_timestamp_seconds{pictures="no"}', 1);
  expect(seen).toBeGreaterThan(began);
  expect(seen).toBeLessThan(Date.now() / 1000 + 1);
  const page = await newsroom.page('/_canary/text/');
  expect(page).toContain('<meta name="robots" content="noindex">');

  const id = canaryStoryId('text');
  const { archive, site, desk, catalogue } = newsroom.services;
  // A newer pass may have been opened just before the canary landed.
  const pass = (await archive.head(id))?.head.live?.pass ?? 0;
  expect((await archive.stage(id, pass, 'moderation'))?.findings).toEqual([]);
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

test('an export names nothing of it: no page, sitemap, feed or search file', async () => {
  const { site } = newsroom.services;
  const folder = join(newsroom.folder, 'export');
  const { files } = await exportTo(site, folder);
  const hidden = await listKeys(site, '_canary/');
  expect(hidden).not.toEqual([]);
  expect(files).toBe((await listKeys(site)).length - hidden.length);
  const written = await readdir(folder, { recursive: true, withFileTypes: true });
  for (const file of written.filter((one) => one.isFile())) {
    const path = join(file.parentPath, file.name);
    expect((await readFile(path, 'utf8')).toLowerCase(), path).not.toContain('canary');
  }
});

test('every tenth time its picture is made anew', async () => {
  const known = JSON.stringify({ runs: 9, arrivals: {}, where: null });
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
  await redis.set(
    'dateline:{canary}:known',
    JSON.stringify({ runs: 0, arrivals: {}, where: null }),
  );
  const flown = async () => {
    const { runs }: { runs: number } = JSON.parse(
      String(await redis.get('dateline:{canary}:known')),
    );
    return { runs };
  };
  for (let server = 0; server < 3; server += 1) start({ ...quick, everyMs: 3000 });
  await patiently(async () => ((await flown()).runs > 0 ? flown() : 'has not flown'));
  await land();
  expect(await flown()).toEqual({ runs: 1 });
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

test('what the newsroom did is told in figures that Prometheus takes', async () => {
  const { storyId } = await newsroom.submit({
    externalId: 'play-1',
    headline: 'Play at the best online casino',
    body: '<p>Claim your casino bonus and free spins today, sign up and win real money now.</p>',
  });
  await newsroom.until(storyId, 'held', 'rejected');
  expect(await figure('dateline_time_to_live_seconds_count{pictures="no",held="no"}', 1)).toBe(1);
  await figure('dateline_stage_wait_seconds_count{stage="moderation"}', 2);
  const wanted = [
    /^dateline_stage_duration_seconds_count\{stage="fronts",verdict="rendered"\} [1-9]/m,
    /^dateline_findings_total\{rule="[a-z-]+",action="[a-z]+"\} [1-9]/m,
    /^dateline_held_total\{rule="[a-z-]+",verdict="(held|rejected)"\} [1-9]/m,
    /^dateline_fronts_asked_total\{kind="home"\} [1-9]/m,
    /^dateline_editions_total\{kind="section",verdict="rendered"\} [1-9]/m,
    /^dateline_store_duration_seconds_count\{store="site",op="put",code="ok"\} [1-9]/m,
    /^dateline_redis_duration_seconds_count\{code="ok"\} [1-9]/m,
    /^dateline_worker_last_progress_timestamp_seconds\{queue="publish"\} \d{10}/m,
    /^dateline_queue_oldest_waiting_seconds\{queue="render"\} \d/m,
    /^dateline_redis_persistence_ok\{kind="log"\} 1$/m,
    /^dateline_redis_memory_bytes\{kind="used"\} \d{6}/m,
    /^dateline_system_reporter 1$/m,
    /^dateline_build_info\{version="\d+\.\d+\.\d+",node="\d+\.\d+\.\d+"\} 1$/m,
  ];
  const { text } = await patiently(async () => {
    const text = await (await newsroom.call('/metrics')).text();
    const missing = wanted.filter((series) => !series.test(text));
    return missing.length === 0 ? { text } : `there is no ${missing.join(', ')}`;
  });
  expect(text).not.toMatch(/play-1|beside|"_canary|\b[a-z2-7]{20}\b/);
  if (hasPromtool()) checkMetrics(text);
});

test('how long the oldest job has waited is told of every queue, whatever its priority', async () => {
  const queues = openQueues(redis);
  const view = openSystemView(redis, 'nobody');
  const ask = (priority: number, timestamp: number) =>
    queues.all.get('feeds')?.add('feed', { kind: 'feed', source: 'x' }, { priority, timestamp });
  await queues.all.get('feeds')?.pause();
  const now = Date.now();
  await ask(1, now - 5000);
  await ask(7, now - 90_000);
  await ask(7, now - 1000);
  // Nobody asks moderation for a trial here.
  const { feeds = 0, trials } = Object.fromEntries(await view.oldestWaiting());
  expect(feeds).toBeGreaterThanOrEqual(90);
  expect(feeds).toBeLessThanOrEqual((Date.now() - now) / 1000 + 90);
  expect(trials).toBe(0);
  await queues.close();
});
