import { createHash } from 'node:crypto';
import { keepBytes } from '../../shared/archive/keep-bytes.ts';
import { keys } from '../../shared/archive/keys.ts';
import type { SiteObject } from '../../shared/archive/publication.ts';
import type { ObjectStore } from '../../shared/object-store/object-store.ts';
import type { Printed } from './site-objects.ts';

/** Keeps bytes in the archive under their own hash and gives their key. */
export async function storeBlob(
  archive: Pick<ObjectStore, 'put' | 'head'>,
  body: Buffer,
  contentType: string,
): Promise<string> {
  const key = keys.blob(createHash('sha256').update(body).digest('hex'));
  await keepBytes(archive, key, { body, contentType });
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
