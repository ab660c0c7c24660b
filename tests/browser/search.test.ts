import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type RunningEdge, startEdge } from '../../src/server/edge.ts';
import { renderFront } from '../../src/workers/render/fronts.ts';
import { hasChromium, openChromium } from '../support/chromium.ts';
import { type TemporaryStores, temporaryStores } from '../support/temporary-archive.ts';
import { frontTools } from '../workers/render/support/list-catalogue.ts';
import { aCard, press } from '../workers/render/support/render-samples.ts';

const filler = Array.from({ length: 1001 }, (_, at) => aCard(at + 1));
const cards = [
  aCard(2000, { headline: 'Old: dam in the north', description: 'Climate.' }),
  ...filler,
  aCard(3000, { headline: 'Climate summit <b>opens</b> in Zürich' }),
  aCard(3001, { headline: 'Rain', description: 'What the climate does.' }),
  aCard(3002, { headline: 'والي كابل در بارهٔ آب سخن گفت', language: 'fa' }),
  aCard(3003, { headline: 'Горбачёв и река', language: 'ru' }),
];

describe.skipIf(!hasChromium())('search in a real browser', () => {
  let stores: TemporaryStores;
  let edge: RunningEdge;
  let browser: Browser;
  let page: Page;
  const complaints: string[] = [];
  beforeAll(async () => {
    [stores, browser] = await Promise.all([temporaryStores(), openChromium()]);
    edge = await startEdge(stores.site, { host: '127.0.0.1', port: 0 });
    const tools = { ...press, publicUrl: edge.url, ...frontTools(cards, { front: 'x', 1: 'y' }) };
    const objects = [
      ...(await renderFront('site', tools)),
      ...(await renderFront('search', tools)),
    ];
    await Promise.all(
      objects.map(({ key, body, contentType }) => stores.site.put(key, body, { contentType })),
    );
    page = await browser.newPage();
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
    });
  });
  afterAll(async () => {
    await browser?.close();
    await edge?.close();
    await stores?.remove();
  });

  async function find(query: string): Promise<string[]> {
    await page.goto(`${edge.url}/search/?q=${encodeURIComponent(query)}`);
    const shown = page.locator('[data-index] li a, [data-none]:not(:empty)');
    await shown.first().waitFor();
    return page.locator('[data-index] a').allTextContents();
  }

  test.each([
    ['climate', ['Climate summit <b>opens</b> in Zürich', 'Rain', 'Old: dam in the north']],
    ['CLIM zuri', ['Climate summit <b>opens</b> in Zürich']],
    ['dam north', ['Old: dam in the north']],
    ['کابل', ['والي كابل در بارهٔ آب سخن گفت']],
    ['والی', ['والي كابل در بارهٔ آب سخن گفت']],
    ['горбачев', ['Горбачёв и река']],
    ['"><img src=x onerror=alert(1)>', []],
  ])('%s finds, headlines first and then the newest', async (query, headlines) => {
    expect(await find(query)).toEqual(headlines);
  });

  test('says where nothing is found, and the browser has nothing to complain of', async () => {
    await find('nothingatall');
    expect(await page.locator('[data-none]').textContent()).not.toBe('');
    expect(complaints).toEqual([]);
  });

  test('leads to the story', async () => {
    await find('summit');
    const link = page.locator('[data-index] a').first();
    expect(await link.getAttribute('href')).toBe(cards.at(-4)?.path);
  });
});
