import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { InvalidStory } from '../../src/shared/errors.ts';
import { hasChromium, openChromium } from '../support/chromium.ts';
import { type RunningNewsroom, runningNewsroom } from '../support/running-newsroom.ts';

const planted =
  '<div style="position:absolute;left:-9999px"><a href="https://slot.example/">situs toto slot</a></div>' +
  '<p>KABUL – Prices rose by a tenth, traders said on Monday.</p>';
const hostile = '<img src=x onerror="document.title=1">';

describe.skipIf(!hasChromium())('the desk in a real browser', () => {
  let newsroom: RunningNewsroom;
  let browser: Browser;
  let context: BrowserContext;
  let isBroken = false;
  beforeAll(async () => {
    [newsroom, browser] = await Promise.all([runningNewsroom(), openChromium()]);
    const { archive } = newsroom.services;
    const { putStage } = archive;
    archive.putStage = async (document, options) => {
      if (isBroken && document.stage === 'render') throw new InvalidStory('No such template: 17');
      return putStage(document, options);
    };
    context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
    await (await context.newPage()).goto(newsroom.signIn);
  });
  afterAll(async () => {
    await browser?.close();
    await newsroom?.close();
  });

  async function open(path: string): Promise<{ page: Page; complaints: string[] }> {
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
    });
    await page.goto(`${newsroom.http}${path}`);
    return { page, complaints };
  }
  const text = (headline: string, body = '<p>The bridge opened today.</p>') => ({
    ...{ externalId: headline.slice(0, 80), headline, body },
  });

  test('a story passes the stages before the eyes of who watches, and is found and opened', async () => {
    const { page, complaints } = await open('/desk');
    await newsroom.submit(text(`A bridge ${hostile}`));
    const moved = page.locator('.moves li', { hasText: 'publish: live' });
    await moved.waitFor();
    expect(await moved.locator('a').textContent()).toBe(`A bridge ${hostile}`);
    expect(await page.locator('.moves li', { hasText: 'moderation: approved' }).count()).toBe(1);
    await page.getByRole('navigation').getByRole('link', { name: 'Stories' }).click();
    await page.getByRole('searchbox').fill('bridge');
    await page.getByRole('button', { name: 'Find' }).click();
    await page.getByRole('link', { name: 'A bridge' }).click();
    expect(await page.locator('h1').textContent()).toBe(`A bridge ${hostile}`);
    expect(await page.locator('.standing').textContent()).toContain('Live for');
    expect(await page.locator('#timeline tbody tr').count()).toBeGreaterThanOrEqual(4);
    await page.getByRole('link', { name: 'Ask the edge' }).click();
    expect(await page.locator('#site .notice').textContent()).toMatch(/^(\d+) of \1 objects/);
    await page.getByRole('link', { name: 'as received' }).click();
    expect(await page.locator('pre.raw').textContent()).toContain('onerror');
    expect(await page.title()).not.toBe('1');
    expect(complaints).toEqual([]);
    await page.close();
  });

  test('a held story that is released becomes live on the page that somebody has open', async () => {
    const { storyId } = await newsroom.submit(text('The market', planted));
    await newsroom.until(storyId, 'held');
    const { page, complaints } = await open(`/desk/stories/${storyId}`);
    expect(await page.locator('.standing').textContent()).toContain('Not live because it is held');
    const review = await context.newPage();
    await review.goto(`${newsroom.http}/desk/stories/${storyId}`);
    await review.getByRole('link', { name: /Review it/ }).click();
    await review.getByLabel('Cut it out').first().check();
    await review.getByLabel('Why', { exact: false }).first().fill('Spam was planted.');
    await review.getByRole('button', { name: 'Release without' }).click();
    await page.locator('.standing', { hasText: 'Live for' }).waitFor();
    expect(complaints).toEqual([]);
    await Promise.all([page.close(), review.close()]);
  });

  test('a failed story is retried, with a reason, and goes on from the stage that failed', async () => {
    isBroken = true;
    const { storyId } = await newsroom.submit(text('The theme is broken'));
    await newsroom.until(storyId, 'failed');
    isBroken = false;
    const { page } = await open(`/desk/stories/${storyId}`);
    expect(await page.locator('.standing').textContent()).toContain('No such template: 17');
    await page.getByLabel('Why, in a sentence').fill('The theme is mended.');
    await page.getByRole('button', { name: 'Retry' }).click();
    await page.locator('.standing', { hasText: 'Live for' }).waitFor();
    expect((await newsroom.until(storyId, 'live')).pass).toBe(1);
    await page.close();
  });
});
