import { createHash } from 'node:crypto';

/** Longest tag written as it is; CloudFront takes 256 characters, Fastly 1,024. */
const LONGEST = 100;

/** Tag of a story's page, its redirects and its tombstone. */
export const storyTag = (storyId: string): string => `s-${storyId}`;

/** Tag of everything that belongs to a front. */
export const frontTag = (front: string): string => tagOf('l', front.replaceAll('/', '-'));

/** Tag of all renditions of one original under one class of rights, by any of their keys. */
export function mediaTag(key: string): string {
  const folder = key.slice(0, key.lastIndexOf('/'));
  return tagOf('m', folder.slice(folder.lastIndexOf('/') + 1));
}

/** Tag that edges give to their answers for what is not there. */
export const missingTag = 'missing';

/**
 * Every vendor takes visible ASCII without commas, and CloudFront tells no case from another: what
 * is not so (a keyword in Persian) is tagged by its hash.
 */
function tagOf(kind: 'l' | 'm', name: string): string {
  const isPlain = name.length <= LONGEST && /^[a-z0-9._-]+$/.test(name);
  if (isPlain) return `${kind}-${name}`;
  return `${kind}-${createHash('sha256').update(name).digest('hex').slice(0, 20)}`;
}
