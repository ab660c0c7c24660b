import type { Redis } from 'ioredis';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openQueues, type Queues, redisPrefix, redisQueueName } from '../../src/queues/queues.ts';
import { jobIdFor } from '../../src/queues/tickets.ts';
import { Throttled, Unavailable } from '../../src/shared/errors.ts';
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
