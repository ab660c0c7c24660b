import { createHash } from 'node:crypto';
import type { Card } from '../archive/publication.ts';
import { mediaFolder } from '../site-media.ts';

/** Names what other pages show of a story: where it changes, they are out of date. */
export function relatedMark({ headline, path, language, original = '', image }: Card): string {
  const [rendition] = image === undefined || image.isTemporary ? [] : image.renditions;
  const picture = rendition === undefined ? '' : mediaFolder(rendition.key);
  return createHash('sha256')
    .update([headline, path, language, original, picture].join('\0'))
    .digest('hex')
    .slice(0, 16);
}
