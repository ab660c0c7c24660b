import { cardSlots } from './card.ts';
import { Markup } from './html.ts';
import { printPage } from './page.ts';
import type { Press } from './press.ts';
import { renderArticle } from './render-article.ts';
import { pageView } from './site-view.ts';
import { loadTheme, type Theme } from './theme.ts';
import { bareArticle, bareCard, fullArticle, sampleCard, sampleSite } from './trial-samples.ts';
import type { AuthorPageView, ListView, PageView } from './views.ts';

/** What a trial of a theme found; what must be mended is thrown. */
export interface Trial {
  readonly name: string;
  readonly version: string;
  /** How many pages were printed. */
  readonly pages: number;
  /** What readers would hardly notice, such as words that a language lacks. */
  readonly notes: readonly string[];
}

/** Loads a theme and prints every kind of page with it. Throws ThemeError, with the place. */
export async function tryTheme(folder: string): Promise<Trial> {
  const theme = await loadTheme(folder);
  return {
    ...{ name: theme.name, version: theme.version, notes: theme.notes },
    pages: printSamples(theme),
  };
}

/**
 * Prints every kind of page, once with all that a page can have and once with nothing, in a language
 * of each direction, and says how many that were. Throws ThemeError, with the place.
 */
export function printSamples(theme: Theme): number {
  let pages = 0;
  for (const language of ['en', 'fa']) {
    const site = { ...sampleSite, language };
    const press: Press = { theme, site, publicUrl: 'https://news.example' };
    pages += printArticles(press) + printLists(press) + printOthers(press);
  }
  return pages;
}

function printArticles(press: Press): number {
  const { language } = press.site;
  const samples = [fullArticle, bareArticle];
  for (const sample of samples) {
    const story = { ...sample.story, language };
    const where = { path: sampleCard.path, firstPublished: sampleCard.firstPublished };
    renderArticle({ ...press, ...sample, ...where, story, siteKey: 'sample' });
  }
  return samples.length;
}

function printLists(press: Press): number {
  const lists = [listOf(press, true), listOf(press, false)];
  for (const view of lists) {
    const [lead = null, ...stories] = view.stories;
    print(press, 'home', { ...view, lead, top: stories.slice(0, 1), stories: stories.slice(1) });
    print(press, 'section', view);
    print(press, 'tag', view);
    print(press, 'older', { ...view, page: '1' });
    print(press, 'author', authorPage(view));
  }
  return lists.length * 5;
}

/** @param isFull with stories and pages on both sides, or with nothing */
function listOf(press: Press, isFull: boolean): ListView {
  const cards = isFull ? [sampleCard, bareCard, { ...sampleCard, storyId: 'third' }] : [];
  return {
    ...pageOf(press, isFull),
    heading: 'A list',
    description: isFull ? 'Of samples' : null,
    stories: cardSlots(press, cards),
    page: null,
    frontUrl: '/world/',
    feedUrl: '/world/feed.xml',
    olderUrl: isFull ? '/world/page/1/' : null,
    newerUrl: isFull ? '/world/page/3/' : null,
  };
}

function authorPage(view: ListView): AuthorPageView {
  const isFull = view.stories.length > 0;
  const author = {
    name: 'Ann Sample',
    url: isFull ? '/authors/ann-sample/' : null,
    profileUrl: isFull ? 'https://example.org/ann' : null,
    bio: isFull ? 'Writes samples.' : null,
  };
  return { ...view, heading: author.name, author };
}

function printOthers(press: Press): number {
  const full = pageOf(press, true);
  const pages = [full, pageOf(press, false)];
  for (const view of pages) {
    const description = view === full ? 'What it is about' : null;
    print(press, '404', view);
    print(press, 'tombstone', view);
    print(press, 'search', { ...view, heading: 'Search', indexUrl: '/search/index.json' });
    const body = new Markup('<p>What we stand for.</p>');
    print(press, 'page', { ...view, heading: 'About us', description, body });
  }
  return pages.length * 4;
}

/** With the site's own pages and a search, or without. */
function pageOf(press: Press, isFull: boolean): PageView {
  const view = pageView(press, { section: 'world' });
  const pages = isFull ? [{ name: 'About us', url: '/about/', current: true }] : [];
  return { ...view, site: { ...view.site, pages, searchUrl: isFull ? '/search/' : null } };
}

type Printing = typeof printPage;

function print<Kind extends Parameters<Printing>[1]>(
  press: Press,
  kind: Kind,
  view: Parameters<typeof printPage<Kind>>[2]['view'],
): void {
  const { language } = press.site;
  printPage(press, kind, {
    view,
    head: { title: 'A page', description: '', path: '/a/', language, feeds: [] },
  });
}
