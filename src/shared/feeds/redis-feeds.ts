import type { Redis } from 'ioredis';
import { FeedState, type FeedStates } from './feed-states.ts';

/** One hash tag: what is written together lies on one node of a Redis Cluster. */
const key = (...parts: string[]): string => ['dateline', '{feeds}', ...parts].join(':');
/** A source that is gone for good leaves nothing behind. */
const KEPT_SECONDS = 7 * 24 * 3600;

export function redisFeeds(redis: Redis): FeedStates {
  return {
    async find(source) {
      const text = await redis.get(key('state', source));
      return text === null ? undefined : FeedState.parse(JSON.parse(text));
    },
    async seen(source) {
      return new Set(await redis.smembers(key('seen', source)));
    },
    async keep(source, state, seen) {
      const change = redis.multi();
      change.set(key('state', source), JSON.stringify(state), 'EX', KEPT_SECONDS);
      if (seen !== undefined) change.del(key('seen', source));
      if (seen !== undefined && seen.length > 0) change.sadd(key('seen', source), ...seen);
      change.expire(key('seen', source), KEPT_SECONDS);
      await change.exec();
    },
    async count(result) {
      await redis.hincrby(key('polls'), result, 1);
    },
    async counts() {
      const counts = Object.entries(await redis.hgetall(key('polls')));
      return Object.fromEntries(counts.map(([result, count]) => [result, Number(count)]));
    },
  };
}
