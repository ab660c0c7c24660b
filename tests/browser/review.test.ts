import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SourceDeclaration } from '../../src/shared/source-declaration.ts';
import { complaintsOf, hasChromium, openChromium } from '../support/chromium.ts';
import { type RunningNewsroom, runningNewsroom } from '../support/running-newsroom.ts';

/** A post of a hacked CMS where there is a corpus; else one like it. */
function hackedPost(): object {
  const seed = join(process.env.DATELINE_CORPUS ?? '', 'seed/at-news-wordpress-post.json');
  if (process.env.DATELINE_CORPUS && existsSync(seed))
    return JSON.parse(readFileSync(seed, 'utf8'));
  console.warn('No DATELINE_CORPUS: a made-up post takes the place of the real one.');
  return {
    ...{ id: 7, status: 'publish', type: 'post', slug: 'libya', date_gmt: '2024-11-03T03:45:00' },
    title: { rendered: 'Expansion in eastern Libya' },
    content: {
      rendered:
        '<div style="position:absolute;left:-9999px"><a href="https://slot.example/">situs toto slot</a></div>' +
        '<p>KABUL – Forces move into eastern Libya, a report says.</p>',
    },
  };
}

const persian = {
  externalId: 'fa',
  language: 'fa',
  headline: 'بازگشایی پل قدیمی هرات',
  body: '<p>پل شهر روز دوشنبه باز شد.</p><p><a href="https://b.example/">slot gacor</a></p>',
};

describe.skipIf(!hasChromium())('the review desk in a real browser', () => {
  let newsroom: RunningNewsroom;
  let browser: Browser;
  let context: BrowserContext;
  beforeAll(async () => {
    [newsroom, browser] = await Promise.all([runningNewsroom(), openChromium()]);
    const { sources } = newsroom.services;
    await sources.add(SourceDeclaration.parse({ id: 'at-news', format: 'wordpress' }));
    context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
    // The one-time link signs the browser in, as it does whoever starts Dateline first.
    await (await context.newPage()).goto(newsroom.signIn);
  });
  afterAll(async () => {
    await browser?.close();
    await newsroom?.close();
  });

  async function held(story: object, source = 'demo'): Promise<string> {
    const { storyId } = await newsroom.submit(story, source);
    await newsroom.until(storyId, 'held');
    return storyId;
  }

  async function open(path: string): Promise<{ page: Page; complaints: string[] }> {
    const page = await context.newPage();
    const complaints = complaintsOf(page);
    await page.goto(`${newsroom.http}${path}`);
    return { page, complaints };
  }

  test('an editor releases a held story without its injected part, and it goes live', async () => {
    const storyId = await held(hackedPost(), 'at-news');
    const { page, complaints } = await open('/desk/review');
    await page.getByRole('link', { name: /Libya/ }).click();
    const hidden = page.locator('.hidden-part');
    expect(await hidden.locator('mark').textContent()).toContain('situs toto slot');
    const finding = page.locator('.findings li', { hasText: 'hides a link' });
    await finding.getByLabel('Cut it out').check();
    await page.getByRole('button', { name: 'Preview it' }).click();
    expect(await page.locator('article').textContent()).not.toContain('situs toto');
    expect(await page.locator('.cuts').textContent()).toContain('situs toto slot');
    await page.getByLabel('Why').fill('Spam was planted; the article is sound.');
    await page.getByRole('button', { name: 'Release it like this' }).click();
    await page.waitForURL('**/desk/review?done=repaired');
    expect(await page.getByRole('status').first().textContent()).toContain('without the parts');

    const live = await newsroom.until(storyId, 'live');
    const text = await newsroom.page(new URL(live.url ?? '').pathname);
    expect(text).toContain('eastern Libya');
    expect(text).not.toMatch(/situs|toto|slot/);
    expect(complaints).toEqual([]);
    await page.close();
  });

  test('without a reason nothing is decided, and what was ticked stays', async () => {
    const storyId = await held({ ...persian, externalId: 'reasonless' });
    const { page } = await open(`/desk/review/${storyId}`);
    await page.getByLabel('False alarm').first().check();
    await page.getByRole('button', { name: 'Reject' }).click();
    expect(await page.getByRole('alert').textContent()).toContain('Say why');
    expect(await page.getByLabel('False alarm').first().isChecked()).toBe(true);
    expect((await newsroom.until(storyId, 'held')).pass).toBe(1);
    await page.close();
  });

  test('whoever comes second is told, and sees how the story stands', async () => {
    const storyId = await held({ ...persian, externalId: 'second' });
    const { page } = await open(`/desk/review/${storyId}`);
    await newsroom.call(`/v1/stories/${storyId}/reject`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ revision: 1, reason: 'spam' }),
    });
    await page.getByLabel(/^Why, in a sentence/).fill('Fine.');
    await page.getByRole('button', { name: 'Release as it is' }).click();
    expect(await page.getByRole('alert').textContent()).toContain('not held');
    expect(await page.locator('article .state').textContent()).toBe('rejected');
    await page.close();
  });

  test.each([390, 1280])('a Persian story reads from the right at %i pixels', async (width) => {
    const storyId = await held({ ...persian, externalId: `fa-${width}` });
    const { page, complaints } = await open(`/desk/review/${storyId}`);
    await page.setViewportSize({ width, height: 900 });
    for (const text of [page.locator('article h1'), page.locator('.body p').first()]) {
      expect(await text.evaluate((element) => element.matches(':dir(rtl)'))).toBe(true);
    }
    expect(
      await page.evaluate('document.documentElement.scrollWidth - window.innerWidth'),
    ).toBeLessThanOrEqual(0);
    expect(complaints).toEqual([]);
    await page.close();
  });

  test('a term is added to a list, and a source is blocked, from the story', async () => {
    const storyId = await held({ ...persian, externalId: 'teach' });
    const { page } = await open(`/desk/review/${storyId}`);
    await page.getByText('Add a term to a list').click();
    await page.getByLabel(/^Term/).fill('slotmania*');
    await page.getByLabel('List').fill('brands');
    await page.locator('form[action$=term]').getByLabel('Why').fill('A new brand.');
    await page.getByRole('button', { name: 'Hold stories with it' }).click();
    expect(await page.locator('.notice').textContent()).toContain('on the list');
    const lists = await (await newsroom.call('/v1/lists')).text();
    expect(lists).toContain('slotmania*');

    await page.getByText('Block the source demo').first().click();
    await page.locator('form[action$=pause]').getByLabel('Why').fill('Hacked.');
    await page.getByRole('button', { name: 'Block demo' }).click();
    expect((await newsroom.services.sources.find('demo'))?.paused?.reason).toBe('Hacked.');
    await page.getByLabel('Why it may send again').fill('Cleaned.');
    await page.getByRole('button', { name: 'Let demo in again' }).click();
    expect((await newsroom.services.sources.find('demo'))?.paused).toBeNull();
    await page.close();
  });
});
