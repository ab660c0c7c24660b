import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { wantedBy } from '../../src/server/edge/site-path.ts';
import { type RunningEdge, startEdge } from '../../src/server/edge.ts';
import { Unavailable } from '../../src/shared/errors.ts';
import { checkKey } from '../../src/shared/object-store/object-key.ts';
import { edgeContract, fillSite } from '../contracts/edge.ts';
import fc from '../support/fast-check.ts';
import { type TemporaryStores, temporaryStores } from '../support/temporary-archive.ts';

let stores: TemporaryStores;
let edge: RunningEdge;
const HTML = { contentType: 'text/html; charset=utf-8' };
const PAGE = '<!doctype html><title>Flood</title>';

beforeAll(async () => {
  stores = await temporaryStores();
  const { site } = stores;
  await site.put('index.html', 'home', { ...HTML, cacheControl: 'public, max-age=30' });
  await site.put('world/flood/index.html', PAGE, {
    ...{ ...HTML, contentLanguage: 'en', cacheControl: 'public, max-age=60' },
    metadata: { rev: '3', 'cache-tag': 's-x' },
  });
  await site.put('world/old/index.html', 'moved', {
    ...{ ...HTML, metadata: { status: '301', location: '/world/flood/' } },
  });
  await site.put('world/gone/index.html', 'withdrawn', { ...HTML, metadata: { status: '410' } });
  await site.put('کابل/index.html', 'Persian', HTML);
  await site.put('feed.xml', '<rss/>', { contentType: 'application/rss+xml; charset=utf-8' });
  await site.put('_media/ab/w640.webp', Buffer.from('0123456789'), { contentType: 'image/webp' });
  await site.put('_media/x-cz-sk/ab/w640.webp', 'a picture', { contentType: 'image/webp' });
  await site.put('404.html', 'no such page', { ...HTML, cacheControl: 'public, max-age=60' });
  edge = await startEdge(site, { host: '127.0.0.1', port: 0 });
});
afterAll(async () => {
  await edge.close();
  await stores.remove();
});

interface Answer {
  readonly status: number;
  readonly headers: Record<string, unknown>;
  readonly body: string;
}

/** As written: fetch would tidy the path up. */
function ask(
  path: string,
  options: { method?: string; headers?: Record<string, string> } = {},
): Promise<Answer> {
  const { hostname, port } = new URL(edge.url);
  return new Promise((resolve, reject) => {
    const sent = request({ hostname, port, path, ...options }, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (text) => (body += text));
      response.on('end', () => {
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body });
      });
    });
    sent.on('error', reject);
    sent.end();
  });
}

describe('the contract of every edge', () => {
  let site: TemporaryStores;
  let contracted: RunningEdge;
  beforeAll(async () => {
    site = await temporaryStores();
    await fillSite(site.site);
    contracted = await startEdge(site.site, { host: '127.0.0.1', port: 0 });
  });
  afterAll(async () => {
    await contracted.close();
    await site.remove();
  });
  edgeContract(() => contracted.url);
});

describe('a reader', () => {
  test('gets a page with all that is said of it, and no more', async () => {
    const { status, headers, body } = await ask('/world/flood/?utm=x');
    expect({ status, body }).toEqual({ status: 200, body: PAGE });
    expect(headers).toMatchObject({
      ...{ 'content-type': 'text/html; charset=utf-8', 'content-language': 'en' },
      ...{ 'cache-control': 'public, max-age=60', 'x-content-type-options': 'nosniff' },
      'content-length': String(PAGE.length),
    });
    expect(headers.etag).toMatch(/^"[^"]+"$/);
    expect(String(headers['content-security-policy'])).toMatch(
      /^default-src 'none'; img-src 'self' data:/,
    );
    expect(Object.keys(headers).join()).not.toMatch(/rev|cache-tag|x-amz|powered/);
  });

  test('gets the home page, feeds, and addresses in other scripts', async () => {
    expect((await ask('/')).body).toBe('home');
    expect((await ask('/feed.xml')).headers['content-type']).toMatch(/^application\/rss\+xml/);
    expect((await ask(encodeURI('/کابل/'))).body).toBe('Persian');
    const slashless = await ask(encodeURI('/کابل'));
    expect(slashless).toMatchObject({ status: 301, headers: { location: encodeURI('/کابل/') } });
  });

  test('runs no script on any page, but that of the site on its search page', async () => {
    const policyOf = async (path: string) =>
      String((await ask(path)).headers['content-security-policy']);
    expect(await policyOf('/search/?q=flood')).toContain("script-src 'self'");
    for (const path of ['/', '/search/page/', '/world/flood/?/search/', '/404']) {
      expect(await policyOf(path)).not.toContain('script-src');
      expect(await policyOf(path)).toContain("default-src 'none'");
    }
  });

  test('is sent to the address with its slash, query and all', async () => {
    expect(await ask('/world/flood?a=1&b=2')).toMatchObject({
      ...{ status: 301, headers: { location: '/world/flood/?a=1&b=2' } },
    });
    expect((await ask('/world/nothing')).status).toBe(404);
  });

  test('is sent on from a former address, and told when a story is gone', async () => {
    expect(await ask('/world/old/')).toMatchObject({
      status: 301,
      headers: { location: '/world/flood/' },
    });
    expect(await ask('/world/gone/')).toMatchObject({ status: 410, body: 'withdrawn' });
    const { headers } = await ask('/world/gone/');
    const again = await ask('/world/gone/', { headers: { 'if-none-match': String(headers.etag) } });
    expect(again.status).toBe(410);
  });

  test.each(['/nothing/', '/nothing.html', '/world/', '/_media/', '/_media/ab/', '/_media/ab'])(
    'gets the 404 page, never a listing: %s',
    async (path) => {
      const answer = await ask(path);
      expect(answer).toMatchObject({ status: 404, body: 'no such page' });
      expect(answer.headers['content-type']).toBe('text/html; charset=utf-8');
    },
  );

  test('who asks with HEAD gets the headers alone', async () => {
    const answer = await ask('/world/flood/', { method: 'HEAD' });
    expect(answer).toMatchObject({ status: 200, body: '' });
    expect(answer.headers['content-length']).toBe(String(PAGE.length));
    expect((await ask('/nothing/', { method: 'HEAD' })).status).toBe(404);
  });

  test('who has the page already is told so (304)', async () => {
    const { headers } = await ask('/world/flood/');
    const etag = String(headers.etag);
    for (const tag of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
      const answer = await ask('/world/flood/', { headers: { 'if-none-match': tag } });
      expect(answer).toMatchObject({ status: 304, body: '', headers: { etag } });
      expect(answer.headers['cache-control']).toBe('public, max-age=60');
    }
    const other = await ask('/world/flood/', { headers: { 'if-none-match': '"other"' } });
    expect(other).toMatchObject({ status: 200, body: PAGE });
  });

  test.each([
    ['bytes=0-3', 206, '0123', 'bytes 0-3/10'],
    ['bytes=7-', 206, '789', 'bytes 7-9/10'],
    ['bytes=-2', 206, '89', 'bytes 8-9/10'],
    ['bytes=-99', 206, '0123456789', 'bytes 0-9/10'],
    ['bytes=5-99', 206, '56789', 'bytes 5-9/10'],
    ['bytes=10-', 416, 'No such range\n', 'bytes */10'],
    ['bytes=-0', 416, 'No such range\n', 'bytes */10'],
    ['bytes=4-2', 200, '0123456789', undefined],
    ['bytes=0-1,4-5', 200, '0123456789', undefined],
    ['lines=0-1', 200, '0123456789', undefined],
    ['bytes=-', 200, '0123456789', undefined],
  ])('may ask for a part: %s', async (range, status, body, contentRange) => {
    const answer = await ask('/_media/ab/w640.webp', { headers: { range } });
    expect(answer).toMatchObject({ status, body });
    expect(answer.headers['content-range']).toBe(contentRange);
  });

  test('whose first part is of another version gets the whole', async () => {
    const headers = { range: 'bytes=0-1', 'if-range': '"other"' };
    expect((await ask('/_media/ab/w640.webp', { headers })).status).toBe(200);
  });

  test.each(['POST', 'PUT', 'DELETE', 'OPTIONS'])('cannot %s', async (method) => {
    expect(await ask('/', { method })).toMatchObject({
      status: 405,
      headers: { allow: 'GET, HEAD' },
    });
  });

  test.each([
    ...['/../archive/config', '/world/../index.html', '/%2e%2e/archive', '/world/./flood/'],
    ...['/world%2fflood/', '/..%2farchive', '/..%5carchive', '/a\\b', '/world//flood/', '//world'],
    ...['/world/flood/%00', '/%', '/%ff', '/a%0d%0aSet-Cookie:x', '*', `/${'a'.repeat(2000)}`],
  ])('finds no way around: %s', async (path) => {
    const { status, headers } = await ask(path);
    expect([400, 404]).toContain(status);
    expect(headers['set-cookie']).toBeUndefined();
  });

  test('is asked to come back while the store is away', async () => {
    const away = Object.create(stores.site, {
      get: { value: () => Promise.reject(new Unavailable('no answer')) },
    });
    const other = await startEdge(away, { host: '127.0.0.1', port: 0 });
    const answer = await fetch(other.url);
    expect(answer.status).toBe(503);
    expect(answer.headers.get('retry-after')).toBe('1');
    await other.close();
  });
});

test('every key that an address comes to is one that the stores take', () => {
  const segment = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.constantFrom('..', '.', '', '%2e', '%00', '%2F', '\\'),
  );
  fc.assert(
    fc.property(fc.array(segment, { maxLength: 6 }), fc.boolean(), (segments, encoded) => {
      const path = segments.map((one) => (encoded ? encodeURIComponent(one.toWellFormed()) : one));
      const wanted = wantedBy(`/${path.join('/')}`);
      if (!('key' in wanted)) return;
      checkKey(wanted.key);
      expect(wanted.key.split('/')).not.toContain('..');
    }),
    { numRuns: 1000 },
  );
});

describe('a picture that may not be seen in some countries', () => {
  const path = '/_media/x-cz-sk/ab/w640.webp';
  const from = (country: string, options = {}) =>
    ask(path, { headers: { 'x-country': country }, ...options });

  test('is refused there, and nobody keeps the answer', async () => {
    for (const country of ['CZ', 'SK', 'sk']) {
      const refused = await from(country);
      expect([country, refused.status]).toEqual([country, 451]);
      expect(refused.headers['cache-control']).toBe('private, no-store');
      expect((await from(country, { method: 'HEAD' })).status).toBe(451);
    }
  });

  test('is shown elsewhere, and in a preview where nobody says where the reader is', async () => {
    for (const answer of [await from('DE'), await from('ZS'), await ask(path)]) {
      expect([answer.status, answer.body]).toEqual([200, 'a picture']);
      expect(answer.headers.vary).toBe('X-Country');
    }
  });
});
