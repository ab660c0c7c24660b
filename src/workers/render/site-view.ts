import { frontSlug } from '../../shared/catalogue/front-slug.ts';
import type { Site } from '../../shared/newsroom.ts';
import { languageOf } from './language.ts';
import { linkBase, type Press } from './press.ts';
import { line, lineOrNull } from './text.ts';
import type { LinkView, PageView } from './views.ts';

export interface PageSubject {
  /** BCP 47, as it came; the site's where absent. */
  readonly language?: string;
  /** Slug of the section the page belongs to. */
  readonly section?: string;
  /** Slug of the site's own page that it is. */
  readonly page?: string;
}

/** What every page shows around its own matter. */
export function pageView({ site, publicUrl }: Press, subject: PageSubject = {}): PageView {
  const base = linkBase(publicUrl);
  const own = languageOf(site.language);
  const { tag, direction } = languageOf(subject.language ?? site.language, site.language);
  return {
    language: tag,
    direction,
    site: {
      name: line(site.name),
      description: lineOrNull(site.description),
      publisher: publisherOf(site),
      homeUrl: `${base}/`,
      feedUrl: `${base}/feed.xml`,
      language: own.tag,
      direction: own.direction,
      sections: site.sections.map(({ slug, name }) => ({
        name: line(name),
        url: `${base}/${slug}/`,
        current: slug === subject.section,
      })),
      pages: site.pages.map(({ slug, title }) => ({
        name: line(title),
        url: `${base}/${slug}/`,
        current: slug === subject.page,
      })),
      searchUrl: `${base}/search/`,
    },
  };
}

export function publisherOf(site: Site): string {
  return line(site.publisher?.name ?? site.name);
}

/** A section's name and front; a section that the site no longer has keeps its slug and no link. */
export function sectionLink({ site, publicUrl }: Press, slug: string): LinkView {
  const section = site.sections.find((known) => known.slug === slug);
  if (section === undefined) return { name: line(slug), url: null };
  return { name: line(section.name), url: `${linkBase(publicUrl)}/${slug}/` };
}

/** A topic and the page of its stories. */
export function tagLink(press: Press, keyword: string): LinkView {
  return namedLink(press, { kind: 'tags', name: line(keyword) });
}

/** An author's name and the page of their stories. */
export function authorLink(press: Press, name: string): LinkView {
  return namedLink(press, { kind: 'authors', name: line(name) });
}

/** Path of a front that is named by a slug in any script, as it stands in links. */
export function slugPath(kind: 'tags' | 'authors', slug: string): string {
  return `/${kind}/${encodeURIComponent(slug)}/`;
}

/** A name without letters and digits has no front. */
function namedLink(
  { publicUrl }: Press,
  { kind, name }: { readonly kind: 'tags' | 'authors'; readonly name: string },
): LinkView {
  const slug = frontSlug(name);
  return { name, url: slug === '' ? null : linkBase(publicUrl) + slugPath(kind, slug) };
}
