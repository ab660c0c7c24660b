import type { Archive } from '../archive/archive.ts';
import { keys } from '../archive/keys.ts';
import { Edition } from '../archive/publication.ts';

/** Editions of a front by number, the newest last; other folders lie beside them. */
export async function editionsOf(
  { store }: Archive,
  front: string,
): Promise<{ readonly key: string; readonly modified: Date }[]> {
  const found: { key: string; modified: Date }[] = [];
  for await (const { key, modified } of store.list(keys.editionsOf(front))) {
    found.push({ key, modified: modified ?? new Date() });
  }
  return found.sort((one, other) => numberIn(one.key) - numberIn(other.key));
}

const numberIn = (key: string): number => Number(/(\d+)\.json$/.exec(key)?.[1] ?? 0);

/** Deletes all editions of a front but the newest, with the pages that only they have. */
export async function dropEditions(archive: Archive, front: string): Promise<void> {
  const editions = await editionsOf(archive, front);
  const newest = editions.pop();
  if (newest === undefined) return;
  const stays = new Set(await blobsIn(archive, newest.key));
  for (const { key } of editions) {
    for (const blob of await blobsIn(archive, key)) {
      if (!stays.has(blob)) await archive.store.delete(blob);
    }
    await archive.store.delete(key);
  }
}

/** Blobs of an edition's own pages and feeds; the theme's files are everybody's. */
export async function blobsIn({ store }: Archive, key: string): Promise<string[]> {
  const stored = await store.get(key);
  if (stored === undefined) return [];
  const { objects } = Edition.parse(JSON.parse(stored.body.toString('utf8')));
  return objects.filter(({ kind }) => kind !== 'asset').map(({ from }) => from);
}
