import type { SiteObject } from '../../shared/archive/publication.ts';
import type { Press } from './press.ts';

/** An object for the site whose bytes are still here; publish puts it from the archive. */
export interface Printed extends Omit<SiteObject, 'from'> {
  readonly body: string | Buffer;
}

export const pageType = 'text/html; charset=utf-8';

/** Limits of CDNs (50 tags an object) and of S3 (2 kB of metadata, shared with other fields). */
const maxTags = 50;
const maxTagBytes = 1_500;

/** Value of the `cache-tag` metadata: what a purge of any of these names must reach. */
export function cacheTag(tags: readonly string[]): string {
  let value = '';
  for (const tag of tags.slice(0, maxTags)) {
    const longer = value === '' ? tag : `${value},${tag}`;
    if (longer.length > maxTagBytes) break;
    value = longer;
  }
  return value;
}

/** The theme's own files; every page needs them, so they go before any. */
export function printedAssets({ theme, site }: Press): Printed[] {
  return theme.assets.map(({ key, body, contentType }) => ({
    key,
    body,
    kind: 'asset',
    contentType,
    cacheControl: site.cacheControl.immutable,
    metadata: {},
  }));
}
