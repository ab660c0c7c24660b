import { randomUUID } from 'node:crypto';
import { keys } from '../shared/archive/keys.ts';
import type { ObjectStore } from '../shared/object-store/object-store.ts';

/** What somebody did that no story's decisions tell of. */
export interface Deed {
  readonly by: string;
  /** E.g. `list.put`. */
  readonly deed: string;
  readonly reason: string;
  /** What it was done to. */
  readonly about: object;
}

/** Keeps a deed in the archive, for good. */
export async function audit(archive: ObjectStore, deed: Deed): Promise<void> {
  const at = new Date().toISOString();
  await archive.put(
    keys.audit(at, `${at.slice(11, 23).replaceAll(':', '')}-${randomUUID()}`),
    JSON.stringify({ schema: 1, at, ...deed }),
    { contentType: 'application/json; charset=utf-8' },
    { ifAbsent: true, durable: true },
  );
}
