import type { LRUCache } from 'lru-cache';
import { keys } from '../../shared/archive/keys.ts';
import type { SiteObject } from '../../shared/archive/publication.ts';
import { Conflict, Unavailable } from '../../shared/errors.ts';
import type { ObjectHeader, ObjectStore } from '../../shared/object-store/object-store.ts';

/** Tries of one conditional put; each loss means that somebody else has written meanwhile. */
const MOST_RACES = 20;

export interface SitePutter {
  readonly archive: ObjectStore;
  readonly site: ObjectStore;
  /** Keys of assets that are known to be there. */
  readonly assets: Set<string>;
  /** Pages as this process put them last. */
  readonly put: Map<string, LastPut> | LRUCache<string, LastPut>;
}

interface LastPut {
  readonly rev: number;
  readonly etag: string;
}

/** What never changes under its key. */
export const isFixed = ({ kind }: SiteObject): boolean => kind === 'asset' || kind === 'media';

/** Somebody has put a newer revision of this object: what we have is overtaken. */
export class Overtaken extends Conflict {}

/**
 * Puts what never changes under its key (assets, renditions). There already: done before, by us or
 * by another story with the same picture.
 */
export async function putOnce(
  { archive, site, assets }: SitePutter,
  object: SiteObject,
): Promise<void> {
  if (assets.has(object.key)) return;
  try {
    await moved(archive, site, object, { ifAbsent: true });
  } catch (error) {
    if (!(error instanceof Conflict)) throw error;
  }
  // Pictures are deleted with their last story; assets stay.
  if (object.kind === 'asset') assets.add(object.key);
}

/**
 * Puts a page over what it last saw there, and never over a newer one. `rev` (a pass or an edition)
 * says which is newer. What this process put last is believed to be there still, and the condition
 * tells where it is not. The same bytes of the same rev are left alone.
 */
export async function putNewer(
  { archive, site, put }: SitePutter,
  object: SiteObject,
  rev: number,
): Promise<void> {
  const sha = shaOf(object);
  const stamped = { ...object, metadata: { ...object.metadata, rev: String(rev), sha } };
  const last = put.get(object.key);
  if (last !== undefined && last.rev > rev) throw overtaken(object.key, last.rev, rev);
  let condition: Condition = last === undefined ? { ifAbsent: true } : { ifMatch: last.etag };
  for (let race = 0; race < MOST_RACES; race += 1) {
    try {
      put.set(object.key, { rev, etag: await moved(archive, site, stamped, condition) });
      return;
    } catch (error) {
      if (!(error instanceof Conflict)) throw error;
    }
    const there = await site.head(object.key);
    const itsRev = Number(there?.metadata?.rev ?? 0);
    if (itsRev > rev) throw overtaken(object.key, itsRev, rev);
    if (itsRev === rev && there?.metadata?.sha === sha) return;
    condition = there === undefined ? { ifAbsent: true } : { ifMatch: there.etag };
  }
  throw new Conflict(`${object.key} changes too often`);
}

/**
 * Whether these bytes were in the site before `rev` came to put them; the header is not looked at.
 * What `rev` has put itself is new, though an earlier run may have done so.
 */
export async function hasStood(
  { site }: SitePutter,
  object: SiteObject,
  rev: number,
): Promise<boolean> {
  const metadata = (await site.head(object.key))?.metadata;
  return metadata?.sha === shaOf(object) && Number(metadata.rev) < rev;
}

const shaOf = ({ from }: SiteObject): string => from.slice(keys.blob('').length);

const overtaken = (key: string, itsRev: number, rev: number): Overtaken =>
  new Overtaken(`${key} is at ${itsRev}, past ${rev}`);

type Condition = { readonly ifAbsent: true } | { readonly ifMatch: string };

async function moved(
  archive: ObjectStore,
  site: ObjectStore,
  object: SiteObject,
  condition: Condition,
): Promise<string> {
  const etag = await archive.transfer(object.from, site, object.key, headerOf(object), condition);
  if (etag === undefined) throw new Unavailable(`${object.from} is not in the archive`);
  return etag;
}

function headerOf({
  contentType,
  cacheControl,
  contentLanguage,
  metadata,
}: SiteObject): ObjectHeader {
  return {
    contentType,
    cacheControl,
    metadata,
    ...(contentLanguage !== undefined && { contentLanguage }),
  };
}
