import { LRUCache } from 'lru-cache';
import type { Logger } from 'pino';
import { Conflict, Unavailable } from '../errors.ts';
import type { ObjectStore } from '../object-store/object-store.ts';
import type { NewsroomFault } from '../parse-yaml.ts';
import { asTermList, openKeptLists } from './kept-lists.ts';
import { type Change, changesOf, rewritten, withoutTerm, withTerm } from './list-document.ts';
import { openListFiles } from './list-files.ts';
import type { ListChange, ListContent, ListDocument, TermList } from './term-list.ts';

/** A change made by any process, or in a file, is taken up by all of them after this long. */
const FRESH_MS = 2000;

/** The newsroom's lists of terms: those of its files, and those kept in the archive. */
export interface Lists {
  /** Those in force; the same array until one of them changes. */
  all(): Promise<readonly TermList[]>;
  /** One of them as it stands this moment, and what was done to it where the archive knows. */
  find(name: string): Promise<ListWithHistory | undefined>;
  /** What is wrong with files of lists as they stand now; their lists of before are in force. */
  faults(): Promise<readonly NewsroomFault[]>;
  /** Writes a list of the archive. Throws Conflict where it is not the one with this ETag. */
  put(name: string, content: ListContent, change: Change & { etag?: string }): Promise<TermList>;
  /** Adds a term, and makes the list where there is none. Throws Conflict for a list of a file. */
  addTerm(name: string, term: string, change: Change): Promise<TermList>;
  /** `undefined` where the archive has no such list. */
  removeTerm(name: string, term: string, change: Change): Promise<TermList | undefined>;
}

export interface ListWithHistory {
  readonly list: TermList;
  /** Newest first; none of a list of a file. */
  readonly changes: readonly ListChange[];
}

export interface ListTools {
  /** Folder of the newsroom's files. */
  readonly directory: string;
  readonly archive: ObjectStore;
  readonly log: Logger;
}

export function openLists({ directory, archive, log }: ListTools): Lists {
  const files = openListFiles(directory, log);
  const kept = openKeptLists(archive);
  const cache = new LRUCache<'all', readonly TermList[]>({
    max: 1,
    ttl: FRESH_MS,
    noDeleteOnStaleGet: true,
    fetchMethod: async (_all, stale) => {
      try {
        const lists = [...(await files.read()), ...(await kept.read())];
        return stale !== undefined && isSame(stale, lists) ? stale : lists;
      } catch (error) {
        if (stale === undefined || !(error instanceof Unavailable)) throw error;
        log.warn({ err: error.message }, 'lists: the last known ones stand');
        return stale;
      }
    },
  });

  const ofFile = async (name: string): Promise<TermList | undefined> =>
    (await files.read()).find((list) => list.name === name);

  async function refuseFileName(name: string): Promise<void> {
    const list = await ofFile(name);
    if (list === undefined) return;
    throw new Conflict(`The list ${name} is a file of the newsroom: edit ${list.file}.`);
  }

  /** Changes a list as it stands, and again where somebody else was first. */
  async function edit(
    name: string,
    change: (document: ListDocument | undefined) => ListDocument | undefined,
  ): Promise<TermList | undefined> {
    await refuseFileName(name);
    for (;;) {
      const held = await kept.find(name);
      const document = change(held?.document);
      if (document === undefined) return undefined;
      try {
        const written = await kept.write(document, held?.etag);
        cache.clear();
        return asTermList(written);
      } catch (error) {
        if (!(error instanceof Conflict)) throw error;
      }
    }
  }

  return {
    all: async () => (await cache.fetch('all')) ?? [],
    async find(name) {
      const declared = await ofFile(name);
      if (declared !== undefined) return { list: declared, changes: [] };
      const held = await kept.find(name);
      return held && { list: asTermList(held), changes: changesOf(held.document) };
    },
    faults: () => files.faults(),
    async put(name, content, { etag, ...change }) {
      await refuseFileName(name);
      const held = await kept.find(name);
      if (held?.etag !== etag) throw new Conflict(staleList(name, held?.etag));
      const written = await kept.write(
        rewritten(name, content, { before: held?.document, change }),
        etag,
      );
      cache.clear();
      return asTermList(written);
    },
    async addTerm(name, term, change) {
      const edited = await edit(name, (before) => withTerm(name, term, { before, change }));
      if (edited === undefined) throw new RangeError(`list ${name} was not made`);
      return edited;
    },
    removeTerm: (name, term, change) =>
      edit(name, (document) => document && withoutTerm(document, term, change)),
  };
}

const staleList = (name: string, etag: string | undefined): string =>
  etag === undefined
    ? `There is no list ${name}: leave If-Match out to make it.`
    : `The list ${name} is another by now: read it again, and send its ETag as If-Match.`;

/** The readers keep what has not changed, part by part. */
const isSame = (a: readonly TermList[], b: readonly TermList[]): boolean =>
  JSON.stringify(a) === JSON.stringify(b);
