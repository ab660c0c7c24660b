import { createHmac } from 'node:crypto';

/**
 * Key in the site of a rendition: `_media/[x-<cc>/]<32 hex>/<file>`. The HMAC keeps it from being
 * guessed from the original, and changes with the rights class.
 */
export function mediaKey(
  siteKey: string,
  { sha256, rightsClass, file }: { sha256: string; rightsClass: string; file: string },
): string {
  const name = createHmac('sha256', siteKey)
    .update(`${sha256}\0${rightsClass}`)
    .digest('hex')
    .slice(0, 32);
  return `_media/${rightsClass === '' ? '' : `${rightsClass}/`}${name}/${file}`;
}

/** The folder of a rendition's key: all renditions of one original under one class of rights. */
export const mediaFolder = (key: string): string => key.slice(0, key.lastIndexOf('/'));
