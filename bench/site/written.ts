import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { ObjectStore } from '../../src/shared/object-store/object-store.ts';

/** How many files of a folder were written at or after a moment (milliseconds since 1970). */
export async function filesSince(folder: string, since: number): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  let count = 0;
  for (const entry of entries.filter((one) => one.isFile())) {
    const { mtimeMs } = await stat(join(entry.parentPath, entry.name));
    if (mtimeMs >= since) count += 1;
  }
  return count;
}

/** How many objects of a store were put at or after a moment (milliseconds since 1970). */
export async function objectsSince(store: ObjectStore, since: number): Promise<number> {
  let count = 0;
  for await (const { modified } of store.list('')) {
    if (modified !== undefined && modified.getTime() >= since) count += 1;
  }
  return count;
}
