import type { Browser } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasChromium, openChromium } from '../support/chromium.ts';
import { type RunningNewsroom, runningNewsroom } from '../support/running-newsroom.ts';

describe.skipIf(!hasChromium())('where a picture may not be seen', () => {
  let newsroom: RunningNewsroom;
  let browser: Browser;
  let path: string;
  beforeAll(async () => {
    [newsroom, browser] = await Promise.all([runningNewsroom(), openChromium()]);
    const lead = await photograph(2000, 1300);
    const inline = await photograph(900, 1200);
    const { storyId } = await newsroom.submit({
      externalId: 'refused-1',
      headline: 'A bridge opens after ten years',
      body: '<p>The bridge over the river opened today.</p><p>Many came.</p>',
      images: [
        {
          ...{ data: lead, role: 'lead', altText: 'A bridge in the morning sun' },
          ...{ caption: 'The bridge at dawn. RUSSIA OUT', creditLine: 'J. Doe/Pool' },
        },
        {
          ...{ data: inline, altText: 'A woman on a bicycle' },
          ...{ caption: 'The first cyclist. RUSSIA OUT', creditLine: 'J. Doe/Pool' },
        },
      ],
    });
    path = new URL((await newsroom.until(storyId, 'live')).url ?? '').pathname;
  });
  afterAll(async () => {
    await browser?.close();
    await newsroom?.close();
  });

  async function seenFrom(country: string, width: number) {
    const page = await browser.newPage({
      viewport: { width, height: 900 },
      extraHTTPHeaders: { 'X-Country': country },
    });
    await page.goto(`${newsroom.site}${path}`, { waitUntil: 'load' });
    // Those further down are fetched when they are looked at: each has come, or is refused.
    for (const picture of await page.locator('figure img').all()) {
      await picture.scrollIntoViewIfNeeded();
      await picture.evaluate(
        `(img) => { img.loading = 'eager'; return img.decode().catch(() => undefined); }`,
      );
    }
    const boxes = [];
    for (const place of await page.locator('figure img, figcaption, .story-foot').all()) {
      boxes.push(await place.boundingBox());
    }
    const widths = await page
      .locator('figure img')
      .evaluateAll((all) => all.map((img) => Number(Reflect.get(img, 'naturalWidth')) > 0));
    await page.evaluate('scrollTo(0, 0)');
    const screenshot = await page.locator('figure').first().screenshot();
    const sizes = boxes.map((box) => [box?.width ?? 0, box?.height ?? 0]);
    const text = await page.locator('main').textContent();
    await page.close();
    return { sizes, isShown: widths, text, screenshot };
  }

  test.each([390, 1280])(
    'nothing shifts, and caption and credit are read, at %i pixels',
    async (width) => {
      const elsewhere = await seenFrom('DE', width);
      const there = await seenFrom('RU', width);
      expect([elsewhere.isShown, there.isShown]).toEqual([
        [true, true],
        [false, false],
      ]);
      // A rendition's own shape differs by a fraction of a pixel.
      const shifts = there.sizes.flat().map((size, at) => size - (elsewhere.sizes.flat()[at] ?? 0));
      expect(shifts.filter((shift) => Math.abs(shift) >= 1)).toEqual([]);
      for (const words of ['The bridge at dawn.', 'The first cyclist.', 'J. Doe/Pool']) {
        expect(there.text).toContain(words);
      }
      expect(there.text).not.toContain('RUSSIA');
      // The words in the place of the picture: no blank box.
      const { channels } = await sharp(there.screenshot).extract(wordsIn(width)).stats();
      expect(Math.max(...channels.map(({ stdev }) => stdev))).toBeGreaterThan(5);
    },
  );
});

const wordsIn = (width: number) => ({
  left: 0,
  top: 0,
  width: Math.min(300, width - 90),
  height: 40,
});

async function photograph(width: number, height: number): Promise<string> {
  const picture = sharp({ create: { width, height, channels: 3, background: '#468' } });
  return (await picture.jpeg().toBuffer()).toString('base64');
}
