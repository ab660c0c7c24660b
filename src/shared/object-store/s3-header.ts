import { headerFrom } from './object-header.ts';
import type { ObjectHeader, ObjectSummary } from './object-store.ts';

/** User metadata by which a conditional put recognises its own work; never shown to callers. */
export const MARK = 'put-mark';

/** An ETag without its quotes. */
export const bare = (etag: string | undefined): string => (etag ?? '').replaceAll('"', '');

export const s3Header = (header: ObjectHeader) => ({
  ContentType: header.contentType,
  CacheControl: header.cacheControl,
  ContentLanguage: header.contentLanguage,
  Metadata: { ...header.metadata },
});

interface S3Description {
  readonly ETag?: string | undefined;
  readonly ContentLength?: number | undefined;
  readonly LastModified?: Date | undefined;
  readonly ContentType?: string | undefined;
  readonly CacheControl?: string | undefined;
  readonly ContentLanguage?: string | undefined;
  readonly Metadata?: Record<string, string> | undefined;
}

export function summaryOf(found: S3Description): ObjectSummary {
  const { [MARK]: _, ...metadata } = found.Metadata ?? {};
  return {
    etag: bare(found.ETag),
    size: found.ContentLength ?? 0,
    modified: found.LastModified ?? new Date(0),
    ...headerFrom({
      contentType: found.ContentType,
      cacheControl: found.CacheControl,
      contentLanguage: found.ContentLanguage,
      metadata,
    }),
  };
}
