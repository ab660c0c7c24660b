import type { Redis } from 'ioredis';
import { z } from 'zod';
import { redisScript } from '../redis-script.ts';
import { bandsOf, type Likeness, shareAlike } from './likeness.ts';
import type { Alike, LikenessIndex } from './likeness-index.ts';

const PREFIX = 'dateline:{likeness}:';
/** News is resent within days; a story that comes back after that is told anew. */
const KEPT_S = 7 * 24 * 3600;
const LEAST_SHARE = 0.8;
const MOST_TOLD = 10;

/**
 * Notes a story and returns those that share a band and came before it, with what they say. A band
 * that very many share is a form letter: its newest are enough.
 * KEYS: the story, then its bands. ARGV: prefix, id, likeness, seconds kept, since (microseconds, or
 * '' for now).
 */
const noteScript = `
local prefix, id, likeness, kept = ARGV[1], ARGV[2], ARGV[3], ARGV[4]
local time = redis.call('TIME')
local now = ARGV[5] ~= '' and tonumber(ARGV[5]) or tonumber(time[1]) * 1000000 + tonumber(time[2])
local since = math.min(now, tonumber(redis.call('HGET', KEYS[1], 'since') or now))
redis.call('HSET', KEYS[1], 'since', string.format('%.0f', since), 'likeness', likeness)
redis.call('EXPIRE', KEYS[1], kept)
local seen, earlier = { [id] = true }, {}
for at = 2, #KEYS do
  for _, other in ipairs(redis.call('ZREVRANGE', KEYS[at], 0, 24)) do
    if not seen[other] then
      seen[other] = true
      local known = redis.call('HMGET', prefix .. 'story:' .. other, 'since', 'likeness')
      if known[1] and tonumber(known[1]) < since then
        earlier[#earlier + 1] = other
        earlier[#earlier + 1] = known[2]
      end
    end
  end
  redis.call('ZADD', KEYS[at], now, id)
  redis.call('ZREMRANGEBYRANK', KEYS[at], 0, -101)
  redis.call('EXPIRE', KEYS[at], kept)
end
return earlier
`;

const Earlier = z.array(z.string());

export function redisLikeness(client: Redis): LikenessIndex {
  const run = redisScript(client, noteScript);
  const note = async (
    storyId: string,
    likeness: Likeness,
    since: number | '',
  ): Promise<string[]> => {
    const keys = [
      `${PREFIX}story:${storyId}`,
      ...bandsOf(likeness).map((band) => `${PREFIX}${band}`),
    ];
    return Earlier.parse(await run(keys, [PREFIX, storyId, likeness, KEPT_S, since]));
  };
  return {
    async note(storyId, likeness) {
      const earlier = await note(storyId, likeness, '');
      const alike: Alike[] = [];
      for (let at = 0; at < earlier.length; at += 2) {
        const share = shareAlike(likeness, earlier[at + 1]!);
        if (share >= LEAST_SHARE) alike.push({ storyId: earlier[at]!, share });
      }
      return alike.sort((a, b) => b.share - a.share).slice(0, MOST_TOLD);
    },
    async restore(storyId, likeness, since) {
      await note(storyId, likeness, since.getTime() * 1000);
    },
  };
}
