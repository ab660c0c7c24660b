import { frontTag } from '../../shared/cache-tags.ts';
import { later } from './dates.ts';
import type { FrontPrinter, FrontTools } from './front-tools.ts';
import { type Markup, html as xml } from './html.ts';
import { cacheTag, type Printed } from './site-objects.ts';

/** Limit of the protocol. */
const urlsPerPart = 50_000;
const namespace = 'http://www.sitemaps.org/schemas/sitemap/0.9';

interface Part {
  readonly name: string;
  readonly urls: Markup[];
  modified: string;
}

/**
 * `sitemap.xml`, an index, and its parts: one for the fronts, one a month of first publication
 * (more where a month has over 50,000 stories). Parts come before the index that names them.
 */
export const sitemapFront: FrontPrinter = async (tools) => {
  const parts = await monthlyParts(tools);
  const fronts = frontsPart(tools);
  const objects = [fronts, ...parts].map(({ name, urls }) =>
    sitemapObject(tools, name, xml`<urlset xmlns="${namespace}">\n${urls}</urlset>\n`),
  );
  const entries = [fronts, ...parts].map(
    ({ name, modified }) =>
      xml`<sitemap><loc>${tools.publicUrl}/${name}</loc>${lastmod(modified)}</sitemap>\n`,
  );
  const index = xml`<sitemapindex xmlns="${namespace}">\n${entries}</sitemapindex>\n`;
  return [...objects, sitemapObject(tools, 'sitemap.xml', index)];
};

/** Newest month first. */
async function monthlyParts({ catalogue, publicUrl }: FrontTools): Promise<Part[]> {
  const parts = new Map<string, Part[]>();
  for await (const { path, firstPublished, modified } of catalogue.all()) {
    const month = firstPublished.slice(0, 7);
    const known = parts.get(month) ?? [];
    let part = known.at(-1);
    if (part === undefined || part.urls.length >= urlsPerPart) {
      const suffix = part === undefined ? '' : `-${known.length + 1}`;
      part = { name: `sitemap-${month}${suffix}.xml`, urls: [], modified };
      parts.set(month, [...known, part]);
    }
    part.urls.push(xml`<url><loc>${publicUrl}${encodeURI(path)}</loc>${lastmod(modified)}</url>\n`);
    part.modified = later(part.modified, modified);
  }
  return [...parts.values()].flat();
}

/** Says nothing of when they changed: with every story, which tells a crawler nothing. */
function frontsPart({ site, publicUrl }: FrontTools): Part {
  const paths = ['/', ...site.sections.map(({ slug }) => `/${slug}/`)];
  const urls = paths.map((path) => xml`<url><loc>${publicUrl}${path}</loc></url>\n`);
  return { name: 'sitemap-fronts.xml', urls, modified: '' };
}

function lastmod(modified: string): Markup | false {
  return modified !== '' && xml`<lastmod>${modified}</lastmod>`;
}

function sitemapObject({ site }: FrontTools, key: string, content: Markup): Printed {
  return {
    key,
    kind: 'feed',
    body: xml`<?xml version="1.0" encoding="utf-8"?>\n${content}`.toString(),
    contentType: 'application/xml; charset=utf-8',
    cacheControl: site.cacheControl.front,
    metadata: { 'cache-tag': cacheTag([frontTag('sitemap')]) },
  };
}
