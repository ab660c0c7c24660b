import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { isAlive } from '../../src/cli/running-process.ts';
import { run } from './terminal.ts';

const main = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));
const newsroom = fileURLToPath(new URL('../../newsroom', import.meta.url));
const ReadyLine = z.strictObject({
  ready: z.literal(true),
  http: z.string().regex(/^http:\/\/127\.0\.0\.1:\d+$/),
  site: z.string().regex(/^http:\/\/127\.0\.0\.1:\d+$/),
  admin: z.string().nullable(),
});

let dataDir: string;
let environment: Record<string, string>;
let running: ChildProcess | undefined;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'dl-'));
  environment = {
    PATH: process.env.PATH ?? '',
    DATELINE_DATA_DIR: dataDir,
    DATELINE_CONFIG: newsroom,
    DATELINE_HTTP_PORT: '0',
    DATELINE_SITE_PORT: '0',
    DATELINE_DOOR_MAX_LAG: '600000',
    DATELINE_LOG_LEVEL: 'warn',
  };
});
afterAll(async () => {
  await stop('SIGTERM');
  await rm(dataDir, { recursive: true });
});

async function start(): Promise<z.infer<typeof ReadyLine>> {
  const child = spawn(process.execPath, [main, 'up'], {
    env: environment,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  running = child;
  const [line] = await once(createInterface({ input: child.stdout }), 'line');
  return ReadyLine.parse(JSON.parse(line));
}

async function stop(signal: 'SIGTERM' | 'SIGKILL'): Promise<number | null> {
  const child = running;
  running = undefined;
  if (child === undefined) return null;
  child.kill(signal);
  const [code] = await once(child, 'exit');
  return code;
}

const redisPid = async (): Promise<number> =>
  Number(await readFile(join(dataDir, 'redis', 'redis.pid'), 'utf8'));

it('a newsroom starts, publishes, is stopped, crashes and starts again', async () => {
  const ready = await start();
  expect(ready.admin).toMatch(new RegExp(`^${ready.http}/sign-in\\?`));
  expect((await stat(join(dataDir, 'api.json'))).mode & 0o777).toBe(0o600);

  const second = await run(['up'], { environment });
  expect([second.code, second.err.join('')]).toEqual([
    1,
    expect.stringContaining(`runs at ${ready.http} already`),
  ]);

  const demo = join(newsroom, 'demo', 'slow-freight.json');
  const submitted = await run(['submit', demo, '--source', 'demo', '--wait'], { environment });
  expect([submitted.code, submitted.err]).toEqual([0, []]);
  const page = await fetch(submitted.out.at(-1) ?? '');
  expect(await page.text()).toContain(
    'The slowest freight train in the country is full until June',
  );

  const rebuilt = await run(['rebuild', '--json'], { environment });
  expect(JSON.parse(rebuilt.out.join(''))).toEqual({ stories: 1, live: 1, requeued: 0 });
  const checked = await run(['check', '--json'], { environment });
  expect(JSON.parse(checked.out.join(''))).toMatchObject({ ok: true });

  const redis = await redisPid();
  expect(await stop('SIGTERM')).toBe(0);
  expect(isAlive(redis)).toBe(false);
  await expect(stat(join(dataDir, 'api.json'))).rejects.toThrow('ENOENT');

  await start();
  const left = await redisPid();
  await stop('SIGKILL');
  expect(isAlive(left)).toBe(true);
  await start();
  await expect.poll(() => isAlive(left)).toBe(false);
  const id = JSON.parse(
    (await run(['submit', demo, '--source', 'demo', '--json'], { environment })).out.join(''),
  );
  const status = await run(['status', id.storyId, '--json'], { environment });
  expect(JSON.parse(status.out.join(''))).toMatchObject({ state: 'live', revision: 1 });
});
