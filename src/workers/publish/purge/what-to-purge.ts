import { keys } from '../../../shared/archive/keys.ts';
import type { Edition, Release, SiteObject } from '../../../shared/archive/publication.ts';
import { frontTag, mediaTag, missingTag, storyTag } from '../../../shared/cache-tags.ts';
import { isReadable } from '../../../shared/catalogue/front-names.ts';
import type { Expectation, SiteChange } from './purge-debt.ts';

/**
 * After the last put of a story's pass. Its fronts are purged with their own editions; a withdrawal
 * names them all the same, since a soft purge shows each of them once more.
 */
export function changeOfRelease(release: Release, verdict: 'live' | 'withdrawn'): SiteChange {
  const { storyId, pass, affected, objects } = release;
  const isUrgent = verdict === 'withdrawn';
  return {
    tags: [storyTag(storyId), missingTag, ...(isUrgent ? affected.map(frontTag) : [])],
    isUrgent,
    expectations: objects.filter(isPage).map((object) => pageAsPut(object, pass)),
    story: { storyId, pass },
  };
}

/**
 * After objects of an edition have been put: blocks of the search index have tags of their own, all
 * else that of its front. Answers for what is missing show the site's 404 page. Search and sitemaps
 * let go of a withdrawn story after it was purged, so their old copies are not shown once more.
 */
export const changeOfEdition = (
  { front }: Pick<Edition, 'front'>,
  put: readonly SiteObject[],
): SiteChange => ({
  tags: [
    ...new Set([
      frontTag(front),
      ...(front === 'site' ? [missingTag] : []),
      ...put.flatMap(({ metadata }) => metadata['cache-tag']?.split(',') ?? []),
    ]),
  ],
  isUrgent: false,
  ...(!isReadable(front) && { isHard: true }),
  expectations: [],
});

/**
 * After objects of earlier releases have been deleted: pictures are kept for a year, and an old copy of
 * the page, shown once more, would lack them.
 */
export function changeOfDeletion(
  { storyId, pass }: Pick<Release, 'storyId' | 'pass'>,
  deleted: readonly SiteObject[],
): SiteChange {
  const pictures = deleted.filter(({ kind }) => kind === 'media');
  return {
    tags: [...new Set([storyTag(storyId), ...pictures.map(({ key }) => mediaTag(key))])],
    isUrgent: true,
    expectations: deleted.map(({ key }) => ({ finds: 'nothing', key })),
    story: { storyId, pass },
  };
}

const isPage = ({ kind }: SiteObject): boolean => kind === 'page';

const pageAsPut = ({ key, from }: SiteObject, rev: number): Expectation => ({
  ...{ finds: 'page', key, rev },
  sha256: from.slice(keys.blob('').length),
});
