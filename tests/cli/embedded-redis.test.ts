import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Redis } from 'ioredis';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type EmbeddedRedis, startEmbeddedRedis } from '../../src/cli/embedded-redis.ts';
import { findRedis } from '../../src/cli/redis-program.ts';
import { isAlive } from '../../src/cli/running-process.ts';
import { quietLog } from '../support/quiet-log.ts';

let dataDir: string;
let program: string;
const started: EmbeddedRedis[] = [];

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'dl-'));
  program = await findRedis(process.env.PATH);
});
afterEach(async () => {
  for (const redis of started.splice(0)) await redis.close();
  await rm(dataDir, { recursive: true });
});

async function start(folder = dataDir): Promise<EmbeddedRedis> {
  const redis = await startEmbeddedRedis({ program, dataDir: folder, log: quietLog });
  started.push(redis);
  return redis;
}

async function ask<T>(
  { url }: { url: string },
  question: (client: Redis) => Promise<T>,
): Promise<T> {
  const client = new Redis(url.slice('unix:'.length));
  try {
    return await question(client);
  } finally {
    client.disconnect();
  }
}

const Left = z.object({ pid: z.int(), url: z.string() });

/** A Redis whose starter was killed: alive, and known to nobody. */
async function leaveBehind(): Promise<z.infer<typeof Left>> {
  const script = fileURLToPath(new URL('start-redis-and-wait.ts', import.meta.url));
  const starter = spawn(process.execPath, ['--import', 'tsx', script, dataDir], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = await once(starter.stdout, 'data');
  starter.kill('SIGKILL');
  await once(starter, 'exit');
  return Left.parse(JSON.parse(String(line)));
}

describe('the private Redis', () => {
  it('keeps every key, writes a file as it goes, and listens on a socket alone', async () => {
    const redis = await start();
    const settings = await ask(redis, async (client) => [
      ...(await client.config('GET', 'maxmemory-policy')),
      ...(await client.config('GET', 'appendonly')),
      ...(await client.config('GET', 'appendfsync')),
      ...(await client.config('GET', 'port')),
    ]);
    expect(settings).toEqual(
      ['maxmemory-policy', 'noeviction', 'appendonly', 'yes', 'appendfsync', 'everysec'].concat([
        'port',
        '0',
      ]),
    );
    expect(redis.url).toBe(`unix:${dataDir}/redis/redis.sock`);
  });

  it('knows at the next start what it knew at the last', async () => {
    const redis = await start();
    await ask(redis, (client) => client.set('story', 'live'));
    await redis.close();
    expect(await ask(await start(), (client) => client.get('story'))).toBe('live');
  });

  it('has its socket in a private folder where the data directory lies too deep', async () => {
    const deep = join(dataDir, 'a'.repeat(60), 'b'.repeat(60));
    await mkdir(deep, { recursive: true });
    const redis = await start(deep);
    const socket = redis.url.slice('unix:'.length);
    expect(Buffer.byteLength(socket)).toBeLessThanOrEqual(100);
    expect(await ask(redis, (client) => client.ping())).toBe('PONG');
    await redis.close();
    await expect(readdir(dirname(socket))).rejects.toThrow('ENOENT');
  });

  it('is started again when it dies', async () => {
    const redis = await start();
    const first = redis.pid;
    await ask(redis, (client) => client.set('story', 'held'));
    // The file is synced once a second; what the kernel has survives the process.
    if (first !== undefined) process.kill(first, 'SIGKILL');
    await expect.poll(() => redis.pid).not.toBe(first);
    expect(await ask(redis, (client) => client.get('story'))).toBe('held');
  });

  it('says what Redis says when it does not start', async () => {
    await mkdir(join(dataDir, 'redis'));
    await writeFile(join(dataDir, 'redis', 'appendonlydir'), 'in the way');
    await expect(start()).rejects.toThrow(/redis-server ended with code 1[\s\S]*appendonlydir/);
  });
});

describe('a Redis that a crash has left running', () => {
  it('is stopped, and all that it had taken is there in the next one', async () => {
    const left = await leaveBehind();
    await ask(left, (client) => client.set('story', 'publishing'));
    const { pid } = left;
    expect(isAlive(pid)).toBe(true);
    const next = await start();
    expect(isAlive(pid)).toBe(false);
    expect(next.pid).not.toBe(pid);
    expect(await ask(next, (client) => client.get('story'))).toBe('publishing');
  });

  it('is stopped even when it hangs', async () => {
    const left = await leaveBehind();
    await ask(left, (client) => client.set('story', 'rendering'));
    const { pid } = left;
    process.kill(pid, 'SIGSTOP');
    const next = await start();
    expect(isAlive(pid)).toBe(false);
    expect(await ask(next, (client) => client.get('story'))).toBe('rendering');
  });

  it('is not confused with another program that has got its process id', async () => {
    const redis = await start();
    await redis.close();
    const stranger: ChildProcess = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
    await once(stranger, 'spawn');
    try {
      await writeFile(join(dataDir, 'redis', 'redis.pid'), `${stranger.pid}\n`);
      const next = await start();
      expect(isAlive(stranger.pid ?? 0)).toBe(true);
      const pid = await readFile(join(dataDir, 'redis', 'redis.pid'), 'utf8');
      expect(Number(pid)).toBe(next.pid);
    } finally {
      stranger.kill();
      await once(stranger, 'exit');
    }
  });
});

it('a machine without Redis is told what to do', async () => {
  await expect(findRedis(dataDir)).rejects.toThrow('sh scripts/install-redis.sh');
});
