import type { Browser, BrowserContext } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasChromium, openChromium } from '../support/chromium.ts';
import { patiently } from '../support/patiently.ts';
import { type RunningNewsroom, runningNewsroom } from '../support/running-newsroom.ts';

describe.skipIf(!hasChromium())('the lists of the desk in a real browser', () => {
  let newsroom: RunningNewsroom;
  let browser: Browser;
  let context: BrowserContext;
  beforeAll(async () => {
    [newsroom, browser] = await Promise.all([runningNewsroom(), openChromium()]);
    context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
    await (await context.newPage()).goto(newsroom.signIn);
  });
  afterAll(async () => {
    await browser?.close();
    await newsroom?.close();
  });

  test('an editor mends a fault where it is, tries the list, saves it, and it holds stories', async () => {
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on('console', (message) => {
      // The refusal itself is told there too.
      if (message.type() === 'error' && !/status of 422/.test(message.text()))
        complaints.push(message.text());
    });
    await page.goto(`${newsroom.http}/desk/lists`);
    await page.getByRole('link', { name: 'Make a new list' }).click();
    const text = page.getByLabel('The list, in the form');
    await text.fill('name: Brands\naction: hodl\nterms:\n  - zorbo*\n');
    await page.getByLabel('Name: lower-case').fill('brands');
    await page.getByLabel('Why, in a sentence').fill('Seen in comments');
    await page.getByRole('button', { name: 'Save the list' }).click();
    // On a phone, what is wrong comes into view; nobody has to look for it.
    await page.setViewportSize({ width: 390, height: 700 });
    await page.getByRole('button', { name: 'Save the list' }).click();
    const told = page.getByRole('heading', { name: 'Not saved: a fault' });
    await expect.poll(async () => (await told.boundingBox())?.y ?? 1e4).toBeLessThan(600);
    await page.getByRole('link', { name: 'Line 2, column 9' }).press('Enter');
    const caret = await text.evaluate((area) => Reflect.get(area, 'selectionStart'));
    expect(caret).toBe('name: Brands\naction: '.length);
    await page.keyboard.press('Delete');
    await text.fill('name: Brands\naction: hold\nterms:\n  - zorbo*\n');
    await page.getByLabel('Or a text of your own').fill('The Zorbo77 shop');
    await page.getByRole('button', { name: 'What would it find in this?' }).click();
    expect(await page.locator('#trial mark').textContent()).toContain('Zorbo');
    expect(await page.getByLabel('Why, in a sentence').inputValue()).toBe('Seen in comments');
    await page.getByRole('button', { name: 'Save the list' }).click();
    await page.waitForURL('**/desk/lists/brands?done=saved*');
    expect(await page.locator('.similar').textContent()).toContain('Added: zorbo*');
    expect(complaints).toEqual([]);
    await patiently(async () => {
      const body = '<p>News of the day, and of zorbo77.</p>';
      const story = { externalId: String(performance.now()), headline: 'A report', body };
      const { storyId } = await newsroom.submit(story);
      const { state } = await newsroom.until(storyId, 'held', 'live');
      return state === 'held' ? {} : `is ${state}`;
    });
  });
});
