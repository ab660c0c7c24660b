import type { Redis } from 'ioredis';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openQueues, type Queues } from '../../src/queues/queues.ts';
import { type RunningEdge, startEdge } from '../../src/server/edge.ts';
import type { Card } from '../../src/shared/archive/publication.ts';
import { connectRedis } from '../../src/shared/redis.ts';
import { bodyWords } from '../../src/workers/render/story-words.ts';
import { hasChromium, openChromium } from '../support/chromium.ts';
import { patiently } from '../support/patiently.ts';
import { quietLog } from '../support/quiet-log.ts';
import { type RunningNewsroom, runningNewsroom } from '../support/running-newsroom.ts';
import { type TemporaryStores, temporaryStores } from '../support/temporary-archive.ts';
import { frontTools } from '../workers/render/support/list-catalogue.ts';
import { renderFront } from '../workers/render/support/render-front.ts';
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
const everything = Object.fromEntries(Array.from({ length: 11 }, (_, part) => [part, 'x']));
/** What stands in texts alone, by number; the others have filler. */
const texts: Readonly<Record<string, string>> = {
  story0007: 'A heron over the summit, the EU says.',
  story0950: 'Two herons.',
  story3000: 'Nobody saw a kingfisher.',
  story3001: 'A kingfisher in the rain, in Europe.',
  story3003: '北京市长说，日本語 والملكية',
};
const wordsOf = async ({ storyId }: Card): Promise<string[]> => bodyWords(texts[storyId] ?? 'text');

let browser: Browser;
beforeAll(async () => {
  if (hasChromium()) browser = await openChromium();
});
afterAll(() => browser?.close());

describe.skipIf(!hasChromium())('search in a real browser', () => {
  let stores: TemporaryStores;
  let edge: RunningEdge;
  let page: Page;
  const complaints: string[] = [];
  beforeAll(async () => {
    stores = await temporaryStores();
    edge = await startEdge(stores.site, { host: '127.0.0.1', port: 0 });
    const tools = {
      ...press,
      publicUrl: edge.url,
      ...frontTools(cards, everything),
      wordsOf,
    };
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
    await page?.close();
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
    ['heron', ['Story number 7', 'Story number 950']],
    ['kingfisher rain', ['Rain']],
    ['kingfisher', ['Rain', 'Climate summit <b>opens</b> in Zürich']],
    ['summit', ['Climate summit <b>opens</b> in Zürich', 'Story number 7']],
    ['eu', ['Story number 7']],
    ['北京', ['Горбачёв и река']],
    ['والمل', ['Горбачёв и река']],
    ['وال', []],
    ['"><img src=x onerror=alert(1)>', []],
  ])('%s finds, headlines first and then the newest', async (query, headlines) => {
    expect(await find(query)).toEqual(headlines);
  });

  test('says where nothing is found, and the browser has nothing to complain of', async () => {
    await find('nothingatall');
    expect(await page.locator('[data-none]').textContent()).not.toBe('');
    expect(complaints).toEqual([]);
  });

  test('shows more results as the reader comes to the end of them, up to fifty', async () => {
    const requests: string[] = [];
    page.on('request', (request) => requests.push(request.url()));
    await find('story');
    await expect.poll(() => page.locator('[data-index] li').count()).toBeGreaterThan(9);
    expect(requests.filter((url) => url.includes('/stories-')).length).toBeLessThan(3);
    await expect
      .poll(async () => {
        await page.evaluate('scrollTo(0, document.body.scrollHeight)');
        return page.locator('[data-index] li').count();
      })
      .toBe(50);
    const found = await page.locator('[data-index] a').allTextContents();
    expect(found.at(0)).toBe('Story number 1001');
    expect(found.at(-1)).toBe('Story number 952');
  });

  test('leads to the story', async () => {
    await find('summit');
    const link = page.locator('[data-index] a').first();
    expect(await link.getAttribute('href')).toBe(cards.at(-4)?.path);
  });
});

describe.skipIf(!hasChromium())('search of a running newsroom', () => {
  let newsroom: RunningNewsroom;
  let queues: Queues;
  let client: Redis;
  beforeAll(async () => {
    newsroom = await runningNewsroom();
    client = connectRedis(newsroom.redis.url, { profile: 'hasty', log: quietLog });
    queues = openQueues(client);
    await newsroom.page('/search/');
  });
  afterAll(async () => {
    await queues?.close();
    client?.disconnect();
    await newsroom?.close();
  });

  async function publish(body: string, more: object = {}): Promise<void> {
    const story = { externalId: 'ferry', headline: 'News from the harbour', body, ...more };
    const { storyId } = await newsroom.submit(story);
    const version = 'version' in more ? Number(more.version) : 1;
    await patiently(async () => {
      const { state, live } = await newsroom.until(storyId, 'live', 'withdrawn');
      return state === 'withdrawn' || live?.revision === version ? {} : `is still ${state}`;
    });
    // Readers wait a minute for it.
    await queues.sendFront({ kind: 'front', front: 'search' }, 'now');
    await patiently(async () =>
      (await newsroom.services.catalogue.dirtyFronts()).includes('search') ? 'is not made' : {},
    );
  }

  /** As a reader who comes for the first time. */
  async function find(query: string): Promise<string[]> {
    const reader = await browser.newContext();
    const page = await reader.newPage();
    await page.goto(`${newsroom.site}/search/?q=${query}`);
    await page.locator('[data-index] li a, [data-none]:not(:empty)').first().waitFor();
    const found = await page.locator('[data-index] a').allTextContents();
    await reader.close();
    return found;
  }

  test('a story is found by a word of its text alone, as long as it has the word and is live', async () => {
    await publish('<p>The <em>Cormorant</em> sails on Monday.</p>');
    expect(await find('cormorant')).toEqual(['News from the harbour']);
    await publish('<p>The Pelican sails on Monday.</p>', { version: 2 });
    expect(await find('cormorant')).toEqual([]);
    expect(await find('pelican')).toEqual(['News from the harbour']);
    await publish('<p>The Pelican sails on Monday.</p>', { version: 3, status: 'canceled' });
    expect(await find('pelican')).toEqual([]);
  });
});
