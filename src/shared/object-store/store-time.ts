import { Unavailable } from '../errors.ts';
import type { ObjectStore } from './object-store.ts';

const KEY = 'probe/clock';
/** An object that others write too may be missing from a listing for a moment. */
const MOST_TRIES = 5;

/**
 * What the store's own clock says, whatever this machine's does: when an object was written just
 * now. Never later than the true time there; S3 tells whole seconds, so up to a second earlier.
 */
export async function storeTime(store: ObjectStore): Promise<Date> {
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    await store.put(KEY, 'what is the time?', { contentType: 'text/plain; charset=utf-8' });
    for await (const { key, modified } of store.list(KEY)) {
      if (key === KEY && modified !== undefined) return modified;
    }
  }
  throw new Unavailable('the store does not tell its time');
}
