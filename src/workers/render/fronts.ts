import { authorFront, homeFront, sectionFront, tagFront } from './front-pages.ts';
import type { FrontPrinter, FrontTools } from './front-tools.ts';
import { newsFront } from './news-sitemap.ts';
import { searchFront } from './search-index.ts';
import { siteFront } from './site-files.ts';
import type { Printed } from './site-objects.ts';
import { monthFront, sitemapFront } from './sitemap.ts';

/** Every kind of front there is. A new kind is a row here and its names in front-names.ts. */
const kinds: Readonly<Record<string, FrontPrinter>> = {
  home: homeFront,
  section: sectionFront,
  tag: tagFront,
  author: authorFront,
  month: monthFront,
  sitemap: sitemapFront,
  news: newsFront,
  search: searchFront,
  site: siteFront,
};

/**
 * What a front consists of, in the order in which it must be put: assets, sealed pages, the front,
 * its feeds. Throws RangeError for a front of no known kind.
 */
export async function* printFront(front: string, tools: FrontTools): AsyncIterable<Printed> {
  const [kind = '', argument = ''] = front.split('/', 2);
  const print = Object.hasOwn(kinds, kind) ? kinds[kind] : undefined;
  if (print === undefined) throw new RangeError(`There is no front '${front}'`);
  yield* await print(tools, argument);
}
