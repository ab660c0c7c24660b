import { expect, test } from 'vitest';
import { likenessOf } from '../../../src/shared/likeness/likeness.ts';
import { redisLikeness } from '../../../src/shared/likeness/redis-likeness.ts';
import { emptiedRedis } from '../../support/emptied-redis.ts';

const redis = emptiedRedis();

const sketch = (about: string, length = 120): string =>
  likenessOf(Array.from({ length }, (_, index) => `${about}${index}`).join(' ')) ?? '';

test('a story is told of one that said the same before it, and of no other', async () => {
  const index = redisLikeness(redis.client);
  expect(await index.note('flood', sketch('flood'))).toEqual([]);
  expect(await index.note('fire', sketch('fire'))).toEqual([]);
  expect(await index.note('again', sketch('flood'))).toEqual([{ storyId: 'flood', share: 1 }]);
});

test('a revision is told of nothing, for it is the same story', async () => {
  const index = redisLikeness(redis.client);
  await index.note('flood', sketch('flood'));
  expect(await index.note('flood', sketch('flood'))).toEqual([]);
});

test('a later revision of the first story is not told of the copy', async () => {
  const index = redisLikeness(redis.client);
  await index.note('flood', sketch('flood'));
  await index.note('copy', sketch('flood'));
  expect(await index.note('flood', sketch('flood', 125))).toEqual([]);
  expect(await index.note('copy', sketch('flood'))).toHaveLength(1);
});

test('of twenty that come at once each but one is told of another', async () => {
  const index = redisLikeness(redis.client);
  const ids = Array.from({ length: 20 }, (_, at) => `story${at}`);
  const told = await Promise.all(ids.map((id) => index.note(id, sketch('flood'))));
  expect(told.filter((alike) => alike.length === 0)).toHaveLength(1);
});

test('what is restored came before what has been noted since', async () => {
  const index = redisLikeness(redis.client);
  await index.note('copy', sketch('flood'));
  await index.restore('flood', sketch('flood'), new Date(Date.now() - 60_000));
  expect(await index.note('copy', sketch('flood'))).toEqual([{ storyId: 'flood', share: 1 }]);
  expect(await index.note('flood', sketch('flood'))).toEqual([]);
});

test('everything that is kept goes by itself after a week', async () => {
  await redisLikeness(redis.client).note('flood', sketch('flood'));
  const keys = await redis.client.keys('*');
  expect(keys).toHaveLength(9);
  for (const key of keys) expect(await redis.client.ttl(key)).toBeGreaterThan(6 * 24 * 3600);
});
