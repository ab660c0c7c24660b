import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type RunningEdge, startEdge } from '../../src/server/edge.ts';
import { wordFiles } from '../../src/workers/render/word-files.ts';
import { hasChromium, openChromium } from '../support/chromium.ts';
import { type TemporaryStores, temporaryStores } from '../support/temporary-archive.ts';
import { frontTools } from '../workers/render/support/list-catalogue.ts';
import { renderFront } from '../workers/render/support/render-front.ts';
import { press } from '../workers/render/support/render-samples.ts';

const PART = 100;
/** The archive, in parts as small as no newsroom's are: 1 has the oldest stories. */
const parts = [7, 6, 5, 4, 3, 2, 1];
const old = 17;

/** What has which word: a flood in the texts of all newer parts, and one in an old headline. */
const inTexts = (number: number): string[] => [
  ...(number > 6 * PART && number <= 6 * PART + 60 ? ['flood'] : []),
  ...(number > 6 * PART + 50 ? ['fifty'] : []),
  ...(number > 6 * PART ? ['common'] : []),
];
const headlineOf = (number: number): string =>
  number === old ? 'The great flood of old' : `Story ${number} of the archive`;

async function* storiesOf(part: number) {
  for (let number = (part - 1) * PART + 1; number <= part * PART; number += 1) {
    const headline = new Set(headlineOf(number).toLowerCase().split(' '));
    yield { number, headline, about: new Set<string>(), body: inTexts(number) };
  }
}

describe.skipIf(!hasChromium())('more results of a search', () => {
  let browser: Browser;
  let stores: TemporaryStores;
  let edge: RunningEdge;
  let page: Page;
  let asked: string[] = [];
  beforeAll(async () => {
    [browser, stores] = await Promise.all([openChromium(), temporaryStores()]);
    page = await browser.newPage({ viewport: { width: 800, height: 600 } });
    page.on('request', (request) => asked.push(new URL(request.url()).pathname));
    edge = await startEdge(stores.site, { host: '127.0.0.1', port: 0 });
    await publish('en');
    for (const part of parts) {
      const files = wordFiles(storiesOf(part), { first: (part - 1) * PART + 1, files: 1 });
      for await (const content of files) await put(`search/part${part}/0.json`, content);
    }
    const numbers = Array.from({ length: parts.length * PART }, (_, at) => at + 1);
    for (let at = 0; at < numbers.length; at += 20) {
      const stories = numbers
        .slice(at, at + 20)
        .map((number) => [number, headlineOf(number), `/${number}/`, '2026-11-26', 'en', 'World']);
      await put(`search/1/stories-${at / 20}.json`, stories);
    }
  });
  afterAll(async () => {
    await browser?.close();
    await edge?.close();
    await stores?.remove();
  });

  const put = (key: string, content: unknown) =>
    stores.site.put(key, JSON.stringify(content), { contentType: 'application/json' });

  async function publish(language: string): Promise<void> {
    const site = { ...press.site, language };
    const tools = {
      ...press,
      site,
      publicUrl: edge.url,
      ...frontTools([]),
      wordsOf: async () => [],
    };
    const objects = [
      ...(await renderFront('site', tools)),
      ...(await renderFront('search', tools)),
    ];
    await Promise.all(
      objects.map(({ key, body, contentType }) => stores.site.put(key, body, { contentType })),
    );
    await put('search/index.json', {
      ...{ schema: 2, size: 1000, storiesPerFile: 20 },
      parts: parts.map((part) => [`part${part}`, 1]),
    });
  }

  const links = () => page.locator('[data-index] a');
  const more = () => page.locator('[data-more]');
  const focused = () => page.evaluate<string>('document.activeElement.textContent');
  const said = () => page.getByRole('status').textContent();
  const partsRead = () => asked.filter((path) => path.includes('/part')).length;

  /** Reads results down to where more may be asked for. */
  async function find(query: string): Promise<void> {
    asked = [];
    await page.goto(`${edge.url}/search/?q=${query}`);
    await links().first().waitFor();
    await expect.poll(down).toBe(true);
  }
  async function down(): Promise<boolean> {
    await page.evaluate('scrollTo(0, document.body.scrollHeight)');
    return more().isVisible();
  }

  test('nothing is read before there is something to search for', async () => {
    asked = [];
    await page.goto(`${edge.url}/search/`);
    await page.evaluate('new Promise(requestAnimationFrame)');
    expect(asked.filter((path) => path.endsWith('.json'))).toEqual([]);
    expect(await more().isVisible()).toBe(false);
  });

  test('an old headline comes first of them, for four parts are read and no others', async () => {
    await find('flood');
    expect(await links().count()).toBe(50);
    expect(await links().last().textContent()).toBe('Story 611 of the archive');
    expect(partsRead()).toBe(4);
    await links().last().focus();
    await page.keyboard.press('Tab');
    expect(await focused()).toBe('Show more');
    await page.keyboard.press('Enter');
    await expect.poll(focused).toBe('The great flood of old');
    expect(partsRead()).toBe(7);
    await expect.poll(() => links().count()).toBe(61);
    expect(await links().last().textContent()).toBe('Story 601 of the archive');
    expect(await more().isVisible()).toBe(false);
    expect(await said()).toBe('');
  });

  test('no part is read where nothing older could come before what is known', async () => {
    await find('archive');
    expect(partsRead()).toBe(4);
    await more().click();
    await expect.poll(focused).toBe('Story 650 of the archive');
    await expect.poll(down).toBe(true);
    expect(await links().count()).toBe(100);
    expect(partsRead()).toBe(4);
    const numbers = (await links().allTextContents()).map((text) => Number(text.split(' ')[1]));
    expect(numbers).toEqual(Array.from({ length: 100 }, (_, at) => 700 - at));
  });

  test('where there are no more, that is said, and the focus stays in the list', async () => {
    await find('fifty');
    await more().press('Enter');
    await expect.poll(said).toBe('There are no more results.');
    expect(await links().count()).toBe(50);
    expect(await more().isVisible()).toBe(false);
    expect(await focused()).toBe('Story 651 of the archive');
    await page.locator('[name=q]').fill('great');
    await expect.poll(() => links().allTextContents()).toEqual(['The great flood of old']);
    expect(await said()).toBe('');
  });

  test('what could not be read is read when they are asked for again', async () => {
    await find('common');
    let isDown = true;
    await page.route('**/part2/**', (route) => (isDown ? route.abort() : route.continue()));
    const refused = page.waitForEvent('requestfailed');
    await more().click();
    await refused;
    await expect.poll(said).toBe('Search does not answer at the moment. Please try again.');
    expect(await more().isVisible()).toBe(true);
    isDown = false;
    await more().click();
    await expect.poll(focused).toBe('Story 650 of the archive');
    expect(await said()).toBe('');
    await page.unroute('**/part2/**');
  });

  test('a reader is told where search does not answer at all', async () => {
    await page.route('**/search/index.json', (route) => route.fulfill({ status: 503 }));
    await page.goto(`${edge.url}/search/?q=common`);
    await expect.poll(said).toBe('Search does not answer at the moment. Please try again.');
    await page.unroute('**/search/index.json');
  });

  test('the button stands where lines begin, in Persian at the right', async () => {
    await publish('fa');
    await find('flood');
    expect(await more().textContent()).toBe('نمایش بیشتر');
    const edges = await page.evaluate<[number, number]>(
      `['[data-more]', '[data-index]'].map((name) => document.querySelector(name).getBoundingClientRect().right)`,
    );
    expect(edges[0]).toBeCloseTo(edges[1], 0);
    await publish('en');
  });
});
