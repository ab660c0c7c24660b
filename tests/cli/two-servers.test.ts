import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { redisDesk } from '../../src/shared/desk/redis-desk.ts';
import { openMeter } from '../../src/shared/metrics/meter.ts';
import { sendFigures } from '../../src/shared/metrics/redis-figures.ts';
import { connectRedis } from '../../src/shared/redis.ts';
import { type PrivateRedis, privateRedis } from '../support/private-redis.ts';
import { quietLog } from '../support/quiet-log.ts';
import { STORY_ID } from '../support/story-samples.ts';

/** One `dateline serve`, as behind a load balancer: stores and Redis are shared. */
interface Server {
  readonly child: ChildProcess;
  readonly http: string;
  readonly token: string;
}

let folder: string;
let redis: PrivateRedis;
let client: ReturnType<typeof connectRedis>;
let servers: [Server, Server];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dl-'));
  redis = await privateRedis();
  client = connectRedis(redis.url, { profile: 'patient', log: quietLog });
  servers = await Promise.all([serve('one'), serve('two')]);
});
afterAll(async () => {
  await Promise.all(servers.map(stop));
  client.disconnect();
  await redis.close();
  await rm(folder, { recursive: true, force: true });
});

async function serve(name: string): Promise<Server> {
  const data = join(folder, name);
  const child = spawn(process.execPath, ['dist/cli/main.js', 'serve'], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      ...{ PATH: process.env.PATH, DATELINE_CONFIG: 'tests/support/newsroom' },
      ...{ DATELINE_DATA_DIR: data, DATELINE_HTTP_PORT: '0', DATELINE_SITE_PORT: '0' },
      DATELINE_ARCHIVE_URL: `file:${join(folder, 'archive')}`,
      DATELINE_SITE_URL: `file:${join(folder, 'site')}`,
      DATELINE_PUBLIC_URL: 'http://site.test',
      DATELINE_REDIS_URL: redis.url,
      DATELINE_SECRET_KEY: 'a key of the tests, long enough',
      ...{ DATELINE_CANARY: 'off', DATELINE_LOG_LEVEL: 'silent' },
    },
  });
  const [line] = await once(createInterface({ input: child.stdout }), 'line');
  const { token } = JSON.parse(await readFile(join(data, 'api.json'), 'utf8'));
  return { child, http: JSON.parse(line).http, token };
}

async function stop({ child }: Server): Promise<void> {
  if (child.exitCode !== null) return;
  child.kill('SIGTERM');
  await once(child, 'exit');
}

const ask = (server: Server, path: string, init: RequestInit = {}) =>
  fetch(`${server.http}${path}`, {
    ...init,
    headers: { authorization: `Bearer ${server.token}`, 'content-type': 'application/json' },
  });

/** What Prometheus has of each, and what a sum over both comes to. */
async function scraped(): Promise<{
  readonly reports: readonly boolean[];
  readonly sum: (series: string) => number;
}> {
  const texts: string[] = [];
  for (const server of servers) texts.push(await (await ask(server, '/metrics')).text());
  const valueIn = (text: string, series: string): number =>
    Number(
      text
        .split('\n')
        .find((line) => line.startsWith(`${series} `))
        ?.split(' ')
        .at(-1) ?? 0,
    );
  return {
    reports: texts.map((text) => valueIn(text, 'dateline_system_reporter') === 1),
    sum: (series) => texts.reduce((total, text) => total + valueIn(text, series), 0),
  };
}

test('two servers tell each figure of the whole system once, whoever tells it', async () => {
  const desk = redisDesk(client);
  const about = { source: 'demo', externalId: 'a', headline: 'A bridge opens' };
  await desk.record({ storyId: STORY_ID, revision: 1, pass: 1, state: 'failed', about });
  const meter = openMeter();
  const sending = sendFigures(meter, client, quietLog);
  meter.count('renditions', { format: 'avif' });
  await sending.close();
  for (const [at, server] of servers.entries()) {
    const body = JSON.stringify({ externalId: `${at}`, headline: 'News', body: '<p>News.</p>' });
    expect((await ask(server, '/hooks/demo', { method: 'POST', body })).status).toBe(202);
  }

  const asOne = async () => {
    const { reports, sum } = await scraped();
    expect(sum('dateline_stories{state="failed"}')).toBe(1);
    expect(sum('dateline_renditions_total{format="avif"}')).toBe(1);
    expect(sum('dateline_queue_jobs{queue="ingest",state="prioritized"}')).toBe(2);
    // What a server measures of itself adds up.
    expect(sum('dateline_submissions_total{result="accepted"}')).toBe(2);
    return reports;
  };
  expect(await asOne()).toEqual([true, false]);
  expect(await asOne()).toEqual([true, false]);

  // Its turn ends when it is not scraped for long: as if it had run out now.
  await client.del('dateline:{metrics}:reporter');
  await ask(servers[1], '/metrics');
  expect(await asOne()).toEqual([false, true]);
});

test('a server that comes back under its name goes on with its turn', async () => {
  await client.del('dateline:{metrics}:reporter');
  expect((await scraped()).reports).toEqual([true, false]);
  await stop(servers[0]);
  servers = [await serve('one'), servers[1]];
  expect((await scraped()).reports).toEqual([true, false]);
});
