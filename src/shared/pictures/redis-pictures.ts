import type { Redis } from 'ioredis';
import type { PerceptualHash } from '../archive/pictures.ts';
import { bitsApart } from './bits-apart.ts';
import { PERHAPS_SAME, type PictureIndex, type SamePicture, SURELY_SAME } from './picture-index.ts';

const PREFIX = 'dateline:{pictures}:';
/** A news picture is used again within months, if at all. About 0.5 kB of memory a picture. */
const KEPT_S = 90 * 24 * 3600;
const MOST_PICTURES = 20;
const MOST_STORIES = 10;
/** Pictures by one quarter of their hash; of very many alike the newest are enough. */
const MOST_OF_QUARTER = 500;

/**
 * Four quarters of 16 bits: two hashes at most 8 bits apart are at most 2 bits apart in one of them,
 * so asking for each quarter with every two bits changed finds them all.
 */
const QUARTERS = [0, 1, 2, 3] as const;
const changes = [
  0,
  ...oneBit(),
  ...oneBit().flatMap((one) => above(one).map((other) => one | other)),
];

function oneBit(): number[] {
  return Array.from({ length: 16 }, (_, bit) => 1 << bit);
}

function above(bit: number): number[] {
  return oneBit().filter((other) => other > bit);
}

const quarterOf = (hash: PerceptualHash, quarter: number) =>
  Number.parseInt(hash.slice(quarter * 4, quarter * 4 + 4), 16);
const quarterKey = (quarter: number, bits: number) => `${PREFIX}${quarter}.${bits.toString(16)}`;
const storiesKey = (sha256: string) => `${PREFIX}of.${sha256}`;

export function redisPictures(client: Redis): PictureIndex {
  return {
    async note(storyId, images, at = new Date()) {
      const work = client.pipeline();
      const score = at.getTime();
      for (const { sha256, perceptualHash } of images) {
        if (perceptualHash === null) continue;
        for (const quarter of QUARTERS) {
          const key = quarterKey(quarter, quarterOf(perceptualHash, quarter));
          work.zadd(key, score, `${perceptualHash}.${sha256}`);
          work.zremrangebyrank(key, 0, -MOST_OF_QUARTER - 1);
          work.expire(key, KEPT_S);
        }
        work.zadd(storiesKey(sha256), score, storyId);
        work.zremrangebyrank(storiesKey(sha256), 0, -MOST_STORIES - 1);
        work.expire(storiesKey(sha256), KEPT_S);
      }
      for (const [error] of (await work.exec()) ?? []) if (error) throw error;
    },

    async samePictures(hash) {
      const keys = QUARTERS.flatMap((quarter) =>
        changes.map((change) => quarterKey(quarter, quarterOf(hash, quarter) ^ change)),
      );
      const found = (await client.zunion(keys.length, ...keys))
        .map((member) => {
          const [other = '', sha256 = ''] = member.split('.');
          return { sha256, apart: bitsApart(hash, other) };
        })
        .filter(({ apart }) => apart <= PERHAPS_SAME)
        .sort((one, other) => one.apart - other.apart)
        .slice(0, MOST_PICTURES);
      const same = await Promise.all(
        found.map(async (picture): Promise<SamePicture> => {
          const storyIds = await client.zrevrange(storiesKey(picture.sha256), 0, -1);
          return { ...picture, storyIds, isSure: picture.apart <= SURELY_SAME };
        }),
      );
      return same.filter(({ storyIds }) => storyIds.length > 0);
    },
  };
}
