import { randomUUID } from 'node:crypto';
import type { Redis } from 'ioredis';
import { redisScript } from './redis-script.ts';

/** Renews, or gives up, only what is still ours. KEYS: lease. ARGV: holder, milliseconds. */
const renewScript = `
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
return redis.call('PEXPIRE', KEYS[1], ARGV[2])
`;
const releaseScript = `
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
return redis.call('DEL', KEYS[1])
`;

/**
 * A turn that one process has at a time, renewed while it lives. No fence: a process that was
 * stopped may believe that it still has a turn which another has taken.
 */
export interface Lease {
  /** What stands under the key while the lease is ours. */
  readonly holder: string;
  /** Whether the last renewal found it still ours. */
  isHeld(): boolean;
  release(): Promise<void>;
}

/** Takes the lease, or answers undefined where another holds it. It lasts `ms` after a crash. */
export async function takeLease(
  client: Redis,
  key: string,
  ms: number,
): Promise<Lease | undefined> {
  const holder = randomUUID();
  if ((await client.set(key, holder, 'PX', ms, 'NX')) !== 'OK') return undefined;
  const renew = redisScript(client, renewScript);
  const release = redisScript(client, releaseScript);
  let isHeld = true;
  let renewed = Date.now();
  const timer = setInterval(() => {
    renew([key], [holder, ms]).then(
      (kept) => {
        isHeld &&= kept === 1;
        renewed = Date.now();
      },
      // Redis is away: whether it is still ours shows when it is back, or by the time that passed.
      () => undefined,
    );
  }, ms / 3);
  timer.unref();
  return {
    holder,
    isHeld: () => isHeld && Date.now() - renewed < ms,
    async release() {
      clearInterval(timer);
      isHeld = false;
      await release([key], [holder]);
    },
  };
}
