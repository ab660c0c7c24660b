import { Redis } from 'ioredis';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { likenessOf } from '../../../src/shared/likeness/likeness.ts';
import { redisLikeness } from '../../../src/shared/likeness/redis-likeness.ts';
import { type PrivateRedis, privateRedis } from '../../support/private-redis.ts';

let server: PrivateRedis;
let client: Redis;
beforeAll(async () => {
  server = await privateRedis();
  client = new Redis(server.url.slice('unix:'.length));
});
beforeEach(async () => {
  await client.flushall();
});
afterAll(async () => {
  client.disconnect();
  await server.close();
});

const sketch = (about: string, length = 120): string =>
  likenessOf(Array.from({ length }, (_, index) => `${about}${index}`).join(' ')) ?? '';

test('a story is told of one that said the same before it, and of no other', async () => {
  const index = redisLikeness(client);
  expect(await index.note('flood', sketch('flood'))).toEqual([]);
  expect(await index.note('fire', sketch('fire'))).toEqual([]);
  expect(await index.note('again', sketch('flood'))).toEqual([{ storyId: 'flood', share: 1 }]);
});

test('a revision is told of nothing, for it is the same story', async () => {
  const index = redisLikeness(client);
  await index.note('flood', sketch('flood'));
  expect(await index.note('flood', sketch('flood'))).toEqual([]);
});

test('a later revision of the first story is not told of the copy', async () => {
  const index = redisLikeness(client);
  await index.note('flood', sketch('flood'));
  await index.note('copy', sketch('flood'));
  expect(await index.note('flood', sketch('flood', 125))).toEqual([]);
  expect(await index.note('copy', sketch('flood'))).toHaveLength(1);
});

test('of twenty that come at once each but one is told of another', async () => {
  const index = redisLikeness(client);
  const ids = Array.from({ length: 20 }, (_, at) => `story${at}`);
  const told = await Promise.all(ids.map((id) => index.note(id, sketch('flood'))));
  expect(told.filter((alike) => alike.length === 0)).toHaveLength(1);
});

test('what is restored came before what has been noted since', async () => {
  const index = redisLikeness(client);
  await index.note('copy', sketch('flood'));
  await index.restore('flood', sketch('flood'), new Date(Date.now() - 60_000));
  expect(await index.note('copy', sketch('flood'))).toEqual([{ storyId: 'flood', share: 1 }]);
  expect(await index.note('flood', sketch('flood'))).toEqual([]);
});

test('everything that is kept goes by itself after a week', async () => {
  await redisLikeness(client).note('flood', sketch('flood'));
  const keys = await client.keys('*');
  expect(keys).toHaveLength(9);
  for (const key of keys) expect(await client.ttl(key)).toBeGreaterThan(6 * 24 * 3600);
});
