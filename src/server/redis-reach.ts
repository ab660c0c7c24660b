import type { FastifyBaseLogger } from 'fastify';
import { within } from '../shared/within.ts';
import { ProblemError } from './problems.ts';
import type { RedisHealth } from './server-tools.ts';

/** No answer waits longer than this for a Redis that hangs. */
export const REDIS_MS = 1500;

/**
 * Refuses what cannot be answered or done without Redis, before anything is done: where it is away,
 * and where it takes no commands any more. Throws the problem `unavailable`.
 */
export async function needRedis(redis: Pick<RedisHealth, 'status' | 'ping'>): Promise<void> {
  if (redis.status !== 'ready') {
    throw new ProblemError('unavailable', 'Redis is away; the archive is not.');
  }
  const answer = await within(REDIS_MS, redis.ping()).catch(() => undefined);
  if (answer === undefined) throw new ProblemError('unavailable', 'Redis does not answer.');
}

/** Asks Redis for what the archive can do without; its absence is logged and answered by `without`. */
export async function askRedis<T>(
  { redis, log }: { redis: Pick<RedisHealth, 'status'>; log: Pick<FastifyBaseLogger, 'warn'> },
  ask: () => Promise<T>,
  without: T,
): Promise<T> {
  if (redis.status !== 'ready') return without;
  try {
    const answer = await within(
      REDIS_MS,
      ask().then((value) => ({ value })),
    );
    if (answer !== undefined) return answer.value;
    log.warn('redis is too slow: the archive has to do');
  } catch (error) {
    log.warn({ err: String(error) }, 'redis did not answer: the archive has to do');
  }
  return without;
}
