import type { Card } from '../../shared/archive/publication.ts';
import { frontTag } from '../../shared/cache-tags.ts';
import { cardSlots } from './card.ts';
import type { CardSlot } from './card-slot.ts';
import { feedObject } from './feed.ts';
import type { FrontPrinter, FrontTools } from './front-tools.ts';
import { breadcrumbs, organization, website } from './graph.ts';
import type { HeadSubject } from './head.ts';
import { digits, languageOf } from './language.ts';
import { printPage } from './page.ts';
import { linkBase, pageKey } from './press.ts';
import { newestSealed, pagesToWrite, rangeOf } from './sealed-pages.ts';
import { cacheTag, type Printed, pageType, printedAssets } from './site-objects.ts';
import { pageView } from './site-view.ts';
import { line } from './text.ts';
import type { ListView } from './views.ts';

/** A front that lists stories on pages. */
interface ListFront {
  readonly name: string;
  /** Path of the front, with slashes at both ends. */
  readonly path: string;
  readonly heading: string;
  readonly description: string | null;
  /** Slug of the section, where it is one's. */
  readonly section?: string;
}

export const homeFront: FrontPrinter = (tools) => {
  const { name, description = null } = tools.site;
  const heading = line(name);
  return printFront(tools, { name: 'home', path: '/', heading, description });
};

/** A section that the site no longer has has no front any more. */
export const sectionFront: FrontPrinter = async (tools, slug) => {
  const section = tools.site.sections.find((known) => known.slug === slug);
  if (section === undefined) return [];
  const front = { name: `section/${slug}`, path: `/${slug}/`, section: slug };
  return printFront(tools, { ...front, heading: line(section.name), description: null });
};

async function printFront(tools: FrontTools, front: ListFront): Promise<Printed[]> {
  const { catalogue, site, dirt } = tools;
  const [highest, written, cards] = await Promise.all([
    catalogue.highest(front.name),
    catalogue.sealed(front.name),
    catalogue.newest(front.name, site.pageSize),
  ]);
  const sealed = await Promise.all(
    pagesToWrite(dirt, { highest, size: site.pageSize, written }).map((page) =>
      sealedPage(tools, front, { page, newest: newestSealed(highest, site.pageSize) }),
    ),
  );
  const head = frontHead(tools, front, highest);
  const body =
    front.name === 'home'
      ? printPage(tools, 'home', { view: homeView(tools, front, { highest, cards }), head })
      : printPage(tools, 'section', { view: listView(tools, front, { highest, cards }), head });
  return [
    ...printedAssets(tools),
    ...sealed,
    frontObject(tools, front, { path: front.path, body, cacheControl: site.cacheControl.front }),
    feedObject(tools, { ...front, cards }),
  ];
}

interface Stock {
  readonly highest: number;
  /** Newest first. */
  readonly cards: readonly Card[];
}

function listView(tools: FrontTools, front: ListFront, { highest, cards }: Stock): ListView {
  const base = linkBase(tools.publicUrl);
  const older = newestSealed(highest, tools.site.pageSize);
  return {
    ...pageView(tools, front.section === undefined ? {} : { section: front.section }),
    heading: front.heading,
    description: front.description,
    stories: cardSlots(tools, cards),
    page: null,
    frontUrl: base + front.path,
    feedUrl: `${base}${front.path}feed.xml`,
    olderUrl: older === 0 ? null : base + pagePath(front, older),
    newerUrl: null,
  };
}

/** The newest story with a picture leads, if it is among the first few; else the newest. */
function homeView(tools: FrontTools, front: ListFront, { highest, cards }: Stock) {
  const view = listView(tools, front, { highest, cards });
  const pictured = cards.slice(0, 5).findIndex(({ image }) => image !== undefined);
  const [lead = null] = view.stories.slice(Math.max(0, pictured));
  const others: CardSlot[] = view.stories.filter((slot) => slot !== lead);
  const { topStories } = tools.theme;
  return { ...view, lead, top: others.slice(0, topStories), stories: others.slice(topStories) };
}

async function sealedPage(
  tools: FrontTools,
  front: ListFront,
  { page, newest }: { readonly page: number; readonly newest: number },
): Promise<Printed> {
  const { catalogue, site } = tools;
  const { from, to } = rangeOf(page, site.pageSize);
  const listed = await catalogue.numbered(front.name, from, to);
  const cards = listed.map(({ card }) => card).reverse();
  const base = linkBase(tools.publicUrl);
  const number = digits(page, languageOf(site.language).tag);
  const newer = page === newest ? front.path : pagePath(front, page + 1);
  const older = page === 1 ? undefined : pagePath(front, page - 1);
  const view = {
    ...listView(tools, front, { highest: 0, cards }),
    page: number,
    newerUrl: base + newer,
    olderUrl: older === undefined ? null : base + older,
  };
  const title = `${front.heading}, ${tools.theme.text(view.language, 'page', { number })}`;
  const path = pagePath(front, page);
  const head = { ...listHead(tools, front), title, path, previous: newer, next: older };
  const body = printPage(tools, 'older', { view, head });
  return frontObject(tools, front, { path, body, cacheControl: site.cacheControl.sealed });
}

function frontHead(tools: FrontTools, front: ListFront, highest: number): HeadSubject {
  const { publicUrl, theme, site } = tools;
  const older = newestSealed(highest, site.pageSize);
  const next = older === 0 ? undefined : pagePath(front, older);
  if (front.name === 'home') {
    return {
      ...listHead(tools, front),
      title: '',
      next,
      graph: [website(tools), organization(tools)],
    };
  }
  const crumbs = [
    { name: theme.text(site.language, 'home'), url: `${publicUrl}/` },
    { name: front.heading },
  ];
  return { ...listHead(tools, front), next, graph: [breadcrumbs(crumbs), organization(tools)] };
}

function listHead({ site }: FrontTools, front: ListFront): HeadSubject {
  const whole = { path: '/feed.xml', title: line(site.name) };
  const own = { path: `${front.path}feed.xml`, title: `${line(site.name)}: ${front.heading}` };
  return {
    title: front.heading,
    description: line(front.description),
    path: front.path,
    language: site.language,
    feeds: front.path === '/' ? [whole] : [own, whole],
  };
}

function pagePath({ path }: ListFront, page: number): string {
  return `${path}page/${page}/`;
}

interface FrontPage {
  readonly path: string;
  readonly body: string;
  readonly cacheControl: string;
}

function frontObject({ site }: FrontTools, { name }: ListFront, page: FrontPage): Printed {
  return {
    key: pageKey(page.path),
    kind: 'page',
    body: page.body,
    contentType: pageType,
    contentLanguage: languageOf(site.language).tag,
    cacheControl: page.cacheControl,
    metadata: { 'cache-tag': cacheTag([frontTag(name)]) },
  };
}
