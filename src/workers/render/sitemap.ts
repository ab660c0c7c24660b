import type { FrontTally } from '../../shared/catalogue/catalogue.ts';
import { kindOf } from '../../shared/catalogue/front-names.ts';
import { worthFollowing } from './front-pages.ts';
import type { FrontPrinter, FrontTools } from './front-tools.ts';
import { type Markup, html as xml } from './html.ts';
import { authorOf } from './list-front.ts';
import type { Printed } from './site-objects.ts';
import { slugPath } from './site-view.ts';
import {
  lastmod,
  type SitemapFile,
  sitemapIndex,
  sitemapObject,
  urlset,
  withEmptied,
} from './sitemap-objects.ts';

/**
 * The protocol allows 50,000 addresses and 50 MB; with the longest addresses that a store can hold,
 * this many stay below both.
 */
const urlsPerFile = 40_000;

/** What was first published in a month, `yyyy-mm`: one file, or more where it does not hold all. */
export const monthFront: FrontPrinter = async (tools, month) => {
  const urls: Markup[] = [];
  for await (const { path, modified } of tools.catalogue.all(`month/${month}`)) {
    const address = tools.publicUrl + encodeURI(path);
    urls.push(xml`<url><loc>${address}</loc>${lastmod(modified)}</url>\n`);
  }
  const front = `month/${month}`;
  const files = Array.from({ length: filesOf(urls.length) }, (_, at) => {
    const part = urls.slice(at * urlsPerFile, (at + 1) * urlsPerFile);
    return sitemapObject(tools, { key: fileOf(month, at), front, content: urlset(part) });
  });
  return withEmptied(tools, front, files);
};

/** `sitemap.xml`, an index of the months, and the part with the fronts, which comes before it. */
export const sitemapFront: FrontPrinter = async (tools) => {
  const tallies = await tools.catalogue.fronts();
  const months = tallies.filter(({ front }) => kindOf(front) === 'month');
  const files = await Promise.all(months.map((tally) => filesOfMonth(tools, tally)));
  const fronts = frontsFile(tools, tallies);
  const newestFirst = files.flat().sort((one, other) => (one.name < other.name ? 1 : -1));
  const index = sitemapIndex(tools, [{ name: fronts.key, modified: null }, ...newestFirst]);
  const key = 'sitemap.xml';
  return [fronts, sitemapObject(tools, { key, front: 'sitemap', content: index })];
};

/** A month was last changed when any of its stories was. */
async function filesOfMonth(
  { catalogue }: FrontTools,
  { front, stories }: FrontTally,
): Promise<SitemapFile[]> {
  const [last] = await catalogue.newest(front, 1);
  const month = front.slice('month/'.length);
  return Array.from({ length: filesOf(stories) }, (_, at) => ({
    name: fileOf(month, at),
    modified: last?.modified ?? null,
  }));
}

/** An emptied month keeps one file, which says so. */
const filesOf = (stories: number): number => Math.max(1, Math.ceil(stories / urlsPerFile));

const fileOf = (month: string, at: number): string =>
  `sitemap-${month}${at === 0 ? '' : `-${at + 1}`}.xml`;

/** Says nothing of when they changed: with every story, which tells a crawler nothing. */
function frontsFile(tools: FrontTools, tallies: readonly FrontTally[]): Printed {
  const { site, publicUrl } = tools;
  const paths = [
    '/',
    ...[...site.sections, ...site.pages].map(({ slug }) => `/${slug}/`),
    ...tallies.flatMap((tally) => pathOf(tools, tally) ?? []),
  ];
  const urls = [...new Set(paths)]
    .slice(0, urlsPerFile)
    .map((path) => xml`<url><loc>${publicUrl}${path}</loc></url>\n`);
  const key = 'sitemap-fronts.xml';
  return sitemapObject(tools, { key, front: 'sitemap', content: urlset(urls) });
}

/** Where a topic or an author is, if search engines may know of them. */
function pathOf({ site }: FrontTools, { front, stories }: FrontTally): string | undefined {
  const [kind, slug = ''] = front.split('/', 2);
  if (kind === 'tag' && stories >= worthFollowing) return slugPath('tags', slug);
  if (kind !== 'author') return undefined;
  const { stands, path } = authorOf(site, slug);
  return stands || stories >= worthFollowing ? path : undefined;
}
