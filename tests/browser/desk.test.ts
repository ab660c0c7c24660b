import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { InvalidStory, Throttled } from '../../src/shared/errors.ts';
import { complaintsOf, hasChromium, openChromium } from '../support/chromium.ts';
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
  let isStriking = false;
  beforeAll(async () => {
    [newsroom, browser] = await Promise.all([runningNewsroom(), openChromium()]);
    const { archive } = newsroom.services;
    const { putStage } = archive;
    archive.putStage = async (document, options) => {
      if (isBroken && document.stage === 'render') throw new InvalidStory('No such template: 17');
      if (isStriking && document.stage === 'render') throw new Throttled('ink is scarce', 60_000);
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
    const complaints = complaintsOf(page);
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
    await page.locator('.moves li', { hasText: 'moderation: approved' }).waitFor();
    await page.getByRole('navigation').getByRole('link', { name: 'Stories' }).click();
    await page.getByRole('searchbox').fill('bridge');
    await page.getByRole('button', { name: 'Find' }).click();
    await page.getByRole('link', { name: 'A bridge' }).click();
    expect(await page.locator('h1').textContent()).toBe(`A bridge ${hostile}`);
    await page.locator('.standing', { hasText: 'Live for' }).waitFor();
    await page.locator('#timeline tbody tr').nth(3).waitFor();
    await page.getByRole('link', { name: 'Ask the edge' }).click();
    expect(await page.locator('#site .notice').textContent()).toMatch(/^(\d+) of \1 objects/);
    await page.locator('#revisions').getByRole('link', { name: 'as received' }).click();
    expect(await page.locator('pre.raw').textContent()).toContain('onerror');
    expect(await page.title()).not.toBe('1');
    // What made no revision can be looked at too.
    await newsroom.submit({ ...text(`A bridge ${hostile}`), keywords: [] });
    await page.getByRole('link', { name: 'The story' }).click();
    const unchanged = page.locator('#timeline tr', { hasText: 'unchanged' });
    await unchanged.getByRole('link', { name: 'As received' }).click();
    expect(await page.locator('pre.raw').textContent()).toContain('"keywords":[]');
    expect(complaints).toEqual([]);
    await page.close();
  });

  test('a page that cannot be kept up to date says so, and comes back by itself', async () => {
    const page = await context.newPage();
    await page.clock.install();
    const refused = { status: 503, body: 'Come back later' };
    await page.route('**/v1/events', (route) => route.fulfill(refused));
    await page.goto(`${newsroom.http}/desk`);
    await page.route('**/desk', (route) => route.abort());
    await page.clock.fastForward(10_000);
    const stale = page.locator('main > #stale');
    await stale
      .filter({ hasText: /cannot be reached. This is how things stood at \d\d:/ })
      .waitFor();
    await page.unrouteAll();
    await page.clock.fastForward(20_000);
    await stale.waitFor({ state: 'detached' });
    await newsroom.submit(text('After the break'));
    await page.locator('.moves li', { hasText: 'After the break' }).first().waitFor();
    await page.route('**/desk', (route) => route.fulfill({ status: 401, body: 'Sign in' }));
    await page.clock.fastForward(10_000);
    await stale.filter({ hasText: 'You are signed out' }).waitFor();
    await page.close();
  });

  test('a held story that is released becomes live on the page that somebody has open', async () => {
    const { storyId } = await newsroom.submit(text('The market', planted));
    await newsroom.until(storyId, 'held');
    const { page, complaints } = await open(`/desk/stories/${storyId}`);
    expect(await page.locator('.standing').textContent()).toContain(
      'Not live because it has been held',
    );
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

  test('a story that must come back later says why, and when', async () => {
    isStriking = true;
    const { storyId } = await newsroom.submit(text('No ink today'));
    const { page } = await open(`/desk/stories/${storyId}`);
    await page
      .locator('.standing')
      .filter({ hasText: /asked for patience: ink is scarce; next: render looks again in \d+ s/ })
      .waitFor();
    isStriking = false;
    await page.close();
  });

  test('all that failed of one cause are retried together, and who watches sees what became of them', async () => {
    isBroken = true;
    const broken = await Promise.all(
      [1, 2, 3].map((at) => newsroom.submit(text(`Broken story number ${at}`))),
    );
    for (const { storyId } of broken) await newsroom.until(storyId, 'failed');
    isBroken = false;
    const { page, complaints } = await open('/desk/failures');
    const group = page.locator('.failure', { hasText: 'No such template' });
    expect(await group.locator('.count').textContent()).toBe('3');
    await group.getByLabel('Why').fill('The theme is mended.');
    await group.getByRole('button', { name: 'Retry all 3' }).click();
    await page.locator('#progress', { hasText: '3 of 3 dealt with, 3 done' }).waitFor();
    await page.locator('#became', { hasText: '3 live' }).waitFor();
    expect(complaints).toEqual([]);
    await page.close();
  });

  test('a viewer sees no button, and is refused by the door behind it', async () => {
    const { storyId } = await newsroom.submit(text('For viewers to read'));
    await newsroom.until(storyId, 'live');
    const made = await newsroom.call('/v1/tokens', {
      ...{ method: 'POST', headers: { 'content-type': 'application/json' } },
      body: JSON.stringify({ name: 'reader', role: 'viewer' }),
    });
    const { token } = Object(await made.json());
    const viewer = await browser.newContext({
      extraHTTPHeaders: { authorization: `Bearer ${token}` },
    });
    const page = await viewer.newPage();
    await page.goto(`${newsroom.http}/desk/stories/${storyId}`);
    expect(await page.locator('#act').textContent()).toContain('nothing for you to do');
    expect(await page.getByRole('navigation').getByText('Bulk').count()).toBe(0);
    expect((await page.goto(`${newsroom.http}/desk/bulk`))?.status()).toBe(403);
    const form = { revision: '1', reason: 'x' };
    const answer = await viewer.request.post(`${newsroom.http}/desk/stories/${storyId}/withdraw`, {
      form,
    });
    expect(answer.status()).toBe(403);
    expect((await newsroom.until(storyId, 'live')).state).toBe('live');
    await viewer.close();
  });
});
