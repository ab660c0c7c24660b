import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Purger } from '../../src/workers/publish/purge/purger.ts';
import { varnishPurger } from '../../src/workers/publish/purge/varnish.ts';
import { askEdge, edgeContract, fillSite } from '../contracts/edge.ts';
import { patiently } from '../support/patiently.ts';
import { type PublicBucket, startPublicBucket } from '../support/public-bucket.ts';
import { type TemporaryStores, temporaryStores } from '../support/temporary-archive.ts';
import { hasVarnish, type RunningVarnish, startVarnish } from '../support/varnish.ts';

const HTML = { contentType: 'text/html; charset=utf-8', cacheControl: 'public, max-age=60' };
const TOKEN = 'let-me-in';

describe.skipIf(!hasVarnish && !process.env.CI)('the Varnish edge', () => {
  let stores: TemporaryStores;
  let bucket: PublicBucket;
  let varnish: RunningVarnish;
  let purger: Purger;

  beforeAll(async () => {
    stores = await temporaryStores();
    await fillSite(stores.site);
    bucket = await startPublicBucket(stores.site);
    varnish = await startVarnish(bucket.port, { DATELINE_CDN_TOKEN: TOKEN });
    const settings = { vendor: 'varnish', purgeFronts: true, verify: true } as const;
    purger = varnishPurger({ ...settings, hosts: [varnish.url] }, { token: TOKEN });
  });
  beforeEach(() => {
    bucket.asked.length = 0;
    bucket.isAway = false;
    bucket.age = 0;
  });
  afterAll(async () => {
    await purger.close();
    await varnish.close();
    await bucket.close();
    await stores.remove();
  });

  const body = async (path: string) => (await askEdge(varnish.url, path)).body;
  const put = (path: string, text: string, tags: string, header = {}) =>
    stores.site.put(`${path.slice(1)}index.html`, text, {
      ...{ ...HTML, metadata: { 'cache-tag': tags } },
      ...header,
    });
  /** A soft purge shows the old copy once: what the next readers get. */
  const soon = (path: string, text: string) =>
    patiently(async () => {
      const found = await body(path);
      return found === text ? {} : `shows ${found}`;
    });

  edgeContract(() => varnish.url);

  it('asks the store once for many readers, whatever they ask after the ?', async () => {
    await put('/busy/', 'busy', 's-busy');
    await Promise.all(Array.from({ length: 50 }, (_, at) => body(`/busy/?${at}`)));
    expect(bucket.asked).toEqual(['GET /dateline-site/busy/index.html']);
  });

  it('shows a change once it is purged by its tag, and other pages stay in the cache', async () => {
    await put('/changing/', 'first', 's-one,l-x');
    await put('/resting/', 'resting', 's-two, l-y');
    expect([await body('/changing/'), await body('/resting/')]).toEqual(['first', 'resting']);
    await put('/changing/', 'second', 's-one,l-x');
    expect(await body('/changing/')).toBe('first');
    bucket.asked.length = 0;
    await purger.purge(['s-one', 's-never'], 'soft');
    await soon('/changing/', 'second');
    expect(await body('/resting/')).toBe('resting');
    expect(bucket.asked).toEqual(['GET /dateline-site/changing/index.html']);
  });

  it('never shows again what is purged hard, though the store be away', async () => {
    await put('/killed/', 'libel', 's-killed');
    expect(await body('/killed/')).toBe('libel');
    bucket.isAway = true;
    await purger.purge(['s-killed'], 'hard');
    const gone = await askEdge(varnish.url, '/killed/');
    expect([gone.status, gone.headers['retry-after']]).toEqual([503, '1']);
    bucket.isAway = false;
    await put('/killed/', 'taken down', 's-killed', { metadata: { status: '410' } });
    expect((await askEdge(varnish.url, '/killed/')).status).toBe(410);
  });

  it('heals a 404 that was asked for before the first publication', async () => {
    expect((await askEdge(varnish.url, '/early/')).status).toBe(404);
    await put('/early/', 'published', 's-early');
    expect((await askEdge(varnish.url, '/early/')).status).toBe(404);
    await purger.purge(['s-early', 'missing'], 'soft');
    await soon('/early/', 'published');
  });

  it('shows what it has while the store is away, also after a soft purge', async () => {
    await put('/kept/', 'kept', 's-kept');
    expect(await body('/kept/')).toBe('kept');
    bucket.isAway = true;
    await purger.purge(['s-kept'], 'soft');
    for (let reader = 0; reader < 3; reader += 1) expect(await body('/kept/')).toBe('kept');
    expect((await askEdge(varnish.url, '/unseen/')).status).toBe(503);
    bucket.isAway = false;
    await put('/kept/', 'newer', 's-kept');
    await soon('/kept/', 'newer');
  });

  it('makes readers wait for what is too old, and shows it all the same while the store is away', async () => {
    await put('/old/', 'old', 's-old');
    bucket.age = 3600;
    expect(await body('/old/')).toBe('old');
    await put('/old/', 'newer', 's-old');
    expect(await body('/old/')).toBe('newer');
    bucket.isAway = true;
    for (let reader = 0; reader < 3; reader += 1) expect(await body('/old/')).toBe('newer');
  });

  it('lets nobody purge who does not know the token', async () => {
    await put('/guarded/', 'guarded', 's-guarded');
    expect(await body('/guarded/')).toBe('guarded');
    bucket.asked.length = 0;
    for (const token of [undefined, 'guessed']) {
      const headers = { 'xkey-purge': 's-guarded', ...(token && { 'x-purge-token': token }) };
      expect((await askEdge(varnish.url, '/', { method: 'PURGE', headers })).status).toBe(403);
    }
    expect(await body('/guarded/')).toBe('guarded');
    expect(bucket.asked).toEqual([]);
  });

  it('refuses a picture where nobody can tell where the reader is, however it is spelt', async () => {
    const path = '/_media/x-cz-sk/ab/w640.webp';
    for (const country of ['', 'CZE', 'DE, CZ']) {
      const headers = country === '' ? {} : { 'x-country': country };
      expect([country, (await askEdge(varnish.url, path, { headers })).status]).toEqual([
        ...[country, 451],
      ]);
    }
    for (const spelt of ['/%5Fmedia/x-cz-sk/ab/w640.webp', '/_media/x-%63z-sk/ab/w640.webp']) {
      const answer = await askEdge(varnish.url, spelt, { headers: { 'x-country': 'CZ' } });
      expect(answer.status).toBe(400);
    }
  });

  it('keeps no copy for every host name that a reader invents', async () => {
    await put('/named/', 'named', 's-named');
    for (const host of ['a.example', 'b.example']) {
      await askEdge(varnish.url, '/named/', { headers: { host } });
    }
    expect(bucket.asked).toEqual(['GET /dateline-site/named/index.html']);
  });
});
