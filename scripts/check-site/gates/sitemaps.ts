import type { Answer, CheckedSite } from '../checked-site.ts';
import { counted, type Fault, type Gate } from '../gate.ts';
import { Inspector, isFault, readXml, type Xml } from '../xml.ts';
import { isAddress, isMoment, isText } from './feed-forms.ts';

const NAMESPACE = 'http://www.sitemaps.org/schemas/sitemap/0.9';
const NEWS = 'http://www.google.com/schemas/sitemap-news/0.9';
/** sitemaps.org/protocol.html: of one file, and of an index. */
const MOST_ENTRIES = 50_000;
const MOST_BYTES = 50 * 1024 * 1024;
/** developers.google.com/search/docs/crawling-indexing/sitemaps/news-sitemap. */
const MOST_NEWS = 1000;
const NEWS_MS = 48 * 60 * 60 * 1000;
/** An ISO 639 code of two or three letters; Chinese says how it is written. */
const newsLanguage = /^([a-z]{2,3}|zh-cn|zh-tw)$/;

/** Sitemaps are as the protocol has them, the news sitemap holds what is news, and pages are in it. */
export const sitemaps: Gate = {
  name: 'sitemaps',
  needs: [],
  async check(site) {
    const maps = [...site.answers.values()].filter(
      ({ path, status }) => /\/(news-)?sitemap[\w-]*\.xml$/.test(path) && status === 200,
    );
    const listed = new Set<string>();
    const faults = maps.flatMap((map) => faultsOf(map, listed));
    for (const name of ['sitemap.xml', 'news-sitemap.xml']) {
      if (!maps.some(({ path }) => path.endsWith(`/${name}`))) {
        faults.push({ file: `/${name}`, place: '', rule: 'present', detail: 'is not there' });
      }
    }
    return {
      looked: counted(maps.length, 'sitemap'),
      faults: [...faults, ...unlisted(site, listed)],
    };
  },
};

function faultsOf({ path, body }: Answer, listed: Set<string>): Fault[] {
  const root = readXml(path, body);
  if (isFault(root)) return [root];
  const inspector = new Inspector(path);
  if (!/^(urlset|sitemapindex)$/.test(root.name) || root.attributes.xmlns !== NAMESPACE) {
    inspector.complain(root, 'sitemap', 'is neither a sitemap nor an index of them');
    return inspector.faults;
  }
  if (root.children.length > MOST_ENTRIES)
    inspector.complain(root, 'entries', `has ${root.children.length} entries`);
  if (Buffer.byteLength(body) > MOST_BYTES) inspector.complain(root, 'bytes', 'is over 50 MiB');
  const kind = root.name === 'urlset' ? 'url' : 'sitemap';
  for (const entry of root.children) {
    if (entry.name !== kind) inspector.complain(entry, kind, `is no <${kind}>`);
    const loc = inspector.one(entry, 'loc');
    inspector.expect(loc, (text) => isAddress(text) && text.length < 2048, 'address');
    inspector.expect(inspector.maybe(entry, 'lastmod'), isDate, 'W3C date');
    if (loc !== undefined && kind === 'url') listed.add(loc.text);
  }
  if (/\/news-sitemap/.test(path) && kind === 'url') inspectNews(inspector, root);
  return inspector.faults;
}

const isDate = (text: string): boolean => isMoment(text) || /^\d{4}-\d\d-\d\d$/.test(text);

function inspectNews(inspector: Inspector, root: Xml): void {
  if (root.attributes['xmlns:news'] !== NEWS)
    inspector.complain(root, 'namespace', `news: is not bound to ${NEWS}`);
  if (root.children.length > MOST_NEWS)
    inspector.complain(root, 'news', `has ${root.children.length} stories`);
  for (const url of root.children) {
    const news = inspector.one(url, 'news:news');
    if (news === undefined) continue;
    const publication = inspector.one(news, 'news:publication');
    if (publication !== undefined) {
      inspector.expect(inspector.one(publication, 'news:name'), isText, 'text');
      inspector.expect(
        inspector.one(publication, 'news:language'),
        (text) => newsLanguage.test(text),
        'ISO 639 code',
      );
    }
    inspector.expect(inspector.one(news, 'news:title'), isText, 'text');
    const date = inspector.one(news, 'news:publication_date');
    inspector.expect(date, isDate, 'W3C date');
    if (date !== undefined && Date.parse(date.text) < Date.now() - NEWS_MS) {
      inspector.complain(date, 'two-days', `${date.text} is longer ago than two days`);
    }
  }
}

/** Pages that search engines may keep are told to them, and no others. */
function unlisted({ pages, publicUrl }: CheckedSite, listed: ReadonlySet<string>): Fault[] {
  const { origin } = new URL(publicUrl);
  return pages.flatMap(({ path, kind, elements }): Fault[] => {
    const robots = elements.find(({ attributes: { name } }) => name === 'robots')?.attributes
      .content;
    const isKept = robots?.includes('noindex') !== true;
    const isListed = listed.has(origin + path);
    const file = path;
    if (isListed && !isKept)
      return [{ file, place: '', rule: 'noindex', detail: 'is in a sitemap and asks not to be' }];
    const isExpected = isKept && !['older', 'search'].includes(kind);
    if (isListed || !isExpected) return [];
    return [{ file, place: '', rule: 'listed', detail: 'is in no sitemap' }];
  });
}
