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
      pages: [],
      searchUrl: null,
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
export function tagLink(_press: Press, keyword: string): LinkView {
  return { name: line(keyword), url: null };
}

/** An author's name and the page of their stories. */
export function authorLink(_press: Press, name: string): LinkView {
  return { name: line(name), url: null };
}
