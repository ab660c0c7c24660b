import type { ObjectHeader, ObjectStore, PutOptions } from './object-store.ts';

interface Transfer {
  readonly from: ObjectStore;
  readonly key: string;
  readonly to: ObjectStore;
  readonly toKey: string;
  readonly header: ObjectHeader;
  readonly options: PutOptions | undefined;
}

/** Copies an object by reading and writing it. */
export async function transferThrough(transfer: Transfer): Promise<string | undefined> {
  const found = await transfer.from.get(transfer.key);
  return found && transfer.to.put(transfer.toKey, found.body, transfer.header, transfer.options);
}
