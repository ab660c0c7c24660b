import { setTimeout as delay } from 'node:timers/promises';
import { threadId } from 'node:worker_threads';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { InvalidStory, TooCostly, Unavailable } from '../../../src/shared/errors.ts';
import { Invalid, Malformed } from '../../../src/shared/formats/format.ts';
import { readBodies, home as readHome } from '../../../src/shared/reading/read-bodies.ts';
import { packError, unpackError } from '../../../src/shared/threads/crossing.ts';
import {
  openThreads,
  type ThreadOptions,
  type Threads,
} from '../../../src/shared/threads/threads.ts';
import * as trials from './support/trials.mjs';

const budgetMs = 10_000;
let threads: Threads;
const open = (options: ThreadOptions = {}) => {
  threads = openThreads({ most: 1, memoryMb: 64, ...options });
};
beforeEach(() => open());
afterEach(() => threads.close());

const run = <Argument, R>(
  task: (argument: Argument) => R,
  argument: Argument,
  ms: number = budgetMs,
) => threads.run({ home: trials.home, task, argument, budgetMs: ms });

describe('work in threads', () => {
  test('runs in another thread, and the next call in the same one', async () => {
    const first = await run(trials.where, undefined);
    expect(first.isMainThread).toBe(false);
    expect(first.threadId).not.toBe(threadId);
    expect(await run(trials.where, undefined)).toEqual(first);
  });

  test('waits for a free thread, in the order it came', async () => {
    const done: number[] = [];
    await Promise.all(
      [30, 20, 10].map(async (ms) => {
        await run(trials.sleep, ms);
        done.push(ms);
      }),
    );
    expect(done).toEqual([30, 20, 10]);
  });

  test('takes two threads at most where two are allowed', async () => {
    open({ most: 2 });
    const ids = await Promise.all([1, 2, 3, 4].map(() => run(trials.sleep, 50)));
    expect(new Set(ids).size).toBe(2);
  });

  test('takes bytes that are given away without copying them', async () => {
    const bytes = new Uint8Array(1_000_000);
    const call = { home: trials.home, task: trials.lengthOf, argument: bytes, giving: [bytes] };
    expect(await threads.run({ ...call, budgetMs })).toBe(1_000_000);
    expect(bytes.length).toBe(0);
  });

  test('that takes longer than its budget is stopped, and the next call is served', async () => {
    await expect(run(trials.spin, undefined, 300)).rejects.toThrow(TooCostly);
    expect((await run(trials.where, undefined)).isMainThread).toBe(false);
  });

  test('that takes more memory than it may is stopped, and the next call is served', async () => {
    await expect(run(trials.swallow, undefined, 60_000)).rejects.toThrow(TooCostly);
    expect((await run(trials.where, undefined)).isMainThread).toBe(false);
  });

  test('of a thread that dies fails alone', async () => {
    open({ most: 2 });
    const other = run(trials.sleep, 200);
    const waiting = [run(trials.die, undefined), run(trials.where, undefined)] as const;
    await expect(waiting[0]).rejects.toThrow(Unavailable);
    expect((await waiting[1]).isMainThread).toBe(false);
    expect(await other).toBeGreaterThan(0);
  });

  test('that fails in a way nobody foresaw fails so here', async () => {
    await expect(run(trials.stumble, undefined)).rejects.toThrow('SyntaxError: not foreseen');
    expect((await run(trials.where, undefined)).isMainThread).toBe(false);
  });

  test('tells a sender the same faults at the same places as on the main thread', async () => {
    const body = Buffer.from('{"headline":1}');
    const argument = { format: 'dateline', body, charset: undefined, kind: 'submission' } as const;
    const failure = await threads
      .run({ home: readHome, task: readBodies, argument, budgetMs })
      .catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(Invalid);
    expect((failure as Invalid).faults.map(({ pointer }) => pointer)).toEqual([
      ...['#/externalId', '#/headline', '#/body'],
    ]);
  });
});

test('a thread without work ends, and another starts when there is some', async () => {
  open({ idleMs: 20 });
  const first = await run(trials.where, undefined);
  const now = async () => (await run(trials.where, undefined)).threadId;
  await expect.poll(now, { interval: 200 }).not.toBe(first.threadId);
});

test('closing ends what is under way and what waits, and leaves nothing behind', async () => {
  const ticks = new Int32Array(new SharedArrayBuffer(4));
  const calls = [run(trials.tick, ticks), run(trials.where, undefined)];
  await expect.poll(() => ticks[0]).toBeGreaterThan(0);
  const ended = Promise.allSettled(calls);
  await threads.close();
  for (const one of await ended) {
    expect(one).toMatchObject({ status: 'rejected', reason: { name: 'Unavailable' } });
  }
  await expect(run(trials.where, undefined)).rejects.toThrow(Unavailable);
  const last = ticks[0];
  await delay(20);
  expect(ticks[0]).toBe(last);
});

test.each([
  new Malformed('cut off'),
  new Invalid([{ pointer: '#/body', detail: 'required' }]),
  new InvalidStory('too deep'),
  new TooCostly('too long'),
  new Unavailable('away'),
])('%s crosses as what it is', (error) => {
  const crossed = unpackError(structuredClone(packError(error)));
  expect(crossed).toBeInstanceOf(error.constructor);
  expect(crossed).toEqual(error);
});
