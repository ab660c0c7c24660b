import { LRUCache } from 'lru-cache';
import type { z } from 'zod';
import { Conflict } from '../errors.ts';
import type { ObjectStore, PutOptions } from '../object-store/object-store.ts';
import { Story } from '../story.ts';
import { Head, KeyRecord, StageDocument } from './documents.ts';
import { keys } from './keys.ts';
import { Edition, Release } from './publication.ts';

const JSON_HEADER = { contentType: 'application/json; charset=utf-8' };

/** A head and the ETag that a change of it must match. */
export interface HeldHead {
  readonly head: Head;
  readonly etag: string;
  /** When it was written, by the store's clock. */
  readonly modified: Date;
}

/** The private record. Documents are written once and kept parsed; only heads change. */
export interface Archive {
  readonly store: ObjectStore;
  head(storyId: string): Promise<HeldHead | undefined>;
  /** Compare-and-swap: `etag` of the head that was read, or `undefined` for the first one. */
  swapHead(head: Head, etag: string | undefined): Promise<void>;
  /** Throws RangeError where there is no such revision. */
  revision(storyId: string, revision: number): Promise<Story>;
  putRevision(story: Story): Promise<void>;
  stage(storyId: string, pass: number, stage: string): Promise<StageDocument | undefined>;
  /** Writes the record of a stage unless there is one; returns the one that stands. */
  putStage(document: StageDocument, options?: PutOptions): Promise<StageDocument>;
  release(storyId: string, pass: number): Promise<Release | undefined>;
  putRelease(release: Release): Promise<Release>;
  edition(front: string, edition: number): Promise<Edition | undefined>;
  putEdition(edition: Edition): Promise<void>;
  key(source: string, submissionId: string): Promise<KeyRecord | undefined>;
  putKey(source: string, record: KeyRecord): Promise<void>;
}

/** @param cacheBytes how much of written-once documents to keep in memory, as JSON text */
export function openArchive(store: ObjectStore, cacheBytes = 32 * 1024 * 1024): Archive {
  const cache = new LRUCache<string, object>({ maxSize: cacheBytes });

  async function read<T extends object>(schema: z.ZodType<T>, key: string): Promise<T | undefined> {
    const cached = cache.get(key);
    // Only what passed this key's schema is ever in the cache.
    if (cached !== undefined) return cached as T;
    const object = await store.get(key);
    if (object === undefined) return undefined;
    const document = schema.parse(JSON.parse(object.body.toString('utf8')));
    cache.set(key, document, { size: Math.max(1, object.body.length) });
    return document;
  }

  async function write(key: string, document: object, options: PutOptions): Promise<void> {
    const text = JSON.stringify(document);
    await store.put(key, text, JSON_HEADER, { ifAbsent: true, ...options });
    cache.set(key, document, { size: text.length });
  }

  /** A document that another run of the same work may have written already. */
  async function writeOrRead<T extends object>(
    schema: z.ZodType<T>,
    key: string,
    { document, options }: { document: T; options: PutOptions },
  ): Promise<T> {
    try {
      await write(key, document, options);
      return document;
    } catch (error) {
      if (!(error instanceof Conflict)) throw error;
      const standing = await read(schema, key);
      if (standing === undefined) throw error;
      return standing;
    }
  }

  return {
    store,
    async head(storyId) {
      const object = await store.get(keys.head(storyId));
      if (object === undefined) return undefined;
      const { etag, modified } = object;
      return { head: Head.parse(JSON.parse(object.body.toString('utf8'))), etag, modified };
    },
    async swapHead(head, etag) {
      const condition = etag === undefined ? { ifAbsent: true } : { ifMatch: etag };
      await store.put(keys.head(head.storyId), JSON.stringify(head), JSON_HEADER, {
        ...condition,
        durable: true,
      });
    },
    async revision(storyId, revision) {
      const story = await read(Story, keys.revision(storyId, revision));
      if (story === undefined) throw new RangeError(`${storyId} has no revision ${revision}`);
      return story;
    },
    putRevision: (story) =>
      write(keys.revision(story.storyId, story.revision), story, { durable: true }),
    stage: (storyId, pass, stage) => read(StageDocument, keys.stage(storyId, pass, stage)),
    putStage: (document, options = {}) =>
      writeOrRead(StageDocument, keys.stage(document.storyId, document.pass, document.stage), {
        document,
        options,
      }),
    release: (storyId, pass) => read(Release, keys.release(storyId, pass)),
    putRelease: (document) =>
      writeOrRead(Release, keys.release(document.storyId, document.pass), {
        document,
        options: {},
      }),
    edition: (front, edition) => read(Edition, keys.edition(front, edition)),
    putEdition: (edition) => write(keys.edition(edition.front, edition.edition), edition, {}),
    async key(source, submissionId) {
      return read(KeyRecord, keys.idempotency(source, submissionId));
    },
    async putKey(source, document) {
      await writeOrRead(KeyRecord, keys.idempotency(source, document.submissionId), {
        document,
        options: { durable: true },
      });
    },
  };
}
