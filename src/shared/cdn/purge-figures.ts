import type { Redis } from 'ioredis';

const KEY = 'dateline:{edge}:purges';

/** `purged`, `failed` (a request; tried again), `verified`, `unverified` (alarmed, and looked at on). */
export type PurgeResult = 'purged' | 'failed' | 'verified' | 'unverified';

export interface PurgeCounts {
  readonly results: Readonly<Record<string, number>>;
  /** Summed over all that were purged: from the change of the site until the vendor had the purge. */
  readonly lagMs: number;
  /** When the oldest change was made that the edge does not know of; `null` where it knows all. */
  readonly oldest: string | null;
}

/** How purging fares, told by publishers and read by the server. Starts again where Redis does. */
export interface PurgeFigures {
  count(result: PurgeResult): Promise<void>;
  addLag(ms: number): Promise<void>;
  noteOldest(at: string | null): Promise<void>;
  read(): Promise<PurgeCounts>;
}

export function redisPurgeFigures(redis: Redis): PurgeFigures {
  return {
    async count(result) {
      await redis.hincrby(KEY, result, 1);
    },
    async addLag(ms) {
      await redis.hincrby(KEY, 'lagMs', Math.round(ms));
    },
    async noteOldest(at) {
      await redis.hset(KEY, 'oldest', at ?? '');
    },
    async read() {
      const { lagMs = '0', oldest = '', ...results } = await redis.hgetall(KEY);
      return {
        results: Object.fromEntries(
          Object.entries(results).map(([result, count]) => [result, Number(count)]),
        ),
        lagMs: Number(lagMs),
        oldest: oldest === '' ? null : oldest,
      };
    },
  };
}
