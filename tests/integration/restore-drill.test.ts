import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { openDirectory } from '../../src/shared/object-store/directory.ts';
import { patiently } from '../support/patiently.ts';
import { runningNewsroom } from '../support/running-newsroom.ts';

const environment = { DATELINE_PUBLIC_URL: 'https://news.example' };

/** The index of search is made anew once a minute, and its tests are elsewhere. */
const isSoon = (front: string): boolean => front !== 'search';
const isOfSearch = (key: string): boolean => /^search\/.*\.json$/.test(key);
/** Said once search is there, too: of the site before, sooner or later. */
const isMark = (key: string): boolean => key === '_assets/complete.txt';

/** Every object of a site by its key: bytes, and what is said about them but for when. */
async function contents(folder: string): Promise<ReadonlyMap<string, string>> {
  const site = openDirectory(join(folder, 'data', 'site'));
  const found = new Map<string, string>();
  for await (const { key } of site.list('')) {
    const stored = isOfSearch(key) || isMark(key) ? undefined : await site.get(key);
    if (stored === undefined) continue;
    const { body, contentType, cacheControl, contentLanguage, metadata } = stored;
    // Editions are numbered by the clock.
    const { rev: _, ...said } = metadata ?? {};
    const header = JSON.stringify({ contentType, cacheControl, contentLanguage, said });
    found.set(key, `${header}\n${body.toString('base64')}`);
  }
  return found;
}

test('a backup of the archive and the secret key bring the site back, object for object', async () => {
  const before = await runningNewsroom({ environment });
  const submit = (externalId: string, more: object = {}) => {
    const body = `<p>The river fell at ${externalId}.</p>`;
    return before.submit({ externalId, headline: `News of ${externalId}`, body, ...more });
  };
  const picture = await sharp({
    create: { width: 64, height: 64, channels: 3, background: '#731' },
  })
    .png()
    .toBuffer();
  const images = [{ data: picture.toString('base64'), creditLine: 'A. Photographer' }];
  const gauges = Array.from({ length: 7 }, (_, at) => at + 1);
  await Promise.all(
    gauges.map(async (n) => {
      const { storyId } = await submit(`gauge-${n}`, n === 3 ? { images } : {});
      await before.until(storyId, 'live');
    }),
  );
  // One has moved, one is gone.
  const moved = await submit('gauge-1', { slug: 'another-slug', headline: 'Moved' });
  await patiently(async () => {
    const { url, storyId } = await before.until(moved.storyId, 'live');
    return url?.includes('another-slug') ? {} : `${storyId} is at ${url}`;
  });
  const gone = await submit('gauge-2', { status: 'canceled' });
  await before.until(gone.storyId, 'withdrawn');
  await patiently(async () => {
    const dirty = (await before.services.catalogue.dirtyFronts()).filter(isSoon);
    const open: string[] = [];
    for (const prefix of ['inbox/', 'open/']) {
      for await (const { key } of before.services.archive.store.list(prefix)) open.push(key);
    }
    return dirty.length + open.length === 0 ? {} : `has work: ${dirty} ${open}`;
  });
  const original = await contents(before.folder);

  const after = await runningNewsroom({
    environment: {
      ...environment,
      DATELINE_ARCHIVE_URL: `file:${join(before.folder, 'restored-archive')}`,
    },
    prepare: () =>
      cp(join(before.folder, 'data', 'archive'), join(before.folder, 'restored-archive'), {
        recursive: true,
      }),
  });
  try {
    const restored = await patiently(async () => {
      const now = await contents(after.folder);
      const wrong = [...original].filter(([key, text]) => now.get(key) !== text);
      const many = [...now.keys()].filter((key) => !original.has(key));
      if (wrong.length + many.length === 0) return now;
      return `lacks ${wrong.map(([key]) => key)} and has too many: ${many}`;
    });
    expect(restored.size).toBeGreaterThan(20);
    expect([...restored.keys()]).toContain('page/1/index.html');
  } finally {
    await after.close();
    await before.close();
  }
});
