import { afterEach, beforeEach, expect, test } from 'vitest';
import { priority } from '../../src/queues/policy.ts';
import { openQueues, type Queues } from '../../src/queues/queues.ts';
import { emptiedRedis } from '../support/emptied-redis.ts';

const redis = emptiedRedis();
let queues: Queues;
beforeEach(() => {
  queues = openQueues(redis.client);
});
afterEach(() => queues.close());

const jobs = async () =>
  (await queues.all.get('fronts')?.getJobs(['delayed', 'prioritized', 'waiting'])) ?? [];

test('a front that is asked for again and again is one job', async () => {
  for (let at = 0; at < 5; at += 1) await queues.sendFront({ kind: 'front', front: 'home' });
  await queues.sendFront({ kind: 'front', front: 'tag/رودخانه' });
  expect((await jobs()).map(({ data }) => data)).toHaveLength(2);
});

test('a front that a withdrawal waits for goes first, though it was asked for before', async () => {
  await queues.sendFront({ kind: 'front', front: 'tag/rivers' }, 60_000);
  await queues.sendFront({ kind: 'front', front: 'home' }, 0);
  await queues.sendFront({ kind: 'front', front: 'tag/rivers' }, 'now');
  await queues.sendFront({ kind: 'front', front: 'section/world' }, 'now');
  const all = await jobs();
  expect(all).toHaveLength(3);
  for (const job of all) {
    const isUrgent = job.name === 'front' && JSON.stringify(job.data).includes('/');
    expect(await job.getState()).toBe('prioritized');
    expect(job.priority).toBe(isUrgent ? priority.decision : priority.front);
  }
});
