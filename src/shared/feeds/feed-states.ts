import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Source } from '../sources.ts';

/** How far the polling of a feed has come. Derived: without it a feed is read as if for the first time. */
export const FeedState = z.object({
  /** Of which settings this is the state; under others it means nothing. */
  settings: z.string(),
  etag: z.string().nullable(),
  lastModified: z.string().nullable(),
  lastPolled: z.string().nullable(),
  /** When it last brought something new. */
  lastChanged: z.string().nullable(),
  /** In a row. */
  failures: z.int(),
  /** What an editor should know of the last poll. */
  because: z.string().nullable(),
  /** Polls before this are left out; set where the feed's own pace does not hold. */
  notBefore: z.string().nullable(),
  /** How far `notBefore` was ahead when it was set: one that is further ahead tells of a clock put back. */
  waitMs: z.int(),
  /** 410: not asked again before its settings change. */
  isGone: z.boolean(),
});
export type FeedState = Readonly<z.infer<typeof FeedState>>;

/** Kept in Redis, which may be emptied: the keys in the archive then tell what is known already. */
export interface FeedStates {
  find(source: string): Promise<FeedState | undefined>;
  /** Hashes of the items that the feed held the last time. */
  seen(source: string): Promise<ReadonlySet<string>>;
  /** Without `seen`, what was seen stands. */
  keep(source: string, state: FeedState, seen?: readonly string[]): Promise<void>;
  /** Counts a poll by its result. */
  count(result: string): Promise<void>;
  counts(): Promise<Readonly<Record<string, number>>>;
}

/** The same settings, the same text; part of a scheduler's id. */
export const settingsOf = ({ format, feed }: Pick<Source, 'format' | 'feed'>): string =>
  createHash('sha256')
    .update(JSON.stringify([format, feed?.url, feed?.everySeconds, feed?.webSub]))
    .digest('hex')
    .slice(0, 12);

export const unpolled = (settings: string): FeedState => ({
  settings,
  etag: null,
  lastModified: null,
  lastPolled: null,
  lastChanged: null,
  failures: 0,
  because: null,
  notBefore: null,
  waitMs: 0,
  isGone: false,
});
