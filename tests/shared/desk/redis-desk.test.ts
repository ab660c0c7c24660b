import { expect, test } from 'vitest';
import type { StepRecord } from '../../../src/shared/desk/desk.ts';
import { redisDesk } from '../../../src/shared/desk/redis-desk.ts';
import { emptiedRedis } from '../../support/emptied-redis.ts';
import { patiently } from '../../support/patiently.ts';

const redis = emptiedRedis();

const about = { source: 'wire', externalId: 'x1', headline: 'Flood warning lifted' };
const entry = {
  ...{ stage: 'moderation', verdict: 'approved', at: '2026-11-22T10:00:00.000Z' },
  ...{ ms: 3, waitMs: 1, attempt: 1, revision: 1, pass: 1, because: ['Nothing found.'] },
};
const step = (changes: Partial<StepRecord>): StepRecord => ({
  ...{ storyId: 'abc', revision: 1, pass: 1, state: 'moderating', about },
  ...changes,
});

test('a story is where its newest step left it, with its timeline', async () => {
  const desk = redisDesk(redis.client);
  await desk.record(step({}));
  await desk.record(step({ state: 'imaging', entry }));
  expect(await desk.find('abc')).toMatchObject({ state: 'imaging', headline: about.headline });
  expect(await desk.timeline('abc')).toEqual([entry]);
  expect(await desk.counts()).toEqual({ imaging: 1 });
});

test('a step told late moves no story back, but stands in its timeline', async () => {
  const desk = redisDesk(redis.client);
  await desk.record(step({ state: 'live', pass: 2 }));
  await desk.record(step({ state: 'held', pass: 1, entry }));
  await desk.record(step({ state: 'rendering', pass: 2 }));
  expect((await desk.find('abc'))?.state).toBe('live');
  expect(await desk.timeline('abc')).toHaveLength(1);
});

test('slow renditions leave a live story live', async () => {
  const desk = redisDesk(redis.client);
  await desk.record(step({ state: 'live' }));
  await desk.record(step({ state: 'rendering', pass: 2, quiet: true }));
  await desk.record(step({ state: 'publishing', pass: 2 }));
  expect((await desk.find('abc'))?.state).toBe('live');
  await desk.record(step({ state: 'moderating', pass: 3, revision: 2 }));
  expect((await desk.find('abc'))?.state).toBe('moderating');
});

test('stories are found by state, source and words, newest first, page by page', async () => {
  const desk = redisDesk(redis.client);
  for (const [at, storyId] of ['aa', 'bb', 'cc', 'dd'].entries()) {
    await desk.restore({
      ...{
        storyId,
        source: at === 0 ? 'partner' : 'wire',
        externalId: storyId,
        revision: 1,
        pass: 1,
      },
      ...{ headline: `Flood number ${at}`, state: at === 3 ? 'held' : 'live' },
      updated: new Date(Date.UTC(2026, 10, 22, 10, at < 2 ? 0 : at)).toISOString(),
    });
  }
  const first = await desk.search({ limit: 2 });
  expect(first.items.map(({ storyId }) => storyId)).toEqual(['dd', 'cc']);
  const second = await desk.search({ limit: 2, ...(first.next && { cursor: first.next }) });
  expect(second.items.map(({ storyId }) => storyId)).toEqual(['bb', 'aa']);
  expect((await desk.search({ limit: 9, state: 'held' })).items).toHaveLength(1);
  expect((await desk.search({ limit: 9, source: 'partner' })).items).toHaveLength(1);
  expect((await desk.search({ limit: 9, q: 'NUMBER 2' })).items).toHaveLength(1);
  expect((await desk.search({ limit: 9, q: 'nothing' })).items).toEqual([]);
});

test('who watches sees each step as it happens, and on return what was missed', async () => {
  const desk = redisDesk(redis.client);
  await desk.record(step({ entry: { ...entry, verdict: 'first' } }));
  const ending = new AbortController();
  const seen: string[] = [];
  let lastId = '';
  const watching = (async () => {
    for await (const { id, data } of desk.watch(undefined, ending.signal)) {
      seen.push(data.verdict);
      lastId = id;
      if (seen.length === 1) ending.abort();
    }
  })();
  await patiently(async () => {
    const clients = String(await redis.client.client('LIST'));
    return clients.includes('cmd=xread') ? {} : 'does not watch yet';
  });
  await desk.record(step({ entry: { ...entry, verdict: 'second' } }));
  await watching;
  await desk.record(step({ entry: { ...entry, verdict: 'third' } }));
  const again = new AbortController();
  for await (const { data } of desk.watch(lastId, again.signal)) {
    seen.push(data.verdict);
    again.abort();
  }
  expect(seen).toEqual(['second', 'third']);
});

test('what is open is known until Redis is emptied', async () => {
  const desk = redisDesk(redis.client);
  const work = {
    at: '2026-11-22T10:00:00.000Z',
    submissions: { count: 2, oldest: '2026-11-22T09:58:00.000Z' },
    passes: { count: 0, oldest: null },
  };
  expect(await desk.openWork()).toBeUndefined();
  await desk.noteOpenWork(work);
  expect(await redisDesk(redis.client).openWork()).toEqual(work);
});

test('words are looked for in a thousand stories with a handful of commands', async () => {
  const desk = redisDesk(redis.client);
  const told = Array.from({ length: 1001 }, (_, at) => {
    const headline = at === 0 ? 'The bridge opens' : `The council meets, ${at}`;
    const when = { ...entry, at: new Date(1e12 + at).toISOString() };
    return desk.record(step({ storyId: `s${at}`, about: { ...about, headline }, entry: when }));
  });
  await Promise.all(told);
  const before = await commandsTaken();
  const { items, next } = await desk.search({ limit: 9, q: 'bridge OPENS' });
  expect([items.map(({ storyId }) => storyId), next]).toEqual([['s0'], null]);
  // Asking counts too.
  expect((await commandsTaken()) - before).toBeLessThan(12);
});

/** Commands that came over a connection; those of scripts are in `commandstats` too. */
async function commandsTaken(): Promise<number> {
  const stats = await redis.client.info('commandstats');
  const calls = (name: string): number =>
    Number(new RegExp(`^cmdstat_${name}:calls=(\\d+)`, 'm').exec(stats)?.[1] ?? 0);
  return ['evalsha', 'eval', 'zrevrangebyscore', 'hgetall'].reduce(
    (sum, name) => sum + calls(name),
    0,
  );
}
