import type { ObjectStore } from './object-store.ts';
import { storeTime } from './store-time.ts';

/** What a store's clock may be ahead of what it tells: S3 leaves out the milliseconds. */
const RESOLUTION_MS = 1000;

/**
 * How many milliseconds the store's clock is ahead of ours, as well as it can be told: 0 where the
 * two may agree, else no more than it is.
 */
export async function storeOffset(
  store: ObjectStore,
  now: () => number = Date.now,
): Promise<number> {
  const before = now();
  const told = (await storeTime(store)).getTime();
  const [least, most] = [told - now(), told + RESOLUTION_MS - before];
  if (least <= 0 && most >= 0) return 0;
  return least > 0 ? least : most;
}
