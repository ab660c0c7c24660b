import { frontTag } from '../../shared/cache-tags.ts';
import type { FrontTools } from './front-tools.ts';
import { type Markup, html as xml } from './html.ts';
import type { Press } from './press.ts';
import { cacheTag, type Printed } from './site-objects.ts';

const namespace = 'http://www.sitemaps.org/schemas/sitemap/0.9';

/** A file that an index names. */
export interface SitemapFile {
  /** Key in the site. */
  readonly name: string;
  /** RFC 3339; `null`: nothing is said of it. */
  readonly modified: string | null;
}

export const urlset = (urls: readonly Markup[], more: Markup | false = false): Markup =>
  xml`<urlset xmlns="${namespace}"${more}>\n${urls}</urlset>\n`;

export function sitemapIndex({ publicUrl }: Press, files: readonly SitemapFile[]): Markup {
  const entries = files.map(
    ({ name, modified }) =>
      xml`<sitemap><loc>${publicUrl}/${name}</loc>${lastmod(modified)}</sitemap>\n`,
  );
  return xml`<sitemapindex xmlns="${namespace}">\n${entries}</sitemapindex>\n`;
}

export const lastmod = (modified: string | null): Markup | false =>
  modified !== null && xml`<lastmod>${modified}</lastmod>`;

export function sitemapObject(
  { site }: Press,
  {
    key,
    front,
    content,
  }: { readonly key: string; readonly front: string; readonly content: Markup },
): Printed {
  return {
    key,
    kind: 'feed',
    body: xml`<?xml version="1.0" encoding="utf-8"?>\n${content}`.toString(),
    contentType: 'application/xml; charset=utf-8',
    cacheControl: site.cacheControl.front,
    metadata: { 'cache-tag': cacheTag([frontTag(front)]) },
  };
}

/** The files, and in place of those that the edition before had besides, empty ones. */
export async function withEmptied(
  tools: FrontTools,
  front: string,
  files: readonly Printed[],
): Promise<Printed[]> {
  const needed = new Set(files.map(({ key }) => key));
  const former = (await tools.formerKeys()).filter((key) => !needed.has(key));
  const content = urlset([]);
  return [...files, ...former.map((key) => sitemapObject(tools, { key, front, content }))];
}
