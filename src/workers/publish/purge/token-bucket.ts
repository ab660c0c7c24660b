import { setTimeout as pause } from 'node:timers/promises';
import type { Rate } from './purger.ts';

/** Share of the bucket that only what is urgent may take. */
const KEPT_BACK = 0.2;

export interface TokenBucket {
  /** Waits for its turn; throws the signal's reason once that is aborted. */
  take(isUrgent: boolean, signal: AbortSignal): Promise<void>;
}

export interface Clock {
  /** Milliseconds. */
  now(): number;
  wait(ms: number, signal: AbortSignal): Promise<unknown>;
}

const ofThisMachine: Clock = {
  now: Date.now,
  wait: (ms, signal) => pause(ms, undefined, { signal }),
};

/** Never lets more through than the rate allows, and keeps a part of it for what is urgent. */
export function tokenBucket(
  { perSecond, burst }: Rate,
  { now, wait }: Clock = ofThisMachine,
): TokenBucket {
  const keptBack = Math.floor(burst * KEPT_BACK);
  let [tokens, filled] = [burst, now()];
  const refill = (): void => {
    const at = now();
    // A clock that was put back fills nothing, and takes nothing.
    tokens = Math.min(burst, tokens + (Math.max(0, at - filled) / 1000) * perSecond);
    filled = at;
  };
  return {
    async take(isUrgent, signal) {
      const needed = 1 + (isUrgent ? 0 : keptBack);
      for (refill(); tokens < needed; refill()) {
        await wait(Math.ceil(((needed - tokens) / perSecond) * 1000), signal);
      }
      tokens -= 1;
    },
  };
}
