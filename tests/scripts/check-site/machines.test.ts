import { describe, expect, test } from 'vitest';
import { feeds } from '../../../scripts/check-site/gates/feeds.ts';
import { sitemaps } from '../../../scripts/check-site/gates/sitemaps.ts';
import { structured } from '../../../scripts/check-site/gates/structured.ts';
import { translations } from '../../../scripts/check-site/gates/translations.ts';
import { rss } from '../../../src/workers/render/feed-rss.ts';
import { renderArticle } from '../../../src/workers/render/render-article.ts';
import { aStory } from '../../support/story-samples.ts';
import { aCard, anArticle } from '../../workers/render/support/render-samples.ts';
import { type File, found, PUBLIC, page, siteOf } from './support/small-site.ts';

const story = aStory({ authors: [{ name: 'Jane Doe' }] });
const article = renderArticle(anArticle({ story })).html;
const ARTICLE = '/world/2026/11/22/a/';
const structuredFaults = (html: string): Promise<string[]> =>
  found(structured, siteOf({ [ARTICLE]: html }));

describe('what a page tells machines', () => {
  test('is good as it is rendered', async () => {
    expect(await structuredFaults(article)).toEqual([]);
  });

  test.each([
    ['a date without its zone', /("datePublished":"[^"]+?)(Z|\+\d\d:\d\d)"/, '$1"', 'schema'],
    ['a relative address', /"url":"https:[^"]+?(\/[\w-]+\/)"/, '"url":"$1"', 'schema'],
    ['no headline', /"headline":"[^"]+",/, '', 'schema'],
    ['another headline', /"headline":"/, '"headline":"Not ', 'as-on-page'],
    ['an author with “By”', /("@type":"Person","name":")/, '$1By ', 'schema'],
    ['crumbs out of order', /"position":2/, '"position":3', 'schema'],
    ['no publisher', /"@type":"NewsMediaOrganization"/, '"@type":"Shop"', 'schema'],
    ['what is not JSON', /"@graph"/, '@graph', 'json'],
    ['nothing', /<script type="application\/ld\+json">.*?<\/script>/, '', 'present'],
  ])('is refused with %s', async (_what, pattern, replacement, rule) => {
    const broken = article.replace(pattern, replacement);
    expect(broken).not.toBe(article);
    const rules = (await structuredFaults(broken)).map((fault) => fault.split(': ')[1]);
    expect(new Set(rules)).toEqual(new Set([rule]));
  });
});

describe('a story and its translation', () => {
  const english = aCard(1, { path: ARTICLE });
  const persian = aCard(2, { path: '/world/2026/11/22/b/', language: 'fa', original: 'story0001' });
  const pageOf = (own: typeof english, other: typeof english) => {
    const { language, path } = own;
    const spoken = aStory({ language, ...(own === persian && { translationOf: 'flood-1' }) });
    return renderArticle(anArticle({ story: spoken, path, translations: [other] })).html;
  };
  const pages = {
    [english.path]: pageOf(english, persian),
    [persian.path]: pageOf(persian, english),
  };
  const faults = (changes: Readonly<Record<string, string | File>>): Promise<string[]> =>
    found(translations, siteOf({ ...pages, ...changes }));

  test('name each other and themselves', async () => {
    expect(await faults({})).toEqual([]);
  });

  test.each([
    ['one that does not name it back', page('<p>Alone</p>'), 'returned'],
    ['one that is gone', { status: 410 }, 'there'],
  ])('are refused where one names %s', async (_what, other, rule) => {
    const rules = (await faults({ [persian.path]: other })).map((fault) => fault.split(': ')[1]);
    expect(new Set(rules)).toEqual(new Set([rule]));
  });

  test('are refused where one does not name itself', async () => {
    const own = pages[english.path]?.replace(/<link rel="alternate" hreflang="en".*/, '') ?? '';
    expect(await faults({ [english.path]: own })).toContainEqual(expect.stringContaining('itself'));
  });
});

const feed = rss(
  {
    ...{ title: 'News', description: 'News', url: `${PUBLIC}/`, language: 'en' },
    ...{ publisher: 'News Ltd', modified: '2026-11-26T10:00:00Z', hub: null },
    items: [
      {
        ...{
          id: 'tag:news.example,2026-11-26:a',
          url: `${PUBLIC}/a/`,
          title: 'A',
          description: 'B',
        },
        ...{ text: null, language: 'en', section: 'World', keywords: [], authors: ['Ann'] },
        ...{ published: '2026-11-26T10:00:00Z', modified: '2026-11-26T10:00:00Z', picture: null },
      },
    ],
  },
  `${PUBLIC}/feed.xml`,
).toString();
const atom = `<feed xmlns="http://www.w3.org/2005/Atom"><id>${PUBLIC}/</id><title>News</title><updated>2026-11-26T10:00:00Z</updated><author><name>A</name></author><link rel="self" href="${PUBLIC}/atom.xml"/></feed>`;
const json = JSON.stringify({
  ...{ version: 'https://jsonfeed.org/version/1.1', title: 'News', items: [] },
  ...{ home_page_url: `${PUBLIC}/`, feed_url: `${PUBLIC}/feed.json` },
});

describe('a feed', () => {
  const faultsOf = async (file: string, contentType: string, body: string): Promise<string[]> =>
    (await found(feeds, siteOf({ [file]: { contentType, body } }))).map(
      (fault) => fault.split(': ')[1] ?? '',
    );

  test.each([
    ['/feed.xml', 'application/rss+xml', feed],
    ['/atom.xml', 'application/atom+xml', atom],
    ['/feed.json', 'application/feed+json', json],
  ])('%s is good as its format has it', async (file, contentType, body) => {
    expect(await faultsOf(file, contentType, body)).toEqual([]);
  });

  test.each([
    ['without guid', /<guid.*?<\/guid>/, '', 'guid'],
    ['whose guid is no lasting id', /tag:[^<]+/, 'a', 'lasting id'],
    ['with a date of its own form', /<pubDate>.*?</, '<pubDate>22 Nov<', 'RFC 822 date'],
    ['that does not name itself', /<atom:link.*?>/, '', 'self'],
    ['with a relative link', /<link>https:\/\/news.example\/a\/</, '<link>/a/<', 'address'],
    ['that is not well-formed', /<\/item>/, '', 'well-formed'],
    ['with an unbound prefix', / xmlns:dc="[^"]+"/, '', 'namespace'],
  ])('%s is refused', async (_what, pattern, replacement, rule) => {
    const broken = feed.replace(pattern, replacement);
    expect(broken).not.toBe(feed);
    expect(await faultsOf('/feed.xml', 'application/rss+xml', broken)).toContain(rule);
  });

  test('in Atom without its time, in JSON without its address, or under a wrong type is refused', async () => {
    const timeless = atom.replace(/<updated>.*?<\/updated>/, '');
    expect(await faultsOf('/atom.xml', 'application/atom+xml', timeless)).toEqual(['updated']);
    const placeless = json.replace(/,"feed_url":"[^"]+"/, '');
    expect(await faultsOf('/feed.json', 'application/feed+json', placeless)).toEqual(['schema']);
    expect(await faultsOf('/feed.json', 'text/html', json)).toEqual(['content-type']);
  });
});

describe('sitemaps', () => {
  const xml = (body: string): File => ({ contentType: 'application/xml', body });
  const urlset = (urls: string): File =>
    xml(
      `<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">${urls}</urlset>`,
    );
  const news = (date: string, language = 'en'): string =>
    `<url><loc>${PUBLIC}/a/</loc><news:news><news:publication><news:name>N</news:name><news:language>${language}</news:language></news:publication><news:publication_date>${date}</news:publication_date><news:title>A</news:title></news:news></url>`;
  const now = new Date().toISOString();
  const home = urlset(`<url><loc>${PUBLIC}/</loc></url><url><loc>${PUBLIC}/a/</loc></url>`);
  const good = {
    ...{ '/': page(''), '/a/': page('') },
    ...{ '/sitemap.xml': home, '/news-sitemap.xml': urlset(news(now)) },
  };

  test('are good with every page that search engines may keep', async () => {
    expect(await found(sitemaps, siteOf(good))).toEqual([]);
  });

  test.each([
    [
      'news of last week',
      { '/news-sitemap.xml': urlset(news('2026-01-01T00:00:00Z')) },
      'two-days',
    ],
    ['a language by name', { '/news-sitemap.xml': urlset(news(now, 'English')) }, 'ISO 639 code'],
    ['a relative address', { '/sitemap.xml': urlset('<url><loc>/</loc></url>') }, 'address'],
    ['a page left out', { '/b/': page('') }, 'listed'],
    [
      'a page that asks to be',
      { '/a/': page('', '<meta name="robots" content="noindex">') },
      'noindex',
    ],
    ['no sitemap', { '/sitemap.xml': { status: 404 } }, 'present'],
  ])('are refused with %s', async (_what, change, rule) => {
    const rules = (await found(sitemaps, siteOf({ ...good, ...change }))).map(
      (fault) => fault.split(': ')[1],
    );
    expect(rules).toContain(rule);
  });
});
