import { LRUCache } from 'lru-cache';
import type { RateLimit } from '../../shared/source-declaration.ts';
import type { Source } from '../../shared/sources.ts';

const SOURCE: RateLimit = { perSecond: 50, burst: 200 };
/** Whoever is forgotten has been silent the longest, and starts with a full bucket. */
const REMEMBERED = 10_000;

/** How much the door takes, of each source and of all together; counted in this process alone. */
export interface Limits {
  /** Counts a request. Whole seconds until there is room for it, or 0 when it may come in. */
  take(source: Pick<Source, 'id' | 'rateLimit'>): number;
}

interface LimitOptions {
  readonly overall: RateLimit;
  /** Milliseconds, never going back. */
  readonly now?: () => number;
}

interface Bucket {
  readonly tokens: number;
  readonly at: number;
}

/** Token buckets: one a source, and one for all. A request that is refused takes from neither. */
export function openLimits({ overall, now = () => performance.now() }: LimitOptions): Limits {
  const buckets = new LRUCache<string, Bucket>({ max: REMEMBERED });
  let all: Bucket | undefined;
  return {
    take({ id, rateLimit = SOURCE }) {
      const at = now();
      const own = filled(buckets.get(id), rateLimit, at);
      const common = filled(all, overall, at);
      const wait = secondsUntilOne(own, rateLimit) || secondsUntilOne(common, overall);
      const price = wait === 0 ? 1 : 0;
      buckets.set(id, { at, tokens: own - price });
      all = { at, tokens: common - price };
      return wait;
    },
  };
}

/** Tokens in a bucket by now; a limit that was changed meanwhile holds from now on. */
function filled(bucket: Bucket | undefined, { perSecond, burst }: RateLimit, now: number): number {
  if (bucket === undefined) return burst;
  return Math.min(burst, bucket.tokens + ((now - bucket.at) / 1000) * perSecond);
}

const secondsUntilOne = (tokens: number, { perSecond }: RateLimit): number =>
  tokens >= 1 ? 0 : Math.ceil((1 - tokens) / perSecond);
