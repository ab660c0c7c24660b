import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { keys } from '../../../src/shared/archive/keys.ts';
import { type Opened, openPass } from '../../../src/shared/archive/open-pass.ts';
import type { SiteObject } from '../../../src/shared/archive/publication.ts';
import { collect } from '../../../src/shared/archive-care/collect.ts';
import { blobKeeper } from '../../../src/workers/render/blobs.ts';
import { anOpening, STORY_ID } from '../../support/story-samples.ts';
import { type TemporaryStores, temporaryStores } from '../../support/temporary-archive.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

let stores: TemporaryStores;
beforeEach(async () => {
  stores = await temporaryStores();
});
afterEach(() => stores.remove());

/** A look at the archive some days from now, when all that is in it has grown old. */
const in10Days = (isApplied = true) =>
  collect(stores.reopened(), {
    ...{ isApplied, graceDays: 7, now: new Date(Date.now() + 10 * DAY_MS) },
  });

async function page(body: string): Promise<SiteObject> {
  const from = await blobKeeper(stores.archive.store)(Buffer.from(body), {
    key: 'a',
    contentType: 'text/html',
    kind: 'page',
  });
  const header = { contentType: 'text/html', cacheControl: 'no-store', metadata: {} };
  return { key: `${body}/index.html`, from, kind: 'page', ...header };
}

/** A pass with its release, live or only built. */
async function released(object: SiteObject, { isLive }: { isLive: boolean }): Promise<void> {
  const { head, document } = (await openPass(stores.archive, STORY_ID, (standing) => {
    const { story: _, ...opening } = anOpening();
    return standing === undefined
      ? anOpening({ images: [{ id: '1', role: 'lead', sha256: 'kept' }] })
      : { ...opening, revision: 1, head: { ...opening.head, ...standing } };
  })) as Opened;
  const { storyId, revision, pass } = document;
  await stores.archive.putRelease({
    ...{ schema: 1, storyId, revision, pass, objects: [object], deletes: [] },
    ...{ affected: [], numbers: {} },
  });
  if (!isLive) return;
  const held = await stores.archive.head(STORY_ID);
  const live = { revision, pass, path: '/a/', url: 'https://news.example/a/', at: '2026-11-22' };
  const more = { fronts: [], media: [], isComplete: true };
  await stores.archive.swapHead({ ...head, live: { ...live, ...more } }, held?.etag);
}

const edition = async (number: number, body: string) =>
  stores.archive.putEdition({
    ...{ schema: 1, front: 'section/world', edition: number, after: 0, marks: {}, sealed: 0 },
    ...{ objects: [await page(body)], at: '2026-11-22' },
  });

const has = async (key: string) => (await stores.archive.store.head(key)) !== undefined;

describe('gc', () => {
  test('keeps what is live, what is on its way, and the newest edition; the rest of old goes', async () => {
    const [before, live, coming] = [await page('before'), await page('live'), await page('coming')];
    await released(before, { isLive: true });
    await released(live, { isLive: true });
    await released(coming, { isLive: false });
    await edition(8, 'old front');
    await edition(10, 'front');
    const counted = { editions: 1, blobs: 2, pictures: 0 };
    expect(await in10Days(false)).toEqual(counted);
    expect(await has(before.from)).toBe(true);
    expect(await in10Days()).toEqual(counted);
    expect(await Promise.all([before, live, coming].map(({ from }) => has(from)))).toEqual([
      ...[false, true, true],
    ]);
    expect(await has(keys.edition('section/world', 8))).toBe(false);
    expect(await has((await page('front')).from)).toBe(true);
    expect(await has(keys.edition('section/world', 10))).toBe(true);
    expect(await in10Days()).toEqual({ editions: 0, blobs: 0, pictures: 0 });
  });

  test('keeps pictures that any revision names, and takes strays with their renditions', async () => {
    await released(await page('live'), { isLive: true });
    const header = { contentType: 'image/webp' };
    for (const key of [keys.original('kept'), keys.original('stray')])
      await stores.archive.store.put(key, 'x', header);
    await stores.archive.store.put(keys.rendition('stray', 'w640.webp'), 'x', header);
    expect((await in10Days()).pictures).toBe(2);
    expect(await has(keys.original('kept'))).toBe(true);
    expect(await has(keys.original('stray'))).toBe(false);
  });

  test('leaves alone what is younger than the grace, and refuses none', async () => {
    const { from } = await page('fresh');
    const collecting = { isApplied: true, graceDays: 7, now: new Date() };
    expect((await collect(stores.archive, collecting)).blobs).toBe(0);
    expect(await has(from)).toBe(true);
    await expect(collect(stores.archive, { ...collecting, graceDays: 1 })).rejects.toThrow(
      RangeError,
    );
  });
});

test('old bytes that are needed again are written again, and so are young', async () => {
  const { from } = await page('again');
  const written = async () => (await stores.archive.store.head(from))?.etag;
  const first = await written();
  await page('again');
  expect(await written()).toBe(first);
  const realNow = Date.now;
  Date.now = () => realNow() + 2 * DAY_MS;
  try {
    await page('again');
  } finally {
    Date.now = realNow;
  }
  expect(await written()).not.toBe(first);
});
