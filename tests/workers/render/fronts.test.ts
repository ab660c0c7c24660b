import { describe, expect, it } from 'vitest';
import { newestSealed, pagesToWrite, rangeOf } from '../../../src/workers/render/sealed-pages.ts';
import type { Printed } from '../../../src/workers/render/site-objects.ts';
import { frontTools, listCatalogue } from './support/list-catalogue.ts';
import { assertWellFormed, elementsOf, textsOf } from './support/parse-page.ts';
import { renderFront } from './support/render-front.ts';
import { aCard, anImage, press } from './support/render-samples.ts';

const some = (count: number) => Array.from({ length: count }, (_, at) => aCard(at + 1));

function print(front: string, cards = some(12), dirt: Record<string, string> = { front: '1' }) {
  return renderFront(front, { ...press, ...frontTools(cards, dirt) });
}

function bodyOf(objects: readonly Printed[], key: string): string {
  const found = objects.find((object) => object.key === key);
  if (found === undefined) throw new Error(`there is no ${key}`);
  return found.body.toString();
}

const headlines = (html: string) =>
  elementsOf(html).flatMap(({ name, text }) =>
    /^h[23]$/.test(name) && text.startsWith('Story') ? [text] : [],
  );

describe('sealed pages', () => {
  it('hold fixed ranges, oldest first', () => {
    expect(rangeOf(1, 30)).toEqual({ from: 1, to: 30 });
    expect(rangeOf(3, 30)).toEqual({ from: 61, to: 90 });
  });

  it.each([
    [0, 0],
    [29, 0],
    [30, 1],
    [31, 1],
    [60, 2],
  ])('with %i stories the newest full page is %i', (highest, page) => {
    expect(newestSealed(highest, 30)).toBe(page);
  });

  it('are written when they are dirty, and only once they are full', () => {
    expect(
      pagesToWrite({ front: 'a', 1: 'b', 4: 'c' }, { highest: 95, size: 30, written: 3 }),
    ).toEqual([1]);
  });

  it('are written though the story that would have filled them never went live', () => {
    expect(pagesToWrite({ front: 'a', 4: 'b' }, { highest: 91, size: 30, written: 1 })).toEqual([
      2, 3,
    ]);
  });

  it('are written with the one before when they have just become the newest', () => {
    expect(pagesToWrite({ front: 'a', 3: 'b' }, { highest: 90, size: 30, written: 2 })).toEqual([
      2, 3,
    ]);
  });

  it('are written alone when a story on the newest of them has changed', () => {
    expect(pagesToWrite({ front: 'a', 3: 'b' }, { highest: 90, size: 30, written: 3 })).toEqual([
      3,
    ]);
  });
});

describe('the home page', () => {
  it('shows the newest stories and leads to the newest sealed page', async () => {
    const objects = await print('home');
    const html = bodyOf(objects, 'index.html');
    expect(headlines(html)).toEqual([12, 11, 10, 9, 8].map((n) => `Story number ${n}`));
    expect(html).toContain('rel="next" href="/page/2/"');
    expect(objects.map(({ key }) => key)).not.toContain('page/2/index.html');
  });

  it('is led by the newest story that has a picture', async () => {
    const cards = some(12);
    const { renditions, ...rest } = anImage('p');
    const image = {
      ...rest,
      altText: '',
      renditions: renditions.map((one) => ({ ...one, key: `_media/x/${one.file}` })),
    };
    cards[9] = aCard(10, { image });
    expect(headlines(bodyOf(await print('home', cards), 'index.html'))).toEqual(
      [10, 12, 11, 9, 8].map((n) => `Story number ${n}`),
    );
  });

  it('says so when there are no stories yet', async () => {
    expect(bodyOf(await print('home', []), 'index.html')).toContain('No stories yet.');
  });

  it('is put after its assets and sealed pages, and before its feeds', async () => {
    const keys = (await print('home', some(12), { front: '1', 1: 'x', 2: 'x' })).map(
      ({ key }) => key,
    );
    expect(keys.filter((key) => !key.startsWith('_assets/'))).toEqual([
      'page/1/index.html',
      'page/2/index.html',
      'index.html',
      'feed.xml',
      'atom.xml',
      'feed.json',
    ]);
    expect(keys[0]).toMatch(/^_assets\//);
  });
});

describe('a sealed page', () => {
  it('holds its own stories, and links both ways', async () => {
    const objects = await print('home', some(12), { 1: 'x', 2: 'y' });
    const first = bodyOf(objects, 'page/1/index.html');
    expect(headlines(first)).toEqual([5, 4, 3, 2, 1].map((n) => `Story number ${n}`));
    expect(first).toContain('rel="prev" href="/page/2/"');
    expect(first).not.toContain('rel="next"');
    const second = bodyOf(objects, 'page/2/index.html');
    expect(second).toContain('rel="prev" href="/"');
    expect(second).toContain('rel="next" href="/page/1/"');
    expect(second).toContain('<title>The Test Post, Page 2 | The Test Post</title>');
    expect(objects.find(({ key }) => key === 'page/1/index.html')?.cacheControl).toContain('3600');
  });

  it('keeps a hole where a story was removed', async () => {
    const catalogue = listCatalogue(some(12));
    const numbered: typeof catalogue.numbered = async (...range) =>
      (await catalogue.numbered(...range)).filter(({ number }) => number !== 3);
    const own = frontTools([], { 1: 'x' });
    const tools = { ...press, ...own, catalogue: { ...catalogue, numbered } };
    expect(headlines(bodyOf(await renderFront('home', tools), 'page/1/index.html'))).toEqual(
      [5, 4, 2, 1].map((n) => `Story number ${n}`),
    );
  });
});

describe('a section', () => {
  it('has a front and a feed of its own, tagged for a purge', async () => {
    const cards = [...some(3), aCard(9, { section: 'economy' })];
    const objects = await print('section/economy', cards);
    expect(headlines(bodyOf(objects, 'economy/index.html'))).toEqual(['Story number 9']);
    expect(bodyOf(objects, 'economy/index.html')).toContain('href="/economy/" aria-current="true"');
    expect(textsOf(bodyOf(objects, 'economy/feed.xml'), 'link', true)).toContain(
      'https://news.example/economy/',
    );
    for (const { kind, metadata } of objects) {
      if (kind !== 'asset') expect(metadata['cache-tag']).toBe('l-section-economy');
    }
  });

  it('that the site no longer has is gone, and lists none of its stories', async () => {
    const cards = [aCard(1, { section: 'weather' }), aCard(2, { section: 'weather' })];
    const objects = await print('section/weather', cards);
    expect(headlines(bodyOf(objects, 'weather/index.html'))).toEqual([]);
    const front = objects.find(({ key }) => key === 'weather/index.html');
    expect(front?.metadata.status).toBe('410');
    expect(textsOf(bodyOf(objects, 'weather/feed.xml'), 'item', true)).toEqual([]);
  });
});

describe('the feed', () => {
  it('is well formed whatever the stories say', async () => {
    const attack = `]]><x>&"'</title>\u0000\u000B\uD800 {{x}}`;
    const card = aCard(1, {
      headline: attack,
      description: attack,
      keywords: [attack],
      authors: [{ name: attack }],
    });
    const xml = bodyOf(await print('home', [card]), 'feed.xml');
    expect(() => assertWellFormed(xml)).not.toThrow();
    expect(xml).not.toMatch(/\p{Cs}|[^\P{Cc}\n]/u);
    expect(textsOf(xml, 'title', true)[1]).toContain(`]]><x>&"'</title>`);
  });

  it('names stories for good, dates them in GMT and shows a picture wide enough', async () => {
    const { renditions, ...rest } = anImage('p');
    const image = {
      ...rest,
      altText: 'A bridge',
      creditLine: 'J. Doe',
      renditions: renditions.map((one) => ({ ...one, key: `_media/x/${one.file}` })),
    };
    const modified = '2026-11-20T10:00:00.000Z';
    const xml = bodyOf(await print('home', [aCard(5, { image, modified })]), 'feed.xml');
    expect(() => assertWellFormed(xml)).not.toThrow();
    expect(textsOf(xml, 'guid', true)).toEqual(['tag:news.example,2026-11-06:story0005']);
    expect(textsOf(xml, 'pubDate', true)).toEqual(['Fri, 06 Nov 2026 08:00:00 GMT']);
    expect(textsOf(xml, 'lastBuildDate', true)).toEqual(['Fri, 20 Nov 2026 10:00:00 GMT']);
    const elements = elementsOf(xml, true);
    expect(elements.find(({ name }) => name === 'guid')?.attributes).toEqual({
      isPermaLink: 'false',
    });
    expect(elements.find(({ name }) => name === 'media:content')?.attributes).toMatchObject({
      url: 'https://news.example/_media/x/w1280.jpg',
      type: 'image/jpeg',
      width: '1280',
    });
    expect(elements.find(({ name }) => name === 'atom:link')?.attributes).toMatchObject({
      rel: 'self',
      href: 'https://news.example/feed.xml',
    });
  });

  it('is the same to the byte while its stories are', async () => {
    expect(bodyOf(await print('home'), 'feed.xml')).toBe(bodyOf(await print('home'), 'feed.xml'));
  });
});

describe('sitemaps', () => {
  const october = aCard(1, { firstPublished: '2026-10-31T23:00:00.000Z' });
  const edited = aCard(2, { modified: '2026-11-20T10:00:00.000Z' });
  const cards = [october, edited, aCard(3)];

  it('are an index of the months, which says when each last changed', async () => {
    const objects = await print('sitemap', cards);
    expect(objects.map(({ key }) => key)).toEqual(['sitemap-fronts.xml', 'sitemap.xml']);
    for (const { body } of objects) expect(() => assertWellFormed(body.toString())).not.toThrow();
    const index = bodyOf(objects, 'sitemap.xml');
    expect(textsOf(index, 'loc', true)).toEqual([
      'https://news.example/sitemap-fronts.xml',
      'https://news.example/sitemap-2026-11.xml',
      'https://news.example/sitemap-2026-10.xml',
    ]);
    expect(textsOf(index, 'lastmod', true)[0]).toBe('2026-11-20T10:00:00.000Z');
  });

  it('have a part for each month, with the stories first published in it', async () => {
    const objects = await print('month/2026-11', cards);
    expect(objects.map(({ key }) => key)).toEqual(['sitemap-2026-11.xml']);
    const xml = bodyOf(objects, 'sitemap-2026-11.xml');
    expect(() => assertWellFormed(xml)).not.toThrow();
    expect(textsOf(xml, 'loc', true)).toHaveLength(2);
  });

  it('of a site without stories still name its fronts', async () => {
    const objects = await print('sitemap', []);
    expect(textsOf(bodyOf(objects, 'sitemap-fronts.xml'), 'loc', true)).toContain(
      'https://news.example/world/',
    );
  });
});

describe('the site', () => {
  it('has a page for what is not there, kept out of search engines, and a robots.txt', async () => {
    const objects = await print('site');
    expect(bodyOf(objects, '404.html')).toContain('content="noindex"');
    expect(bodyOf(objects, '404.html')).not.toContain('rel="canonical"');
    expect(bodyOf(objects, 'robots.txt')).toContain('Sitemap: https://news.example/sitemap.xml');
  });

  it('knows no other kind of front', async () => {
    await expect(print('constructor/x')).rejects.toThrow(RangeError);
  });
});
