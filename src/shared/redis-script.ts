import { createHash } from 'node:crypto';
import type { Redis } from 'ioredis';

type Argument = string | number;

/** A Lua script that Redis keeps: sent by its hash, and whole only where Redis has lost it. */
export function redisScript(
  client: Redis,
  text: string,
): (keys: readonly string[], values: readonly Argument[]) => Promise<unknown> {
  const sha = createHash('sha1').update(text).digest('hex');
  return async (keys, values) => {
    try {
      return await client.evalsha(sha, keys.length, ...keys, ...values);
    } catch (error) {
      if (!(error instanceof Error) || !error.message.startsWith('NOSCRIPT')) throw error;
      return client.eval(text, keys.length, ...keys, ...values);
    }
  };
}
