import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ObjectStore } from '../../src/shared/object-store/object-store.ts';
import { openStore } from '../../src/shared/object-store/open-store.ts';
import { askEdge } from '../contracts/edge.ts';
import { auditOf } from '../support/audit-of.ts';
import { listKeys } from '../support/list-keys.ts';
import { patiently } from '../support/patiently.ts';
import { type PublicBucket, startPublicBucket } from '../support/public-bucket.ts';
import { type RunningNewsroom, runningNewsroom } from '../support/running-newsroom.ts';
import { hasVarnish, type RunningVarnish, startVarnish } from '../support/varnish.ts';

describe.skipIf(!hasVarnish && !process.env.CI)('a newsroom whose site Varnish serves', () => {
  let folder: string;
  let site: ObjectStore;
  let bucket: PublicBucket;
  let varnish: RunningVarnish;
  let newsroom: RunningNewsroom;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'dl-edge-'));
    site = openStore(`file:${folder}/site`);
    bucket = await startPublicBucket(site);
    varnish = await startVarnish(bucket.port);
    newsroom = await runningNewsroom({
      environment: {
        DATELINE_SITE_URL: `file:${folder}/site`,
        DATELINE_PUBLIC_URL: varnish.url,
      },
      site: `\ncdn: { vendor: varnish, hosts: ["${varnish.url}"] }\n`,
    });
  });
  afterAll(async () => {
    await newsroom.close();
    await varnish.close();
    await bucket.close();
    await site.close();
    await rm(folder, { recursive: true, force: true });
  });

  const at = async (path: string) => askEdge(varnish.url, path);
  /** Until the edge shows it so. */
  const shows = (path: string, fits: (answer: { status: number; body: string }) => boolean) =>
    patiently(async () => {
      const answer = await at(path);
      return fits(answer) ? answer : `answers ${path} with ${answer.status}`;
    });
  const purged = () =>
    patiently(async () => {
      const owed = await listKeys(newsroom.services.archive.store, 'purges/');
      return owed.length === 0 ? {} : `owes ${owed.length} purges`;
    });
  const send = (externalId: string, headline: string, more = {}) =>
    newsroom.submit({ externalId, headline, body: '<p>A plain report.</p>', ...more });

  test('a story is readable at once though its address and the home page were in the cache', async () => {
    await send('first', 'The first story');
    await shows('/', ({ body }) => body.includes('The first story'));
    const { storyId } = await send('second', 'The second story');
    const { url } = await newsroom.until(storyId, 'live');
    const { pathname } = new URL(url ?? '');
    await shows(pathname, ({ status, body }) => status === 200 && body.includes('plain report'));
    await shows('/', ({ body }) => body.includes('The second story'));
    await send('second', 'The second story, mended');
    await shows(pathname, ({ body }) => body.includes('mended'));
    await purged();
  });

  test('a withdrawn story, its pictures and its place on the fronts are gone at the edge', async () => {
    const picture = await sharp({
      create: { width: 900, height: 600, channels: 3, background: '#446688' },
    })
      .jpeg()
      .toBuffer();
    const image = { data: picture.toString('base64'), caption: 'A view', creditLine: 'Staff' };
    const { storyId } = await send('libel', 'A story to be killed', { images: [image] });
    const { url, revision } = await newsroom.until(storyId, 'live');
    const { pathname } = new URL(url ?? '');
    const { body } = await shows(pathname, ({ status }) => status === 200);
    const pictures = [...new Set(body.match(/\/_media\/[^"'\s,]+/g))];
    expect(pictures.length).toBeGreaterThan(1);
    for (const path of pictures) expect((await at(path)).status).toBe(200);
    await shows('/', (home) => home.body.includes('A story to be killed'));

    await newsroom.call(`/v1/stories/${storyId}/withdraw`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ revision, reason: 'A legal order.' }),
    });
    await newsroom.until(storyId, 'withdrawn');
    await shows(pathname, ({ status }) => status === 410);
    for (const path of pictures) await shows(path, ({ status }) => status === 404);
    await purged();
    for (const path of ['/', '/world/', '/feed.xml']) {
      expect([path, (await at(path)).body.includes('to be killed')]).toEqual([path, false]);
    }
    const gone = await auditOf(newsroom.services.archive.store, 'site.gone');
    expect(gone.map(({ about }) => about.storyId)).toContain(storyId);
    // What a worker counts is told a moment later.
    await patiently(async () => {
      const metrics = await (await newsroom.call('/metrics')).text();
      const isVerified = /^dateline_purges_total\{result="verified"\} [1-9]/m.test(metrics);
      return isVerified && /^dateline_purge_oldest_seconds /m.test(metrics) ? {} : metrics;
    });
  });
});
