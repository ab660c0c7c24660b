import { keys } from '../archive/keys.ts';
import type { ObjectStore } from '../object-store/object-store.ts';
import { ListDocument, type TermList } from './term-list.ts';

export interface KeptList {
  readonly document: ListDocument;
  readonly etag: string;
}

const JSON_HEADER = { contentType: 'application/json; charset=utf-8' };

/** Lists that people keep in the archive, read again when their ETag changes. */
export function openKeptLists(archive: ObjectStore) {
  let known: ReadonlyMap<string, KeptList> = new Map();

  async function refreshed(key: string): Promise<KeptList | undefined> {
    const before = known.get(key);
    const header = await archive.head(key);
    return before !== undefined && header?.etag === before.etag ? before : find(nameIn(key));
  }

  async function find(name: string): Promise<KeptList | undefined> {
    const object = await archive.get(keys.listConfig(name));
    if (object === undefined) return undefined;
    const document = ListDocument.parse(JSON.parse(object.body.toString('utf8')));
    return { document, etag: object.etag };
  }

  return {
    find,
    async read(): Promise<readonly TermList[]> {
      const places: string[] = [];
      for await (const { key } of archive.list(keys.listsPrefix)) places.push(key);
      const found = await Promise.all(
        places.map(async (key) => [key, await refreshed(key)] as const),
      );
      known = new Map(found.flatMap(([key, list]) => (list ? [[key, list]] : [])));
      return [...known.values()].map(asTermList);
    },
    /** Throws Conflict where another change came between. */
    async write(document: ListDocument, etag: string | undefined): Promise<KeptList> {
      const condition = etag === undefined ? { ifAbsent: true } : { ifMatch: etag };
      const written = await archive.put(
        keys.listConfig(document.name),
        JSON.stringify(document),
        JSON_HEADER,
        { ...condition, durable: true },
      );
      return { document, etag: written };
    },
  };
}

const nameIn = (key: string): string => key.slice(keys.listsPrefix.length, -'.json'.length);

export const asTermList = ({ document, etag }: KeptList): TermList => ({
  name: document.name,
  title: document.title,
  action: document.action,
  ...(document.language !== undefined && { language: document.language }),
  terms: document.terms.map(({ term }) => term),
  exceptions: document.exceptions,
  origin: 'archive',
  etag,
});
