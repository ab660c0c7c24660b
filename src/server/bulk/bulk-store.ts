import { keys } from '../../shared/archive/keys.ts';
import type { ObjectStore } from '../../shared/object-store/object-store.ts';
import { BulkOrder, BulkProgress } from './bulk-document.ts';

const JSON_HEADER = { contentType: 'application/json; charset=utf-8' };
/** The newest that a list shows. */
const MOST_LISTED = 30;

/** A bulk as it stands, and the ETag that a change of its progress must match. */
export interface Bulk {
  readonly order: BulkOrder;
  readonly progress: BulkProgress;
  readonly etag: string;
}

export async function readBulk(store: ObjectStore, id: string): Promise<Bulk | undefined> {
  const [order, progress] = await Promise.all([
    store.get(keys.bulkOrder(id)),
    store.get(keys.bulkProgress(id)),
  ]);
  if (order === undefined || progress === undefined) return undefined;
  return {
    order: BulkOrder.parse(JSON.parse(order.body.toString('utf8'))),
    progress: BulkProgress.parse(JSON.parse(progress.body.toString('utf8'))),
    etag: progress.etag,
  };
}

/**
 * The order first, then the marker by which it is found open, then how it stands: one that was killed
 * before that is none, and nobody was told that it runs.
 */
export async function writeBulk(
  store: ObjectStore,
  order: BulkOrder,
  progress: BulkProgress,
): Promise<void> {
  const { id } = order;
  const once = { ifAbsent: true, durable: true };
  await store.put(keys.bulkOrder(id), JSON.stringify(order), JSON_HEADER, once);
  await store.put(keys.openBulk(id), id, { contentType: 'text/plain' }, { durable: true });
  await store.put(keys.bulkProgress(id), JSON.stringify(progress), JSON_HEADER, once);
}

/** Throws Conflict where another process has taken it. */
export const swapProgress = (
  store: ObjectStore,
  id: string,
  { progress, etag }: { readonly progress: BulkProgress; readonly etag: string },
): Promise<string> =>
  store.put(keys.bulkProgress(id), JSON.stringify(progress), JSON_HEADER, {
    ...{ ifMatch: etag, durable: true },
  });

/** Newest first: their ids begin with their time. */
export async function listBulks(store: ObjectStore): Promise<readonly Bulk[]> {
  const ids: string[] = [];
  for await (const { key } of store.list(keys.bulksPrefix, { delimiter: '/' })) {
    ids.push(key.slice(keys.bulksPrefix.length, -1));
  }
  const newest = ids.slice(-MOST_LISTED).reverse();
  const found = await Promise.all(newest.map((id) => readBulk(store, id)));
  return found.flatMap((bulk) => bulk ?? []);
}

export async function openBulkIds(store: ObjectStore): Promise<readonly string[]> {
  const ids: string[] = [];
  for await (const { key } of store.list(keys.openBulksPrefix)) {
    ids.push(key.slice(keys.openBulksPrefix.length));
  }
  return ids;
}
