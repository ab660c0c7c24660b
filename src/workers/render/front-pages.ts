import { frontTag } from '../../shared/cache-tags.ts';
import { isOwnFront } from '../../shared/catalogue/front-names.ts';
import { feedObjects } from './feed.ts';
import { frontHead, listHead } from './front-head.ts';
import type { FrontPrinter, FrontTools } from './front-tools.ts';
import { homeView, listView, type Stock } from './front-views.ts';
import { digits, languageOf } from './language.ts';
import { authorOf, formerSection, homeOf, type ListFront, sectionOf, tagOf } from './list-front.ts';
import { printPage } from './page.ts';
import { linkBase, pageKey } from './press.ts';
import { newestSealed, pagesToWrite, rangeOf } from './sealed-pages.ts';
import { cacheTag, type Printed, pageType, printedAssets } from './site-objects.ts';
import { authorView } from './view.ts';

/** A topic or an author has feeds from this many stories on, and is then shown to search engines. */
export const worthFollowing = 3;

export const homeFront: FrontPrinter = (tools) => printFront(tools, homeOf(tools.site));

/**
 * The front of a section that the site no longer has says that it is gone, and lists nothing: what
 * stood there would outlive the stories that it named.
 */
export const sectionFront: FrontPrinter = async (tools, slug) => {
  const front = sectionOf(tools.site, slug);
  if (front !== undefined) return printFront(tools, front);
  const former = formerSection(slug);
  const catalogue = { ...tools.catalogue, newest: async () => [] };
  const printed = await printFront({ ...tools, catalogue }, former);
  const isTaken = tools.site.pages.some((page) => page.slug === slug);
  return isTaken ? printed.filter(({ key }) => key !== pageKey(former.path)) : printed;
};

export const tagFront: FrontPrinter = (tools, slug) => printFront(tools, tagOf(slug));

export const authorFront: FrontPrinter = (tools, slug) =>
  printFront(tools, authorOf(tools.site, slug));

async function printFront(tools: FrontTools, front: ListFront): Promise<Printed[]> {
  const { catalogue, site, dirt } = tools;
  const [highest, written, cards] = await Promise.all([
    catalogue.highest(front.name),
    catalogue.sealed(front.name),
    catalogue.newest(front.name, site.pageSize),
  ]);
  const newest = newestSealed(highest, site.pageSize);
  // By the highest number, so that what has feeds keeps them when stories are withdrawn.
  const hasFeeds = isOwnFront(front.name) || highest >= worthFollowing;
  const sealed = await Promise.all(
    pagesToWrite(dirt, { highest, size: site.pageSize, written }).map((page) =>
      sealedPage(tools, front, { page, newest, hasFeeds }),
    ),
  );
  const stock: Stock = { cards, hasFeeds, older: newest === 0 ? null : pagePath(front, newest) };
  const heading = front.heading(cards);
  return [
    ...printedAssets(tools),
    ...sealed,
    newestPage(tools, front, stock),
    ...(hasFeeds ? await feedObjects(tools, { ...front, heading, cards }) : []),
  ];
}

/** The front itself. One that no story is left on says so, and that it is gone. */
function newestPage(tools: FrontTools, front: ListFront, stock: Stock): Printed {
  const { cacheControl } = tools.site;
  const { cards, older } = stock;
  const isGone = cards.length === 0 && !front.stands;
  const isIndexed = isOwnFront(front.name) || front.stands || cards.length >= worthFollowing;
  const head = frontHead(tools, front, { ...stock, isIndexed, next: older ?? undefined });
  const page = { path: front.path, body: bodyOf(tools, front, { stock, head }) };
  return isGone
    ? frontObject(tools, front, { ...page, cacheControl: cacheControl.brief, status: '410' })
    : frontObject(tools, front, { ...page, cacheControl: cacheControl.front });
}

function bodyOf(
  tools: FrontTools,
  front: ListFront,
  { stock, head }: { readonly stock: Stock; readonly head: ReturnType<typeof frontHead> },
): string {
  const view = listView(tools, front, stock);
  switch (front.kind) {
    case 'home':
      return printPage(tools, 'home', { view: homeView(tools, view, stock), head });
    case 'author':
      return printPage(tools, 'author', {
        view: { ...view, author: authorView(tools, { name: view.heading }) },
        head,
      });
    default:
      return printPage(tools, front.kind, { view, head });
  }
}

async function sealedPage(
  tools: FrontTools,
  front: ListFront,
  {
    page,
    newest,
    hasFeeds,
  }: { readonly page: number; readonly newest: number; readonly hasFeeds: boolean },
): Promise<Printed> {
  const { catalogue, site } = tools;
  const { from, to } = rangeOf(page, site.pageSize);
  const listed = await catalogue.numbered(front.name, from, to);
  const cards = listed.map(({ card }) => card).reverse();
  const base = linkBase(tools.publicUrl);
  const number = digits(page, languageOf(site.language).tag);
  const newer = page === newest ? front.path : pagePath(front, page + 1);
  const older = page === 1 ? null : pagePath(front, page - 1);
  const stock: Stock = { cards, hasFeeds, older };
  const view = { ...listView(tools, front, stock), page: number, newerUrl: base + newer };
  const title = `${view.heading}, ${tools.theme.text(view.language, 'page', { number })}`;
  const path = pagePath(front, page);
  const head = {
    ...listHead(tools, front, stock),
    ...{ title, path, previous: newer, next: older ?? undefined },
    isIndexed: cards.length > 0,
  };
  const body = printPage(tools, 'older', { view, head });
  return frontObject(tools, front, { path, body, cacheControl: site.cacheControl.sealed });
}

function pagePath({ path }: ListFront, page: number): string {
  return `${path}page/${page}/`;
}

interface FrontPage {
  readonly path: string;
  readonly body: string;
  readonly cacheControl: string;
  /** What the edge answers with, where it is not 200. */
  readonly status?: string;
}

function frontObject({ site }: FrontTools, { name }: ListFront, page: FrontPage): Printed {
  const { path, body, cacheControl, status } = page;
  return {
    ...{ key: pageKey(path), kind: 'page', body, contentType: pageType, cacheControl },
    contentLanguage: languageOf(site.language).tag,
    metadata: {
      'cache-tag': cacheTag([frontTag(name)]),
      ...(status !== undefined && { status }),
    },
  };
}
