import { createHash } from 'node:crypto';
import { keys } from '../../shared/archive/keys.ts';
import type { SiteObject } from '../../shared/archive/publication.ts';
import { Conflict } from '../../shared/errors.ts';
import type { ObjectStore } from '../../shared/object-store/object-store.ts';
import type { Printed } from './site-objects.ts';

/** Bytes that were written longer ago than this are written again when they are needed again. */
export const BLOB_FRESH_MS = 24 * 60 * 60 * 1000;

/**
 * Keeps bytes in the archive under their own hash and gives their key. Bytes that are there
 * already are not written again, unless they are so old that somebody may be clearing them away.
 */
export async function storeBlob(
  archive: Pick<ObjectStore, 'put' | 'head'>,
  body: Buffer,
  contentType: string,
): Promise<string> {
  const key = keys.blob(createHash('sha256').update(body).digest('hex'));
  try {
    await archive.put(key, body, { contentType }, { ifAbsent: true });
  } catch (error) {
    if (!(error instanceof Conflict)) throw error;
    const written = (await archive.head(key))?.modified.getTime() ?? 0;
    if (Date.now() - written > BLOB_FRESH_MS) await archive.put(key, body, { contentType });
  }
  return key;
}

/** Keeps the bytes between render and publish; gives their key in the archive. */
export type StoreBlob = (
  body: Buffer,
  about: Pick<SiteObject, 'contentType' | 'kind'>,
) => Promise<string>;

/** Puts what was printed into the archive, where publish finds it; the order is kept. */
export async function storePrinted(
  printed: readonly Printed[],
  { storeBlob: keep }: { readonly storeBlob: StoreBlob },
): Promise<SiteObject[]> {
  return Promise.all(
    printed.map(async ({ body, ...object }) => ({
      ...object,
      from: await keep(Buffer.from(body), object),
    })),
  );
}
