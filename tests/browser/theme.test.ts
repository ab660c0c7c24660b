import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { setTimeout as delay } from 'node:timers/promises';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { renderArticle } from '../../src/workers/render/render-article.ts';
import { hasChromium, openChromium } from '../support/chromium.ts';
import { aStory } from '../support/story-samples.ts';
import { aCard, anArticle, anImage, press } from '../workers/render/support/render-samples.ts';

const axeScript = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
/** How long the network takes for a font here. */
const fontDelayMs = 250;

const paragraphs = (text: string) => `<p>${`${text} `.repeat(12)}</p>`.repeat(6);
const english = 'Officials in the town opened the bridge after ten years, and many came to see it.';
const persian = 'مردم شهر پس از ده سال از روی پل گذشتند و بسیاری برای دیدن آن آمده بودند.';

function articleIn(language: string, words: string): string {
  const story = aStory({
    ...{ language, headline: words, description: words, dateline: 'KABUL' },
    authors: [{ name: 'Jane Doe' }],
    keywords: ['flood', 'river'],
    corrections: [{ at: '2026-11-22T09:30:00Z', text: words }],
    body: `${paragraphs(words)}<h2>${words}</h2><blockquote><p>${words}</p></blockquote>`,
    images: [{ id: 'a', role: 'lead', caption: words, creditLine: 'J. Doe', altText: words }],
  });
  const images = { images: [anImage('a')], missing: [], complete: true };
  const related = [1, 2, 3, 4].map((n) => aCard(n, { language, headline: `${words} ${n}` }));
  return renderArticle(anArticle({ story, images, related })).html;
}

describe.skipIf(!hasChromium())('in a real browser', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openChromium();
  });
  afterAll(() => browser?.close());

  /** Opens a page as the site would serve it, its fonts late. */
  async function show(html: string, options: BrowserContextOptions): Promise<Page> {
    const context = await browser.newContext({ ...options, bypassCSP: true });
    const page = await context.newPage();
    await page.route('**/*', async (route) => {
      const { pathname } = new URL(route.request().url());
      const asset = press.theme.assets.find(({ key }) => `/${key}` === pathname);
      if (pathname === '/') return route.fulfill({ body: html, contentType: 'text/html' });
      if (asset === undefined) return route.abort();
      if (asset.contentType.startsWith('font/')) await delay(fontDelayMs);
      return route.fulfill({ body: asset.body, contentType: asset.contentType });
    });
    await page.goto('https://news.example/', { waitUntil: 'load' });
    await page.evaluate('document.fonts.ready');
    return page;
  }

  test.each([
    ['English', 'light', 390, articleIn('en', english)],
    ['Persian', 'dark', 1280, articleIn('fa-AF', persian)],
  ] as const)(
    'an article in %s has no barrier for readers, in %s at %i pixels',
    async (_language, colorScheme, width, html) => {
      const page = await show(html, { colorScheme, viewport: { width, height: 900 } });
      await page.addScriptTag({ content: await readFile(axeScript, 'utf8') });
      const barriers = await page.evaluate(
        'axe.run().then(({ violations }) => violations.map(({ id, nodes }) => id + " " + nodes[0].html))',
      );
      expect(barriers).toEqual([]);
      await page.context().close();
    },
  );

  test.each([
    ['English', articleIn('en', english)],
    ['Persian', articleIn('fa', persian)],
  ])('nothing on an article in %s moves when its fonts come late', async (_language, html) => {
    const page = await show(html, { viewport: { width: 412, height: 844 } });
    const shift = await page.evaluate(
      `new Promise((done) => new PerformanceObserver((list) => done(
        list.getEntries().reduce((sum, { value }) => sum + value, 0)
      )).observe({ type: 'layout-shift', buffered: true }) || setTimeout(() => done(0), 300))`,
    );
    expect(shift).toBe(0);
    await page.context().close();
  });

  test('words of ten thousand letters widen no page', async () => {
    const page = await show(articleIn('en', 'x'.repeat(10_000)), {
      viewport: { width: 390, height: 844 },
    });
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390);
    await page.context().close();
  });
});
