import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { describe, expect, test, vi } from 'vitest';
import { redisBegun } from '../../../src/shared/pictures/begun.ts';
import { createSurvival } from '../../../src/workers/images/survival.ts';
import { emptiedRedis } from '../../support/emptied-redis.ts';

const redis = emptiedRedis();
const endProcess = () => undefined;
const killed = new Error('the process was killed');

/** Begins work on an original in a process that does not live to end it. */
async function dieOf(sha256: string) {
  await redisBegun(redis.client).begin(sha256);
}

describe('a picture that ends the process', () => {
  test('is refused when it has done so three times, and the story goes on without it', async () => {
    const { survive } = createSurvival({
      ...{ begun: redisBegun(redis.client), endProcess, patience: { tries: 1, everyMs: 1 } },
    });
    await dieOf('hostile');
    await dieOf('hostile');
    expect(await survive('hostile', async () => 'made')).toBe('made');
    await dieOf('hostile');
    for (let run = 1; run < 3; run += 1) {
      await expect(survive('hostile', async () => 'made')).rejects.toMatchObject({
        name: 'UnusablePicture',
        transient: false,
      });
    }
    expect(await survive('harmless', async () => 'made')).toBe('made');
  });

  test('is given another chance after an hour', async () => {
    await dieOf('hostile');
    const [key = ''] = await redis.client.keys('*');
    expect(await redis.client.ttl(key)).toBeGreaterThan(3500);
  });
});

test('a picture that many processes read at once is refused by none of them', async () => {
  const times = [5, 4, 3];
  const begun = { begin: async () => times.shift() ?? 1, end: async () => {} };
  const { survive } = createSurvival({ begun, endProcess, patience: { tries: 3, everyMs: 1 } });
  expect(await survive('breaking', async () => 'made')).toBe('made');
  expect(times).toEqual([]);
});

test('work that ends, well or with an error, counts for nothing', async () => {
  const { survive } = createSurvival({ begun: redisBegun(redis.client), endProcess });
  for (let run = 0; run < 5; run += 1) {
    await survive('often', async () => 'made');
    await expect(survive('often', () => Promise.reject(killed))).rejects.toBe(killed);
  }
  expect(await redis.client.keys('*')).toEqual([]);
});

test('the process ends when an operation passes the wall, and not before', async () => {
  vi.useFakeTimers();
  const end = vi.fn();
  const { withinWall } = createSurvival({
    begun: redisBegun(redis.client),
    endProcess: end,
    wallMs: 1_000,
  });
  await withinWall(async () => 'in time');
  let finish = () => {};
  const hanging = withinWall(() => new Promise<void>((done) => (finish = done)));
  vi.advanceTimersByTime(999);
  expect(end).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(end).toHaveBeenCalledOnce();
  finish();
  await hanging;
  vi.advanceTimersByTime(5_000);
  expect(end).toHaveBeenCalledOnce();
  vi.useRealTimers();
});

test('a decoder that hears no timeout does not outlive the wall', async () => {
  const script = fileURLToPath(new URL('./support/hang-in-a-decoder.ts', import.meta.url));
  const child = spawn(process.execPath, ['--import', 'tsx', script], { stdio: 'pipe' });
  let said = '';
  child.stdout.on('data', (text) => {
    said += String(text);
  });
  const [code, signal] = await once(child, 'exit');
  expect({ code, signal, said }).toEqual({ code: null, signal: 'SIGKILL', said: 'decoding\n' });
});
