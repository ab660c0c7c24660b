import { Redis } from 'ioredis';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { keys } from '../../src/shared/archive/keys.ts';
import { listKeys } from '../support/list-keys.ts';
import { patiently } from '../support/patiently.ts';
import { type RunningNewsroom, runningNewsroom } from '../support/running-newsroom.ts';
import { describedPhotograph } from '../workers/images/support/described-photograph.ts';

let newsroom: RunningNewsroom;
let client: Redis;
let data: string;
beforeAll(async () => {
  newsroom = await runningNewsroom();
  client = new Redis(newsroom.redis.url.slice('unix:'.length));
  data = await photograph('#357');
});
afterAll(async () => {
  client.disconnect();
  await newsroom.close();
});

const photograph = async (background: string): Promise<string> => {
  const picture = sharp({ create: { width: 900, height: 600, channels: 3, background } });
  return (await picture.jpeg().toBuffer()).toString('base64');
};

const story = (externalId: string, image: object, more: object = {}) => ({
  externalId,
  headline: `The bridge ${externalId} opens`,
  body: '<p>The bridge over the river opened today.</p>',
  images: [{ data, creditLine: 'A. Roe/Agency', ...image }],
  ...more,
});

async function live(sent: object): Promise<{ storyId: string; path: string; html: string }> {
  const { storyId } = await newsroom.submit(sent);
  const { url } = await newsroom.until(storyId, 'live');
  const path = new URL(url ?? '').pathname;
  return { storyId, path, html: await newsroom.page(path) };
}

/** Of the story's own pictures; "Check also" shows those of others. */
const mediaIn = (html: string): string[] => {
  const own = html.match(/<figure.*?<\/figure>/gs)?.join('') ?? '';
  return [...new Set([...own.matchAll(/\/_media\/[\w./-]+/g)].map(([key]) => key))];
};

const statusOf = async (address: string): Promise<number> =>
  (await fetch(`${newsroom.site}${address}`)).status;

const decide = (storyId: string, action: string, body: object) =>
  newsroom.call(`/v1/stories/${storyId}/${action}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

/** Until the page shows no picture of its own any more, and none of these is readable. */
const untilGone = (path: string, media: readonly string[]) =>
  patiently(async () => {
    const left = mediaIn(await newsroom.page(path));
    const statuses = await Promise.all(media.map(statusOf));
    const isGone = left.length === 0 && statuses.every((status) => status === 404);
    return isGone ? {} : `shows ${left.length} pictures and answers ${statuses}`;
  });

/** Until no pass is under way and no front waits to be made, but search, which takes a minute. */
const untilQuiet = () =>
  patiently(async () => {
    const { archive, catalogue } = newsroom.services;
    const open = await listKeys(archive.store, keys.openPrefix);
    const dirty = (await catalogue.dirtyFronts()).filter((front) => front !== 'search');
    return open.length + dirty.length === 0 ? {} : `has ${[...open, ...dirty]} under way`;
  });

/** The store's clock goes with this machine's, here: appointments are kept by it. */
vi.mock('../../src/shared/object-store/store-time.ts', () => ({
  storeTime: async () => new Date(),
}));

/** Puts the clock of this process forward. */
function putClockForward(ms: number): () => void {
  const RealDate = Date;
  class LaterDate extends RealDate {
    constructor(...given: [] | [number | string]) {
      if (given.length === 0) super(RealDate.now() + ms);
      else super(given[0]);
    }
    static override now = () => RealDate.now() + ms;
  }
  globalThis.Date = LaterDate as DateConstructor;
  return () => {
    globalThis.Date = RealDate;
  };
}

test('of two stories with one picture, each withdrawal takes its own renditions and no others', async () => {
  const one = await live(story('shared-1', { creditLine: 'A. Roe/Agency' }));
  const two = await live(story('shared-2', { creditLine: 'B. Poe/Agency' }));
  const [ones, twos] = [mediaIn(one.html), mediaIn(two.html)];
  expect(ones.filter((key) => twos.includes(key))).toEqual([]);
  await client.flushall();
  const answer = await decide(one.storyId, 'withdraw', { revision: 1, reason: 'A legal order.' });
  expect(answer.status).toBe(200);
  await newsroom.page(one.path, 410);
  await patiently(async () => {
    const statuses = await Promise.all(ones.map(statusOf));
    return statuses.every((status) => status === 404) ? {} : `still answers ${statuses}`;
  });
  expect(await Promise.all(twos.map(statusOf))).toEqual(twos.map(() => 200));
});

test('the desk tells which other story shows the same picture, though it came smaller', async () => {
  const [width, height] = [900, 600];
  const pixels = Buffer.alloc(width * height * 3);
  for (let at = 0; at < pixels.length; at += 1) {
    const [x, y] = [Math.floor(at / 3) % width, Math.floor(at / 3 / width)];
    pixels[at] = Math.round(128 + 60 * Math.sin(x / 90) + 60 * Math.cos((x + 2 * y) / 130));
  }
  const scene = sharp(pixels, { raw: { width, height, channels: 3 } });
  const large = { data: (await scene.clone().jpeg().toBuffer()).toString('base64') };
  const smaller = await scene.clone().resize(600).webp({ quality: 60 }).toBuffer();
  const small = { data: smaller.toString('base64') };
  const one = await live(story('scene-1', large));
  const two = await live(story('scene-2', small));
  await patiently(async () => {
    const page = await (await newsroom.call(`/desk/stories/${two.storyId}`)).text();
    const also = /<dt>Also in<\/dt><dd>.*?<\/dd>/s.exec(page)?.[0] ?? 'nothing';
    return also.includes(`/desk/stories/${one.storyId}`) ? {} : `says ${also}`;
  });
});

const hiddenLink =
  '<div style="position:absolute;left:-9999px"><a href="https://slot-gacor.example/">situs toto slot</a></div>';

test('a recall found in the file itself holds the story, until a person lets it go', async () => {
  const file = await describedPhotograph({ iptc: { 40: Buffer.from('MANDATORY KILL') } });
  const image = { data: file.toString('base64'), caption: 'The bridge' };
  const { storyId } = await newsroom.submit(story('recalled', image));
  const held = await newsroom.until(storyId, 'held', 'live');
  expect([held.state, held.because]).toEqual([
    'held',
    ['Picture 1: its agency has recalled it; so its file says.'],
  ]);
  expect(held.url).toBeNull();
  const { revision } = held;
  await decide(storyId, 'release', { revision, reason: 'The recall has been taken back.' });
  const { url } = await newsroom.until(storyId, 'live');
  expect(mediaIn(await newsroom.page(new URL(url ?? '').pathname)).length).toBeGreaterThan(0);
});

test('a picture not for Russia and not for sale is on the page, refused there, and in no feed', async () => {
  const image = { data: await photograph('#753'), caption: 'The bridge. RUSSIA OUT. NO SALES' };
  const { path, html } = await live(story('restricted', image));
  const media = mediaIn(html);
  expect(media.length).toBeGreaterThan(0);
  expect(media.filter((key) => !key.startsWith('/_media/x-ru/'))).toEqual([]);
  const from = async (country: string) =>
    Promise.all(
      media.map(async (key) => {
        const headers = { 'x-country': country };
        return (await fetch(`${newsroom.site}${key}`, { headers })).status;
      }),
    );
  expect(await from('RU')).toEqual(media.map(() => 451));
  expect(await from('DE')).toEqual(media.map(() => 200));
  const { feed } = await patiently(async () => {
    const text = await newsroom.page('/feed.xml');
    return text.includes(path) ? { feed: text } : 'has not got the story yet';
  });
  const item = feed.split('<item>').find((one) => one.includes(path));
  expect(item).not.toContain('media:content');
  expect(`${html}${item}`).not.toMatch(/RUSSIA|NO SALES/);
});

/** Last: what is put off while the clock is ahead does not come within anyone's patience. */
test('a picture that may not be archived leaves its live pages in time, and what waits goes on waiting', async () => {
  const limited = { data: await photograph('#573'), caption: 'The bridge. NO ARCHIVES' };
  const plain = await live(story('limited', limited));
  const revised = await live(story('revised', limited, { version: 1 }));
  const held = { version: 2, body: `${hiddenLink}<p>It is news.</p>` };
  await newsroom.submit(story('revised', limited, held));
  const before = await newsroom.until(revised.storyId, 'held');
  const media = mediaIn(plain.html);
  expect(await Promise.all(media.map(statusOf))).toEqual(media.map(() => 200));
  const putBack = putClockForward(31 * 24 * 3600_000);
  try {
    await untilGone(plain.path, media);
    await untilGone(revised.path, media);
    // What is put off by a clock that is ahead would wait for a month.
    await untilQuiet();
  } finally {
    putBack();
  }
  const after = await newsroom.until(plain.storyId, 'live');
  const said = after.timeline.flatMap((entry) => entry.because).join('\n');
  // Whichever pass comes first: its own, or that of renditions still being made.
  expect(said).toMatch(/(leaves the page|is left out): its use ended at \d{4}-/);
  const waiting = await newsroom.until(revised.storyId, 'held');
  expect(waiting).toMatchObject({ because: before.because, live: { revision: 1 } });
  const { revision } = before;
  const released = await decide(revised.storyId, 'release', { revision, reason: 'It is fine.' });
  expect(released.status).toBe(200);
  await patiently(async () => {
    const now = await newsroom.until(revised.storyId, 'live');
    return now.live?.revision === revision ? now : 'is the old revision';
  });
});
