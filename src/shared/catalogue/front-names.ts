import type { Card } from '../archive/publication.ts';
import type { Site } from '../newsroom.ts';
import { frontSlug } from './front-slug.ts';

/** Stories in one full block of the search index, and in one part, by which blocks grow. */
export const searchBlock = 1000;
export const searchPart = 100;

/** Fronts that readers see, and feeds with them: what is withdrawn leaves these first. */
const readable = ['home', 'section', 'tag', 'author'];

/**
 * The fronts that list a live story. `month/<yyyy-mm>` is a part of the sitemap; `search` lists all
 * stories in blocks. A story that names a topic twice, in whatever spelling, is on its front once.
 */
export function frontsOf({
  section,
  keywords,
  authors,
  firstPublished,
}: Pick<Card, 'section' | 'keywords' | 'authors' | 'firstPublished'>): string[] {
  return [
    'home',
    `section/${section}`,
    ...named('tag', keywords),
    ...named(
      'author',
      authors.map(({ name }) => name),
    ),
    `month/${firstPublished.slice(0, 7)}`,
    'search',
  ];
}

/** Fronts that list no stories of their own, but tell of others: after every change. */
const followers = ['sitemap', 'news'];

/**
 * The fronts that a change of a story touches: those that list it now and those that will, for a new
 * story, an edit, a move, a withdrawal alike, and those that follow them. Nothing where it is on none.
 */
export function affectedFronts(before: readonly string[], after: readonly string[]): string[] {
  const listing = new Set([...before, ...after]);
  return listing.size === 0 ? [] : [...new Set([...listing, ...followers])];
}

/** Fronts that the site has whether or not it has stories. */
export function standingFronts(site: Pick<Site, 'sections' | 'authors'>): string[] {
  return [
    'home',
    ...site.sections.map(({ slug }) => `section/${slug}`),
    ...named(
      'author',
      site.authors.map(({ name }) => name),
    ),
    ...followers,
    'search',
    'site',
  ];
}

/** How many numbers a sealed page of a front holds. */
export function pageSizeOf(front: string, pageSize: number): number {
  return front === 'search' ? searchPart : pageSize;
}

/**
 * The newsroom's own order of the site, unlike topics and authors, which stories bring along: these
 * have feeds however few stories they list, and the hub is told of them.
 */
export const isOwnFront = (front: string): boolean => ['home', 'section'].includes(kindOf(front));

export const isReadable = (front: string): boolean => readable.includes(kindOf(front));

/** What stands before the slash in its name. */
export const kindOf = (front: string): string => front.split('/', 1)[0] ?? '';

function named(kind: 'tag' | 'author', names: readonly string[]): string[] {
  const slugs = new Set(names.map(frontSlug).filter(Boolean));
  return [...slugs].map((slug) => `${kind}/${slug}`);
}
