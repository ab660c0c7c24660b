import type { Direction } from '../../src/workers/render/language.ts';
import type { PageVisits } from './browser/visits.ts';
import { elementsOf, type FoundElement } from './elements.ts';
import type { Reference } from './references.ts';

/** An answer of the site to one address. */
export interface Answer {
  /** With its query left out, percent-encoded as it was asked for. */
  readonly path: string;
  readonly status: number;
  readonly contentType: string;
  /** Of a redirect. */
  readonly location: string | null;
  /** Empty for pictures and fonts. */
  readonly body: string;
  readonly references: readonly Reference[];
  /** The first that led here; empty for where the crawl began. */
  readonly from: string;
}

export type PageKind =
  | 'home'
  | 'section'
  | 'tag'
  | 'author'
  | 'older'
  | 'article'
  | 'search'
  | 'page'
  | '404'
  | 'tombstone';

export interface Page extends Answer {
  readonly kind: PageKind;
  readonly language: string;
  readonly direction: Direction;
  readonly elements: readonly FoundElement[];
}

/** A site as it answers, crawled once for all gates. */
export interface CheckedSite {
  /** Where it is served, without a slash at its end. */
  readonly url: string;
  /** What it calls itself in canonical addresses, without a slash at its end. */
  readonly publicUrl: string;
  /** By path. */
  readonly answers: ReadonlyMap<string, Answer>;
  readonly pages: readonly Page[];
  /** A few pages of each kind and direction, for what is slow. */
  readonly samples: readonly Page[];
  /** Of the samples, as a browser shows them. */
  readonly visits: PageVisits;
  /** Texts that must stand nowhere. */
  readonly secrets: readonly string[];
  /** No Lighthouse scores that depend on the machine's speed. */
  readonly isShort: boolean;
}

const isHtml = ({ contentType, status }: Answer): boolean =>
  contentType.startsWith('text/html') && [200, 404, 410].includes(status);

/** The pages among answers; not what merely leads on. */
export function pagesAmong(answers: Iterable<Answer>, base: string): Page[] {
  return [...answers].filter(isHtml).map((answer) => {
    const elements = elementsOf(answer.body);
    const root = elements.find(({ name }) => name === 'html')?.attributes ?? {};
    return {
      ...answer,
      elements,
      kind: kindOf(answer, base),
      language: root.lang ?? '',
      direction: root.dir === 'rtl' ? 'rtl' : 'ltr',
    };
  });
}

function kindOf({ path, status, body }: Answer, base: string): PageKind {
  if (status === 404 || path === `${base}/404.html`) return '404';
  if (status === 410) return 'tombstone';
  const own = path.slice(base.length);
  if (own === '/') return 'home';
  if (own.startsWith('/search/')) return 'search';
  if (/\/page\/\d+\/$/.test(own)) return 'older';
  if (/^\/tags\/[^/]+\/$/.test(own)) return 'tag';
  if (/^\/authors\/[^/]+\/$/.test(own)) return 'author';
  if (/^\/[^/]+\/\d{4}\/\d\d\/\d\d\/[^/]+\/$/.test(own)) return 'article';
  return body.includes(`href="${path}feed.xml"`) ? 'section' : 'page';
}

/**
 * The first few pages of each kind and direction, and the heaviest of each: what breaks a page is
 * mostly what there is much of.
 */
export function samplesOf(pages: readonly Page[], each: number): Page[] {
  return groupsOf(pages).flatMap((group) => {
    const heaviest = group.toSorted((one, other) => other.body.length - one.body.length)[0];
    const first = group.filter((page) => page !== heaviest).slice(0, each - 1);
    return heaviest === undefined ? [] : [heaviest, ...first];
  });
}

/** The first few of each kind and direction, by their addresses. */
export const firstOf = (pages: readonly Page[], each: number): Page[] =>
  groupsOf(pages).flatMap((group) => group.slice(0, each));

function groupsOf(pages: readonly Page[]): Page[][] {
  const groups = new Map<string, Page[]>();
  // By their addresses: which of them a crawl meets first is chance.
  for (const page of pages.toSorted((one, other) => (one.path < other.path ? -1 : 1))) {
    const name = `${page.kind} ${page.direction}`;
    groups.set(name, [...(groups.get(name) ?? []), page]);
  }
  return [...groups.values()];
}
