import type { Redis } from 'ioredis';

/** Originals that are being decoded; what ended its process stays begun for an hour. */
export interface Begun {
  /** Returns how often it has been begun and not ended, this time included. */
  begin(sha256: string): Promise<number>;
  end(sha256: string): Promise<void>;
}

const KEPT_S = 3600;

export function redisBegun(client: Redis): Begun {
  const key = (sha256: string) => `dateline:{pictures}:begun.${sha256}`;
  return {
    async begin(sha256) {
      const times = await client.incr(key(sha256));
      await client.expire(key(sha256), KEPT_S);
      return times;
    },
    async end(sha256) {
      // Redis may have been emptied meanwhile: nothing is ended more often than begun.
      if ((await client.decr(key(sha256))) <= 0) await client.del(key(sha256));
    },
  };
}
