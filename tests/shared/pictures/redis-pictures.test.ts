import { describe, expect, test } from 'vitest';
import { bitsApart } from '../../../src/shared/pictures/bits-apart.ts';
import { redisPictures } from '../../../src/shared/pictures/redis-pictures.ts';
import { emptiedRedis } from '../../support/emptied-redis.ts';

const redis = emptiedRedis();
const hash = '0f1e2d3c4b5a6978';

/** The hash with these of its 64 bits changed. */
const changed = (...bits: number[]) =>
  bits
    .reduce((value, bit) => value ^ (1n << BigInt(bit)), BigInt(`0x${hash}`))
    .toString(16)
    .padStart(16, '0');
const picture = (sha256: string, perceptualHash: string | null = hash) => ({
  sha256,
  perceptualHash,
});

test('bits are counted over all 64', () => {
  expect(bitsApart(hash, hash)).toBe(0);
  expect(bitsApart('0000000000000000', 'ffffffffffffffff')).toBe(64);
  expect(bitsApart(hash, changed(0, 31, 63))).toBe(3);
});

describe('the same picture in another story', () => {
  test('is found by what it looks like, with the stories that use it, the newest first', async () => {
    const index = redisPictures(redis.client);
    await index.note('first', [picture('a')], new Date(1_000));
    await index.note('second', [picture('a')], new Date(2_000));
    await index.note('other', [picture('b', 'f0e1d2c3b4a59687')]);
    expect(await index.samePictures(hash)).toEqual([
      { sha256: 'a', storyIds: ['second', 'first'], apart: 0, isSure: true },
    ]);
  });

  test.each([
    ['4 bits in one place', [0, 1, 2, 3], 4, true],
    ['4 bits far apart', [0, 16, 32, 48], 4, true],
    ['5 bits', [0, 1, 16, 32, 48], 5, false],
    ['8 bits, two in each quarter', [0, 9, 16, 25, 32, 41, 48, 57], 8, false],
  ])('is found though it differs in %s, the nearer first', async (_, bits, apart, isSure) => {
    const index = redisPictures(redis.client);
    await index.note('far', [picture('far', changed(...bits))]);
    await index.note('near', [picture('near')]);
    expect(await index.samePictures(hash)).toEqual([
      { sha256: 'near', storyIds: ['near'], apart: 0, isSure: true },
      { sha256: 'far', storyIds: ['far'], apart, isSure },
    ]);
  });

  test('is not found where it differs in 9 bits', async () => {
    const index = redisPictures(redis.client);
    await index.note('far', [picture('far', changed(0, 9, 16, 25, 32, 41, 48, 57, 63))]);
    expect(await index.samePictures(hash)).toEqual([]);
  });

  test('is never one too plain to have a hash', async () => {
    const index = redisPictures(redis.client);
    await index.note('plain', [picture('a', null)]);
    expect(await redis.client.keys('*')).toEqual([]);
  });

  test('everything that is kept goes by itself after three months', async () => {
    await redisPictures(redis.client).note('first', [picture('a')]);
    const keys = await redis.client.keys('*');
    expect(keys).toHaveLength(5);
    for (const key of keys) expect(await redis.client.ttl(key)).toBeGreaterThan(89 * 24 * 3600);
  });
});
