import { z } from 'zod';
import { keys } from '../../shared/archive/keys.ts';
import { PerceptualHash, Rendition } from '../../shared/archive/pictures.ts';
import { Conflict } from '../../shared/errors.ts';
import type { ObjectStore } from '../../shared/object-store/object-store.ts';
import { PictureMetadata } from '../../shared/rights/picture-metadata.ts';

export const LeftOut = z.object({ file: z.string(), reason: z.string() });
export type LeftOut = Readonly<z.infer<typeof LeftOut>>;

/**
 * What has been made of an original: `renditions.json`, written after the files it lists. What later
 * versions added is filled in on reading, and made good when the original is next decoded.
 */
export const MediaRecord = z.object({
  schema: z.literal(1),
  sha256: z.string(),
  /** Of the original. */
  mediaType: z.string(),
  /** As displayed. */
  width: z.int().positive(),
  height: z.int().positive(),
  transparent: z.boolean(),
  /** A graphic has sharp edges and flat colours: a screenshot, a chart, a logo. */
  kind: z.enum(['photograph', 'graphic']).default('photograph'),
  /** More than one where it moves. */
  frames: z.int().positive().default(1),
  placeholder: z.string(),
  dominant: z.string(),
  /** `null`: too plain to be told from others. Absent: not yet seen. */
  perceptualHash: PerceptualHash.nullable().optional(),
  /** What its file says of it; absent in records of before. */
  metadata: PictureMetadata.optional(),
  /** When the original first came (RFC 3339); absent in records of before. */
  arrived: z.string().optional(),
  renditions: z.array(Rendition),
  /** Files of the ladder that are not worth having, or cannot be made; never tried again. */
  leftOut: z.array(LeftOut).default([]),
});
export type MediaRecord = Readonly<z.infer<typeof MediaRecord>>;

interface Stored {
  readonly record: MediaRecord;
  readonly etag: string;
}

export async function readRecord(store: ObjectStore, sha256: string): Promise<Stored | undefined> {
  const stored = await store.get(keys.renditions(sha256));
  if (stored === undefined) return undefined;
  return { record: MediaRecord.parse(JSON.parse(stored.body.toString())), etag: stored.etag };
}

/** Adds what was made to what others may have made meanwhile, and returns the whole. */
export async function mergeRecord(store: ObjectStore, fresh: MediaRecord): Promise<MediaRecord> {
  for (let attempt = 1; ; attempt += 1) {
    const before = await readRecord(store, fresh.sha256);
    const merged = before === undefined ? fresh : union(before.record, fresh);
    try {
      await store.put(
        keys.renditions(fresh.sha256),
        JSON.stringify(merged),
        { contentType: 'application/json; charset=utf-8' },
        before === undefined ? { ifAbsent: true } : { ifMatch: before.etag },
      );
      return merged;
    } catch (error) {
      if (!(error instanceof Conflict) || attempt === 10) throw error;
    }
  }
}

/** Periods run from when the original first came, whoever sends it again. */
const earlier = (...records: readonly MediaRecord[]): Pick<MediaRecord, 'arrived'> => {
  const [arrived] = records.flatMap((record) => record.arrived ?? []).sort();
  return arrived === undefined ? {} : { arrived };
};

function union(before: MediaRecord, fresh: MediaRecord): MediaRecord {
  return {
    ...fresh,
    ...earlier(before, fresh),
    renditions: withNew(before.renditions, fresh.renditions),
    leftOut: withNew(before.leftOut, fresh.leftOut),
  };
}

function withNew<File extends { readonly file: string }>(
  before: readonly File[],
  fresh: readonly File[],
): File[] {
  const known = new Set(before.map(({ file }) => file));
  return [...before, ...fresh.filter(({ file }) => !known.has(file))];
}
