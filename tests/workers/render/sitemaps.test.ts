import { describe, expect, it } from 'vitest';
import { Site } from '../../../src/shared/newsroom.ts';
import { frontTools } from './support/list-catalogue.ts';
import { assertWellFormed, textsOf } from './support/parse-page.ts';
import { renderFront } from './support/render-front.ts';
import { aCard, press, site } from './support/render-samples.ts';

const moment = Date.parse('2026-11-16T12:00:00Z');
const hour = 60 * 60 * 1000;
const aged = (hours: number, n = 1) =>
  aCard(n, { firstPublished: new Date(moment - hours * hour).toISOString() });

async function newsOf(cards: ReturnType<typeof aCard>[], now = moment) {
  const tools = { ...press, ...frontTools(cards), now: () => new Date(now) };
  return (await renderFront('news', tools)).map(({ key, body }) => ({ key, xml: String(body) }));
}

describe('the news sitemap', () => {
  it('has what was first published in the last two days, by its first date', async () => {
    const [map] = await newsOf([aged(49, 1), aged(47, 2), aged(0, 3)]);
    expect(map?.key).toBe('news-sitemap.xml');
    expect(() => assertWellFormed(map?.xml ?? '')).not.toThrow();
    expect(textsOf(map?.xml ?? '', 'news:title', true)).toEqual([
      'Story number 3',
      'Story number 2',
    ]);
    expect(textsOf(map?.xml ?? '', 'news:publication_date', true)[0]).toBe(aged(0).firstPublished);
    expect(textsOf(map?.xml ?? '', 'news:name', true)[0]).toBe('The Test Post');
  });

  it('changes with time, though nothing is published', async () => {
    const cards = [aged(47)];
    const [now, later] = [await newsOf(cards), await newsOf(cards, moment + 2 * hour)];
    expect(textsOf(now[0]?.xml ?? '', 'loc', true)).toHaveLength(1);
    expect(textsOf(later[0]?.xml ?? '', 'loc', true)).toHaveLength(0);
  });

  it.each([
    ['en-GB', 'en'],
    ['fa-AF', 'fa'],
    ['zh-Hant', 'zh-tw'],
    ['zh', 'zh-cn'],
    ['nonsense-', 'en'],
  ])('says of a story in %s that it is in %s', async (language, told) => {
    const [map] = await newsOf([{ ...aged(1), language }]);
    expect(textsOf(map?.xml ?? '', 'news:language', true)).toEqual([told]);
  });

  it('becomes an index of files with a thousand stories each', async () => {
    const files = await newsOf(Array.from({ length: 1001 }, (_, at) => aged(1, at + 1)));
    expect(files.map(({ key }) => key)).toEqual([
      'news-sitemap-1.xml',
      'news-sitemap-2.xml',
      'news-sitemap.xml',
    ]);
    expect(textsOf(files[0]?.xml ?? '', 'news:news', true)).toHaveLength(1000);
    expect(textsOf(files[2]?.xml ?? '', 'loc', true)).toEqual([
      'https://news.example/news-sitemap-1.xml',
      'https://news.example/news-sitemap-2.xml',
    ]);
  });

  it('empties the files that it no longer needs: what they list may be withdrawn', async () => {
    const former = ['news-sitemap-1.xml', 'news-sitemap-2.xml', 'news-sitemap.xml'];
    const tools = {
      ...{ ...press, ...frontTools([aged(1)]), now: () => new Date(moment) },
      formerKeys: async () => former,
    };
    const files = await renderFront('news', tools);
    expect(files.map(({ key }) => key).toSorted()).toEqual(former);
    const listed = files.map(({ body }) => textsOf(String(body), 'loc', true).length);
    expect(listed).toEqual([1, 0, 0]);
  });
});

describe('the sitemap of fronts', () => {
  it('has the pages of the site, topics worth following, and the newsroom’s authors', async () => {
    const own = Site.parse({ ...site, pages: [{ slug: 'about', title: 'About us', text: 'x' }] });
    const cards = [1, 2, 3].map((n) =>
      aCard(n, {
        keywords: n === 1 ? ['Rivers', 'Dams'] : ['Rivers', 'سد'],
        authors: [{ name: 'Jane Doe' }],
      }),
    );
    const objects = await renderFront('sitemap', { ...press, site: own, ...frontTools(cards) });
    const map = objects.find(({ key }) => key === 'sitemap-fronts.xml');
    expect(textsOf(String(map?.body), 'loc', true).map((url) => new URL(url).pathname)).toEqual([
      '/',
      '/world/',
      '/economy/',
      '/about/',
      '/tags/rivers/',
      '/authors/jane-doe/',
    ]);
  });
});

describe('a month with more stories than a file may hold', () => {
  it('has more files, and the index names them all', async () => {
    const card = aCard(1);
    const many = {
      ...frontTools([]).catalogue,
      async *all() {
        for (let n = 0; n < 40_001; n += 1) yield card;
      },
    };
    const tools = { ...press, ...frontTools([]), catalogue: many };
    const months = await renderFront('month/2026-11', tools);
    expect(months.map(({ key }) => key)).toEqual(['sitemap-2026-11.xml', 'sitemap-2026-11-2.xml']);
    expect(Buffer.byteLength(String(months[0]?.body))).toBeLessThan(50_000_000);
    const catalogue = {
      ...frontTools([]).catalogue,
      fronts: async () => [{ front: 'month/2026-11', stories: 40_001 }],
    };
    const [, index] = await renderFront('sitemap', { ...press, ...frontTools([]), catalogue });
    expect(String(index?.body)).toContain('sitemap-2026-11-2.xml');
  });
});
