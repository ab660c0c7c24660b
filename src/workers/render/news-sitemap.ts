import type { Card } from '../../shared/archive/publication.ts';
import type { FrontPrinter } from './front-tools.ts';
import { type Markup, html as xml } from './html.ts';
import { languageOf } from './language.ts';
import type { Press } from './press.ts';
import type { Printed } from './site-objects.ts';
import { sitemapIndex, sitemapObject, urlset, withEmptied } from './sitemap-objects.ts';
import { line } from './text.ts';

/** News is what was first published in the last two days; search engines want no more. */
const newsMs = 48 * 60 * 60 * 1000;
const storiesPerFile = 1000;
/** More than any newsroom publishes in two days; a sitemap index may name 50,000 files. */
const mostStories = 50_000;

const namespace = xml` xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"`;

/**
 * `news-sitemap.xml`: the stories themselves, or an index where one file does not hold them. It
 * changes with time alone: sweeping asks for it again and again.
 */
export const newsFront: FrontPrinter = async (tools) => {
  const entries: Markup[] = [];
  const since = tools.now().getTime() - newsMs;
  for await (const card of tools.catalogue.publishedAfter('home', since)) {
    entries.push(entry(tools, card));
    if (entries.length === mostStories) break;
  }
  const files = Math.ceil(entries.length / storiesPerFile);
  if (files <= 1) {
    const all = newsObject(tools, 'news-sitemap.xml', urlset(entries, namespace));
    return withEmptied(tools, 'news', [all]);
  }
  const parts = Array.from({ length: files }, (_, at) => {
    const part = entries.slice(at * storiesPerFile, (at + 1) * storiesPerFile);
    return newsObject(tools, `news-sitemap-${at + 1}.xml`, urlset(part, namespace));
  });
  const named = parts.map(({ key }) => ({ name: key, modified: null }));
  const index = newsObject(tools, 'news-sitemap.xml', sitemapIndex(tools, named));
  return withEmptied(tools, 'news', [...parts, index]);
};

const newsObject = (press: Press, key: string, content: Markup): Printed =>
  sitemapObject(press, { key, front: 'news', content });

function entry({ site, publicUrl }: Press, card: Card): Markup {
  return xml`<url><loc>${publicUrl}${encodeURI(card.path)}</loc><news:news><news:publication><news:name>${line(
    site.name,
  )}</news:name><news:language>${newsLanguage(
    languageOf(card.language, site.language).tag,
  )}</news:language></news:publication><news:publication_date>${
    card.firstPublished
  }</news:publication_date><news:title>${card.headline}</news:title></news:news></url>
`;
}

/** ISO 639 without a country, but for the two ways of writing Chinese. */
function newsLanguage(tag: string): string {
  const { language, script, region } = new Intl.Locale(tag).maximize();
  if (language !== 'zh') return language;
  return script === 'Hant' || region === 'TW' ? 'zh-tw' : 'zh-cn';
}
