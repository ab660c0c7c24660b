import type { Redis } from 'ioredis';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openQueues, type Queues, redisPrefix, redisQueueName } from '../../src/queues/queues.ts';
import { jobIdFor } from '../../src/queues/tickets.ts';
import { InvalidStory, Outage, Throttled, Unavailable } from '../../src/shared/errors.ts';
import { deafMeter } from '../../src/shared/metrics/meter.ts';
import { runQueue } from '../../src/workers/run-queue.ts';
import { emptiedRedis } from '../support/emptied-redis.ts';
import { quietLog } from '../support/quiet-log.ts';

const redis = emptiedRedis();
const ticket = { kind: 'story', storyId: 'a'.repeat(20), revision: 1, pass: 1 } as const;
let queues: Queues;
let connection: Redis;
beforeEach(() => {
  queues = openQueues(redis.client);
  connection = redis.client.duplicate({ maxRetriesPerRequest: null });
});
afterEach(async () => {
  await queues.close();
  connection.disconnect();
});

/** The attempts that work on the ticket is told of, while each run ends as the list says. */
async function attemptsOf(ends: readonly (Error | 'rendered')[]): Promise<readonly number[]> {
  const attempts: number[] = [];
  await new Promise<void>((ended) => {
    const work = async (_: unknown, { attempt }: { readonly attempt: number }) => {
      const end = ends[attempts.length] ?? 'rendered';
      attempts.push(attempt);
      if (end instanceof Error) throw end;
      return end;
    };
    const tools = { connection, log: quietLog, meter: deafMeter };
    const worker = runQueue('render', { work, giveUp: async () => {} }, tools);
    worker.on('completed', () => void worker.close().then(ended));
  });
  return attempts;
}

test('a story that waits for its turn is at its first attempt; a failure makes it the second', async () => {
  await queues.send('render', ticket);
  const turn = new Throttled('waits for its turn', 1);
  const attempts = await attemptsOf([turn, turn, new Unavailable('away'), turn, 'rendered']);
  expect(attempts).toEqual([1, 1, 1, 2, 2]);
});

test('a store that is away costs a story no attempt, however often it comes back', async () => {
  await queues.send('render', ticket);
  const ends = [...Array.from({ length: 6 }, () => new Outage('away')), 'rendered' as const];
  expect(await attemptsOf(ends)).toEqual([1, 1, 1, 1, 1, 1, 1]);
});

test('a story that could not be given up while the archive was away is given up when it is back', async () => {
  await queues.send('render', ticket);
  let givenUp = 0;
  await new Promise<void>((ended) => {
    const work = async () => {
      throw new InvalidStory('no page can be made of it');
    };
    const giveUp = async () => {
      givenUp += 1;
      if (givenUp === 1) throw new Outage('away');
    };
    const tools = { connection, log: quietLog, meter: deafMeter };
    const worker = runQueue('render', { work, giveUp }, tools);
    worker.on('failed', () => void worker.close().then(ended));
  });
  expect(givenUp).toBe(2);
});

test('a story whose worker was killed is at its second attempt', async () => {
  await queues.send('render', ticket);
  // As BullMQ counts it once the lock of the dead worker has run out.
  const job = `${redisPrefix}:${redisQueueName('render')}:${jobIdFor(ticket)}`;
  await redis.client.hincrby(job, 'stc', 1);
  expect(await attemptsOf(['rendered'])).toEqual([2]);
});

test('a story that has killed four workers is given up at its fourth attempt', async () => {
  await queues.send('render', ticket);
  const job = `${redisPrefix}:${redisQueueName('render')}:${jobIdFor(ticket)}`;
  await redis.client.hset(job, { stc: 4, defa: 'job stalled more than allowable limit' });
  const attempt = await new Promise<number>((given) => {
    const giveUp = async (_: unknown, __: unknown, run: { readonly attempt: number }) =>
      void worker.close().then(() => given(run.attempt));
    const tools = { connection, log: quietLog, meter: deafMeter };
    const worker = runQueue('render', { work: async () => 'rendered', giveUp }, tools);
  });
  expect(attempt).toBe(4);
});
