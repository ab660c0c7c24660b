import { Redis, type RedisOptions } from 'ioredis';
import type { Logger } from 'pino';

/** Capped: after a long outage work resumes within a second of Redis' return. */
const retryStrategy = (attempt: number): number => Math.min(attempt * 100, 1000);

/**
 * `patient` waits for Redis to come back; `hasty` fails at once when it is away and after 1.5 s
 * when it hangs, for requests that must answer all the same.
 */
export type RedisProfile = 'patient' | 'hasty';

const profiles = {
  patient: { maxRetriesPerRequest: null },
  hasty: {
    enableOfflineQueue: false,
    maxRetriesPerRequest: 1,
    commandTimeout: 1500,
    connectTimeout: 1000,
  },
} as const satisfies Record<RedisProfile, RedisOptions>;

/** `redis://`, `rediss://` or `unix:/path/to.sock`. Errors are logged, at most one in ten seconds. */
export function connectRedis(
  url: string,
  { profile, log }: { profile: RedisProfile; log: Logger },
): Redis {
  const options = {
    ...profiles[profile],
    retryStrategy,
    enableAutoPipelining: true,
  };
  // ioredis takes a string that starts with a slash for a socket's path.
  const client = new Redis(url.replace(/^unix:(\/\/)?(?=\/)/, ''), options);
  let quietUntil = 0;
  client.on('error', (error: Error) => {
    if (Date.now() < quietUntil) return;
    quietUntil = Date.now() + 10_000;
    log.warn({ err: error.message }, 'redis is away');
  });
  return client;
}

/** Refuses a Redis that may throw jobs away when its memory is full. */
export async function refuseEviction(client: Redis): Promise<void> {
  const memory = await client.info('memory');
  const policy = /^maxmemory_policy:(\S+)/m.exec(memory)?.[1];
  if (policy !== undefined && policy !== 'noeviction') {
    throw new Error(
      `Redis evicts keys (maxmemory-policy ${policy}) and would lose stories. ` +
        'Set maxmemory-policy to noeviction.',
    );
  }
}
