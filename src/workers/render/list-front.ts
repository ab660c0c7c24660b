import type { Card } from '../../shared/archive/publication.ts';
import { frontSlug } from '../../shared/catalogue/front-slug.ts';
import type { Site } from '../../shared/newsroom.ts';
import { slugPath } from './site-view.ts';
import { line } from './text.ts';

/** A front that lists stories on pages. */
export interface ListFront {
  readonly kind: 'home' | 'section' | 'tag' | 'author';
  /** As the catalogue knows it. */
  readonly name: string;
  /** Path of the front as it stands in links, with slashes at both ends. */
  readonly path: string;
  /** What stands above the stories; a topic is called as the newest of them spells it. */
  heading(cards: readonly Card[]): string;
  readonly description: string | null;
  /** Slug of the section, where it is one's. */
  readonly section?: string;
  /** Whether it is there without stories too. */
  readonly stands: boolean;
}

export function homeOf({ name, description }: Site): ListFront {
  return {
    ...{ kind: 'home', name: 'home', path: '/', stands: true },
    heading: () => line(name),
    description: description ?? null,
  };
}

/** `undefined`: the site has no such section (any more). */
export function sectionOf(site: Site, slug: string): ListFront | undefined {
  const section = site.sections.find((known) => known.slug === slug);
  if (section === undefined) return undefined;
  return {
    ...{ kind: 'section', name: `section/${slug}`, path: `/${slug}/`, section: slug, stands: true },
    heading: () => line(section.name),
    description: null,
  };
}

/** A section of before: stories are on it still, and none are to be found there. */
export function formerSection(slug: string): ListFront {
  return {
    ...{ kind: 'section', name: `section/${slug}`, path: `/${slug}/`, stands: false },
    heading: () => line(slug.replaceAll('-', ' ')),
    description: null,
  };
}

export function tagOf(slug: string): ListFront {
  return {
    ...{ kind: 'tag', name: `tag/${slug}`, path: slugPath('tags', slug), stands: false },
    heading: (cards) => spelled(slug, cards[0]?.keywords ?? []),
    description: null,
  };
}

export function authorOf({ authors }: Site, slug: string): ListFront {
  const own = authors.find(({ name }) => frontSlug(name) === slug);
  return {
    ...{ kind: 'author', name: `author/${slug}`, path: slugPath('authors', slug) },
    stands: own !== undefined,
    heading: (cards) =>
      own === undefined
        ? spelled(slug, cards[0]?.authors.map(({ name }) => name) ?? [])
        : line(own.name),
    description: own?.bio ?? null,
  };
}

/** The first of the names that has the slug; a slug that no name is left for is read as words. */
function spelled(slug: string, names: readonly string[]): string {
  return line(names.find((name) => frontSlug(name) === slug) ?? slug.replaceAll('-', ' '));
}
