import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { askEdge, edgeContract, fillSite } from '../contracts/edge.ts';
import { boundBucket, fakeCache, startCloudflare } from '../support/cloudflare.ts';
import { type PublicBucket, startPublicBucket } from '../support/public-bucket.ts';
import { type TemporaryStores, temporaryStores } from '../support/temporary-archive.ts';

function startWorker(env: object) {
  const cache = fakeCache();
  vi.stubGlobal('caches', { default: cache });
  return startCloudflare(env, cache);
}
afterAll(() => vi.unstubAllGlobals());

describe.each(['an R2 bucket that it is bound to', 'a bucket that may be read'])(
  'the Worker for Cloudflare, before %s',
  (origin) => {
    let stores: TemporaryStores;
    let bucket: PublicBucket;
    let edge: Awaited<ReturnType<typeof startWorker>>;
    beforeAll(async () => {
      stores = await temporaryStores();
      await fillSite(stores.site);
      bucket = await startPublicBucket(stores.site);
      edge = await startWorker(
        origin.startsWith('an R2')
          ? { SITE: boundBucket(stores.site) }
          : { ORIGIN: `http://127.0.0.1:${bucket.port}/dateline-site` },
      );
    });
    afterAll(async () => {
      await edge.close();
      await bucket.close();
      await stores.remove();
    });

    edgeContract(() => edge.url);

    const ask = (path: string, options = {}) => askEdge(edge.url, path, options);
    const put = (key: string, body: string, metadata = {}) =>
      stores.site.put(key, body, {
        ...{ contentType: 'text/html; charset=utf-8', cacheControl: 'public, max-age=60' },
        metadata,
      });

    it('keeps one copy of a page, whatever its query, until its tag is purged', async () => {
      await put('world/storm/index.html', 'first', { 'cache-tag': 's-storm,x' });
      expect((await ask('/world/storm/?a=1')).body).toBe('first');
      await put('world/storm/index.html', 'second', { 'cache-tag': 's-storm,x' });
      expect((await ask('/world/storm/?b=2')).body).toBe('first');
      edge.cache.purge('s-other');
      expect((await ask('/world/storm/')).body).toBe('first');
      edge.cache.purge('s-storm');
      expect((await ask('/world/storm/')).body).toBe('second');
    });

    it('heals a 404 that it keeps when a story is published there', async () => {
      expect((await ask('/world/soon/')).status).toBe(404);
      await put('world/soon/index.html', 'published');
      expect((await ask('/world/soon/')).status).toBe(404);
      edge.cache.purge('missing');
      expect((await ask('/world/soon/')).body).toBe('published');
    });

    it('tells a browser that its copy is still right', async () => {
      const { headers } = await ask('/feed.xml');
      const again = await ask('/feed.xml', { headers: { 'if-none-match': headers.etag } });
      expect([again.status, again.body]).toEqual([304, '']);
    });

    it('refuses a limited picture where nobody says where the reader is, however it is spelt', async () => {
      for (const path of [
        '/_media/x-cz-sk/ab/w640.webp',
        '/%5Fmedia/x-cz-sk/ab/w640.webp',
        '/_media/%78-cz-sk/ab/w640.webp',
      ]) {
        expect([path, (await ask(path)).status]).toEqual([path, 451]);
        for (const country of ['XX', 'T1', 'CZ']) {
          const { status } = await ask(path, { headers: { 'x-country': country } });
          expect([path, country, status]).toEqual([path, country, 451]);
        }
      }
    });
  },
);

it('while the store is away the Worker shows what it keeps, and says 503 for the rest', async () => {
  const stores = await temporaryStores();
  await fillSite(stores.site);
  const bucket = await startPublicBucket(stores.site);
  const edge = await startWorker({ ORIGIN: `http://127.0.0.1:${bucket.port}/dateline-site` });
  expect((await askEdge(edge.url, '/world/flood/')).body).toBe('a story');
  bucket.isAway = true;
  expect((await askEdge(edge.url, '/world/flood/')).body).toBe('a story');
  const { status, headers } = await askEdge(edge.url, '/feed.xml');
  expect([status, headers['cache-control']]).toEqual([503, 'private, no-store']);
  bucket.isAway = false;
  expect((await askEdge(edge.url, '/feed.xml')).status).toBe(200);
  await edge.close();
  await bucket.close();
  await stores.remove();
});
