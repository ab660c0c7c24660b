import { join } from 'node:path';
import axe from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { keys } from '../../src/shared/archive/keys.ts';
import { InvalidStory } from '../../src/shared/errors.ts';
import { complaintsOf, hasChromium, openChromium } from '../support/chromium.ts';
import { listKeys } from '../support/list-keys.ts';
import { patiently } from '../support/patiently.ts';
import { type RunningNewsroom, runningNewsroom } from '../support/running-newsroom.ts';

/** Where pictures of the pages are left for people to look at. */
const shots = process.env.DATELINE_SCREENSHOTS;
const MOST_BYTES = 60_000;
/** In whatever a source may say: it must be read, and nothing else. */
const hostile = '"><img src=x onerror="document.title=1"><script>document.title=2</script>';
const planted =
  '<div style="position:absolute;left:-9999px"><a href="https://slot.example/">situs toto slot</a></div>' +
  '<p>KABUL – Prices rose by a tenth, traders said on Monday.</p>';

describe.skipIf(!hasChromium())('every page of the desk', () => {
  let newsroom: RunningNewsroom;
  let browser: Browser;
  const ids = { live: '', held: '', failed: '', bulk: '', submission: '' };
  beforeAll(async () => {
    [newsroom, browser] = await Promise.all([runningNewsroom(), openChromium()]);
    const { archive } = newsroom.services;
    const { putStage } = archive;
    archive.putStage = async (document, options) => {
      if (document.storyId === ids.failed && document.stage === 'render') {
        throw new InvalidStory(`No such template: ${hostile}`);
      }
      return putStage(document, options);
    };
    const pixels = { width: 900, height: 600, channels: 3, background: '#468' } as const;
    const data = (await sharp({ create: pixels }).jpeg().toBuffer()).toString('base64');
    const bridge = { externalId: 'bridge', headline: 'A bridge opens in Kabul after ten years' };
    const images = [
      { data, caption: 'The bridge at dawn', creditLine: 'J. Doe', altText: 'A bridge' },
    ];
    const say = (text: string) =>
      `<p>KABUL – The bridge over the river ${text}.</p><p>Many came.</p>`;
    const first = await newsroom.submit({ ...bridge, images, version: 1, body: say('opened') });
    ids.live = first.storyId;
    await newsroom.until(ids.live, 'live');
    const second = { ...bridge, images, version: 2, body: say('opened at noon') };
    await newsroom.submit(second);
    const said = { description: hostile, byline: hostile, keywords: [hostile], dateline: 'KABUL' };
    const market = { ...said, externalId: `market ${hostile}`, headline: `The market ${hostile}` };
    const sent = await newsroom.call('/hooks/demo', {
      method: 'POST',
      headers: {
        ...{ 'content-type': 'application/json', 'idempotency-key': hostile.replaceAll(' ', '/') },
        ...{ 'user-agent': hostile, 'x-request-id': hostile, traceparent: hostile },
      },
      body: JSON.stringify({ ...market, body: planted }),
    });
    const { storyId, submissionId, ...refusal } = Object(await sent.json());
    expect(refusal).toEqual({ status: 'received' });
    Object.assign(ids, { held: storyId, submission: submissionId });
    const { storyIdFor } = await import('../../src/shared/ids.ts');
    ids.failed = storyIdFor('demo', 'broken');
    await newsroom.submit({
      externalId: 'broken',
      headline: 'بازگشایی پل قدیمی هرات',
      body: say('closed'),
    });
    for (let at = 0; at < 12; at += 1) {
      const story = {
        externalId: `s${at}`,
        headline: `Council meets for the ${at + 2}nd time`,
        body: say(`saw ${at} boats`),
      };
      await newsroom.submit(story);
    }
    await newsroom.until(ids.failed, 'failed');
    await newsroom.until(ids.held, 'held');
    // The pages are looked at while nothing happens to them.
    await patiently(async () => {
      const open = await listKeys(archive.store, keys.openPrefix);
      const inbox = await listKeys(archive.store, keys.inboxPrefix);
      return open.length + inbox.length === 0 ? {} : `has ${[...open, ...inbox]} under way`;
    });
    const bulk = await newsroom.call('/v1/bulks', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        ...{ action: 'remoderate', filter: { state: 'held' }, reason: `A rule, ${hostile}` },
        expect: 1,
      }),
    });
    ids.bulk = Object(await bulk.json()).id;
    await patiently(async () => {
      const { state } = Object(await (await newsroom.call(`/v1/bulks/${ids.bulk}`)).json());
      return state === 'done' ? {} : `is ${state}`;
    });
    await newsroom.until(ids.held, 'held');
    await newsroom.call('/v1/sources/demo/pause', {
      ...{ method: 'POST', headers: { 'content-type': 'application/json' } },
      body: JSON.stringify({ reason: hostile }),
    });
  });
  afterAll(async () => {
    await browser?.close();
    await newsroom?.close();
  });

  const pages = [
    ['flow', () => '/desk'],
    ['stories', () => '/desk/stories'],
    ['found', () => '/desk/stories?q=bridge'],
    ['story', () => `/desk/stories/${ids.live}?from=1&to=2&edge=1`],
    ['story-held', () => `/desk/stories/${ids.held}`],
    ['submission', () => `/desk/stories/${ids.held}/submissions/${ids.submission}`],
    ['story-failed', () => `/desk/stories/${ids.failed}`],
    ['review', () => '/desk/review'],
    ['review-story', () => `/desk/review/${ids.held}`],
    ['failures', () => '/desk/failures'],
    ['bulk', () => '/desk/bulk?action=withdraw&state=live'],
    ['bulk-progress', () => `/desk/bulk/${ids.bulk}`],
    ['sources', () => '/desk/sources'],
    ['fronts', () => '/desk/fronts'],
    ['system', () => '/desk/system'],
    ['lists', () => '/desk/lists'],
    ['subscribers', () => '/desk/subscribers'],
    ['people', () => '/desk/people'],
    ['account', () => '/desk/account'],
    ['audit', () => '/desk/audit'],
  ] as const;

  type Look = readonly [scheme: 'light' | 'dark', width: number];
  interface Tab {
    readonly page: Page;
    readonly complaints: string[];
  }
  /** One tab for each look: what the desk brings and axe is read once by the browser, not each time. */
  const tabs = new Map<string, Promise<Tab>>();
  async function openTab([scheme, width]: Look): Promise<Tab> {
    const page = await browser.newPage({
      ...{ viewport: { width, height: 900 }, colorScheme: scheme },
      extraHTTPHeaders: { authorization: `Bearer ${newsroom.token}` },
    });
    return { page, complaints: complaintsOf(page) };
  }
  async function visit(path: string, look: Look): Promise<Tab> {
    const opened = tabs.get(look.join()) ?? openTab(look);
    tabs.set(look.join(), opened);
    const tab = await opened;
    tab.complaints.length = 0;
    await tab.page.goto(`${newsroom.http}${path}`);
    return tab;
  }

  async function inspect(path: string, look: Look): Promise<void> {
    const { page, complaints } = await visit(path, look);
    const found = {
      complaints: [...complaints],
      // What a source says is text: nothing that is loaded or run comes of it.
      run: await page.evaluate(
        '[document.title.length === 1, document.querySelectorAll(`[src=x], [onerror], script:not([src])`).length]',
      ),
      wider: await page.evaluate('document.documentElement.scrollWidth - window.innerWidth'),
      // Nothing need be pushed sideways to be read.
      cut: await page.evaluate(
        `[...document.querySelectorAll('.scroll, .wide')]
          .filter((one) => one.scrollWidth > one.clientWidth).map((one) => one.ariaLabel)`,
      ),
      axe: await page.evaluate(`${axe.source};
        axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) => violations.map(
          ({ id, nodes }) => [id, ...nodes.slice(0, 3).map(({ html }) => html.slice(0, 160))]))`),
    };
    expect(found).toEqual({ complaints: [], run: [false, 0], wider: 0, cut: [], axe: [] });
  }

  async function leavePicture(name: string, path: string, look: Look): Promise<void> {
    if (shots === undefined) return;
    const { page } = await visit(path, look);
    await page.screenshot({ path: join(shots, `${name}-${look.join('-')}.png`), fullPage: true });
  }

  test.each(pages)(
    '%s is light, fits a phone, and has nothing that axe complains of',
    async (name, path) => {
      const answer = await newsroom.call(path());
      expect(answer.status).toBe(200);
      expect((await answer.text()).length).toBeLessThan(MOST_BYTES);
      await Promise.all([inspect(path(), ['light', 390]), inspect(path(), ['dark', 1280])]);
      for (const scheme of ['light', 'dark'] as const) {
        for (const width of [390, 1280]) await leavePicture(name, path(), [scheme, width]);
      }
    },
  );
});
