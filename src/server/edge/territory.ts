import type { IncomingHttpHeaders } from 'node:http';

/** Set by whatever knows where readers are: a CDN, or a test. */
const COUNTRY_HEADER = 'x-country';

/** Whether who may read a picture depends on the country: `_media/x-<cc>…/`. */
export const isBoundToTerritories = (key: string): boolean => key.startsWith('_media/x-');

/**
 * Whether a picture may not be seen where the reader is. This edge is a preview: where nobody says
 * where the reader is, it shows the picture. The edges under deploy/ do not.
 */
export function isRefusedThere(
  key: string,
  { [COUNTRY_HEADER]: country }: IncomingHttpHeaders,
): boolean {
  if (!isBoundToTerritories(key) || typeof country !== 'string') return false;
  const [, rightsClass = ''] = key.split('/', 2);
  return rightsClass.slice('x-'.length).split('-').includes(country.trim().toLowerCase());
}
