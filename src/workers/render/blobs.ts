import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { keepBytes } from '../../shared/archive/keep-bytes.ts';
import { keys } from '../../shared/archive/keys.ts';
import type { SiteObject } from '../../shared/archive/publication.ts';
import { inParts } from '../../shared/object-store/in-parts.ts';
import type { ObjectStore } from '../../shared/object-store/object-store.ts';
import type { Printed } from './site-objects.ts';

/** Bytes remembered as kept, by hash: more than the fronts of a large site have at a time. */
const REMEMBERED = 20_000;
/** How long an asset is believed to be in the archive without a look. */
const BELIEVED_MS = 10 * 60 * 1000;
/** Of one front: the search index of a large site, made anew, has thousands of objects. */
const PUTS_AT_ONCE = 64;

/**
 * Keeps bytes in the archive under their own hash and gives their key. What was kept before is only
 * looked for: a front is made anew more often than it changes, and its page may be erased meanwhile.
 * The theme's files come with every page and are believed to be there.
 */
export function blobKeeper(archive: Pick<ObjectStore, 'put' | 'head'>): StoreBlob {
  const keptAt = new LRUCache<string, number>({ max: REMEMBERED });
  return async (body, { contentType, kind }) => {
    const key = keys.blob(createHash('sha256').update(body).digest('hex'));
    const known = keptAt.get(key);
    const isBelieved = kind === 'asset' && known !== undefined && Date.now() - known < BELIEVED_MS;
    if (isBelieved) return key;
    await keepBytes(archive, key, { body, contentType, isKnown: known !== undefined });
    keptAt.set(key, Date.now());
    return key;
  };
}

/** Keeps the bytes between render and publish; gives their key in the archive. */
export type StoreBlob = (
  body: Buffer,
  object: Pick<SiteObject, 'key' | 'contentType' | 'kind'>,
) => Promise<string>;

/**
 * Puts what was printed into the archive, where publish finds it; the order is kept. What is printed
 * as it goes is asked for part by part: its bytes are never here all together.
 */
export async function storePrinted(
  printed: Iterable<Printed> | AsyncIterable<Printed>,
  { storeBlob: keep }: { readonly storeBlob: StoreBlob },
): Promise<SiteObject[]> {
  const stored: SiteObject[] = [];
  for await (const some of inParts(printed, PUTS_AT_ONCE)) {
    const kept = some.map(async ({ body, ...object }) => ({
      ...object,
      from: await keep(Buffer.from(body), object),
    }));
    stored.push(...(await Promise.all(kept)));
  }
  return stored;
}
