import type { Browser, Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { complaintsOf, hasChromium, openChromium } from '../support/chromium.ts';
import { patiently } from '../support/patiently.ts';
import { type RunningNewsroom, runningNewsroom } from '../support/running-newsroom.ts';

describe.skipIf(!hasChromium())('in a real browser', () => {
  let newsroom: RunningNewsroom;
  let browser: Browser;
  let path: string;
  beforeAll(async () => {
    [newsroom, browser] = await Promise.all([runningNewsroom(), openChromium()]);
    const picture = sharp({
      create: { width: 2000, height: 1300, channels: 3, background: '#468' },
    });
    const data = (await picture.jpeg().toBuffer()).toString('base64');
    const { storyId } = await newsroom.submit({
      externalId: 'browser-1',
      headline: 'A bridge opens <after> ten years',
      body: '<p>BERLIN – The bridge over the river opened today.</p><p>Many came.</p>',
      authors: [{ name: 'Mina Karimi', bio: 'Reports on cities.' }],
      images: [
        { data, caption: 'The bridge at dawn', creditLine: 'J. Doe/Pool', altText: 'A bridge' },
      ],
    });
    const live = await newsroom.until(storyId, 'live');
    path = new URL(live.url ?? '').pathname;
    for (const front of ['/', '/world/']) {
      await patiently(async () =>
        (await newsroom.page(front)).includes(path) ? {} : `is not on ${front} yet`,
      );
    }
  });
  afterAll(async () => {
    await browser?.close();
    await newsroom?.close();
  });

  /** Opens a page of the site and collects whatever the browser complains of. */
  async function open(
    address: string,
    width: number,
  ): Promise<{ page: Page; complaints: string[] }> {
    const page = await browser.newPage({ viewport: { width, height: 900 } });
    const complaints = complaintsOf(page);
    page.on('requestfailed', (request) => {
      // A reader who goes on before a picture further down has come breaks that off.
      const isLeft = request.failure()?.errorText === 'net::ERR_ABORTED';
      if (!isLeft) complaints.push(`failed: ${request.url()}`);
    });
    await page.goto(`${newsroom.site}${address}`, { waitUntil: 'load' });
    return { page, complaints };
  }

  test.each([390, 1280])(
    'an article shows its picture, caption, credit and text at %i pixels',
    async (width) => {
      const { page, complaints } = await open(path, width);
      expect(await page.locator('h1').textContent()).toBe('A bridge opens <after> ten years');
      const picture = page.locator('figure img').first();
      expect(await picture.evaluate((img) => Reflect.get(img, 'naturalWidth'))).toBeGreaterThan(
        300,
      );
      const caption = await page.locator('figcaption').first().textContent();
      expect(caption).toContain('The bridge at dawn');
      expect(caption).toContain('J. Doe/Pool');
      const text = await page.locator('main').textContent();
      for (const shown of ['BERLIN', 'The bridge over the river opened', 'Mina Karimi']) {
        expect(text).toContain(shown);
      }
      expect(await overflow(page)).toBe(0);
      expect(complaints).toEqual([]);
      await page.close();
    },
  );

  test('a reader comes from the home page to the article and back by its breadcrumb', async () => {
    const { page, complaints } = await open('/', 390);
    await page
      .getByRole('link', { name: /A bridge opens/ })
      .first()
      .click();
    await page.waitForURL(`**${path}`);
    await page.getByRole('link', { name: 'World' }).first().click();
    await page.waitForURL('**/world/');
    expect(await page.getByRole('link', { name: /A bridge opens/ }).count()).toBeGreaterThan(0);
    expect(await overflow(page)).toBe(0);
    expect(complaints).toEqual([]);
    await page.close();
  });

  test('a wrong address leads to a page that says so, with a way home', async () => {
    const { page } = await open('/world/nothing-here/', 390);
    expect(await page.getByRole('link', { name: 'The Testing Times' }).count()).toBeGreaterThan(0);
    await page.close();
  });
});

/** How many pixels wider than its window a page is. */
const overflow = (page: Page): Promise<unknown> =>
  page.evaluate('document.documentElement.scrollWidth - window.innerWidth');
