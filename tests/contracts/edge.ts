import { request } from 'node:http';
import { expect, it } from 'vitest';
import type { ObjectStore } from '../../src/shared/object-store/object-store.ts';

/** What an edge answers. */
export interface EdgeAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

const HTML = { contentType: 'text/html; charset=utf-8', cacheControl: 'public, max-age=60' };
const PICTURE = { contentType: 'image/webp', cacheControl: 'public, max-age=31536000, immutable' };

/** What is in the site that every edge is tried on. */
export async function fillSite(site: ObjectStore): Promise<void> {
  const about = { rev: '3', sha: 'ab', 'cache-tag': 's-flood' };
  const put = (key: string, body: string, header: typeof HTML, metadata = {}) =>
    site.put(key, body, { ...header, metadata });
  await Promise.all([
    put('index.html', 'home', HTML, { 'cache-tag': 'l-home' }),
    put('world/flood/index.html', 'a story', HTML, about),
    put('کابل/index.html', 'Persian', HTML),
    put('search/index.html', 'search', HTML),
    put('world/old/index.html', 'moved', HTML, { status: '301', location: '/world/flood/' }),
    put('world/gone/index.html', 'taken down', HTML, { status: '410', 'cache-tag': 's-gone' }),
    put('feed.xml', '<rss/>', { ...HTML, contentType: 'application/rss+xml; charset=utf-8' }),
    put('_media/ab/w640.webp', 'a picture', PICTURE, { 'cache-tag': 'm-ab' }),
    put('_media/x-cz-sk/ab/w640.webp', 'a picture', PICTURE),
    put('404.html', 'nothing here', HTML, { 'cache-tag': 'l-site' }),
  ]);
}

/** As written: fetch would tidy the path up. */
export function askEdge(
  url: string,
  path: string,
  options: { method?: string; headers?: Record<string, string> } = {},
): Promise<EdgeAnswer> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const sent = request({ hostname, port, path, agent: false, ...options }, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (text) => (body += text));
      response.on('end', () => {
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body });
      });
    });
    sent.on('error', reject).end();
  });
}

/** What every edge does alike, on a site as `fillSite` leaves it. */
export function edgeContract(
  edge: () => string,
  /** Whether it looks for a page before it leads to it by adding the slash. */
  { looksBeforeSlash = true } = {},
): void {
  const ask = (path: string, options = {}) => askEdge(edge(), path, options);
  const shown = async (path: string, options = {}) => {
    const { status, body } = await ask(path, options);
    return [status, body];
  };

  it('shows a folder’s index document, the home page, feeds and addresses in other scripts', async () => {
    expect(await shown('/world/flood/')).toEqual([200, 'a story']);
    expect(await shown('/')).toEqual([200, 'home']);
    expect(await shown('/feed.xml')).toEqual([200, '<rss/>']);
    expect(await shown(encodeURI('/کابل/'))).toEqual([200, 'Persian']);
    const { headers } = await ask('/world/flood/?utm_source=x');
    expect(headers['content-type']).toBe('text/html; charset=utf-8');
    expect(headers['cache-control']).toBe('public, max-age=60');
  });

  it('tells readers nothing of the store, and lets no script run', async () => {
    for (const path of ['/world/flood/', '/world/gone/', '/world/never/', '/_media/ab/w640.webp']) {
      const { headers } = await ask(path);
      expect(Object.keys(headers).filter((name) => /amz|xkey|cache-tag|rev/.test(name))).toEqual(
        [],
      );
      expect(headers['content-security-policy']).toContain("default-src 'none'");
      expect(headers['x-content-type-options']).toBe('nosniff');
    }
  });

  it('lets the search page alone run the site’s script', async () => {
    const policyOf = async (path: string) =>
      String((await ask(path)).headers['content-security-policy']);
    expect(await policyOf('/search/?q=flood')).toContain("script-src 'self'");
    expect(await policyOf('/world/flood/?/search/')).not.toContain('script-src');
  });

  it('adds a missing slash where there is a page, keeping the query', async () => {
    const { status, headers } = await ask('/world/flood?from=feed');
    expect([status, headers.location]).toEqual([301, '/world/flood/?from=feed']);
    const never = await ask('/world/never');
    if (looksBeforeSlash) expect(never.status).toBe(404);
    else expect(never.headers.location).toBe('/world/never/');
  });

  it('follows what an object says of itself: moved, or taken down', async () => {
    const moved = await ask('/world/old/');
    expect([moved.status, moved.headers.location]).toEqual([301, '/world/flood/']);
    expect(await shown('/world/gone/')).toEqual([410, 'taken down']);
    // Out of the cache, too.
    expect(await shown('/world/gone/')).toEqual([410, 'taken down']);
    expect((await ask('/world/gone/', { method: 'HEAD' })).status).toBe(410);
  });

  it('shows the site’s own page where there is nothing', async () => {
    for (const path of ['/world/never/', '/_media/ab/', '/nothing.html']) {
      expect([path, ...(await shown(path))]).toEqual([path, 404, 'nothing here']);
    }
  });

  it('lets nobody write', async () => {
    for (const method of ['POST', 'PUT', 'DELETE']) {
      const { status } = await ask('/', { method });
      expect([method, status === 405 || status === 403]).toEqual([method, true]);
    }
  });

  it('finds no way out of the site', async () => {
    for (const path of ['/world/../index.html', '/..%2farchive', '/%2e%2e/archive', '/a%5cb']) {
      const { status, body } = await ask(path);
      expect([path, body === 'home' || status === 400 || status === 404]).toEqual([path, true]);
    }
  });

  it('refuses a picture where it may not be seen', async () => {
    const path = '/_media/x-cz-sk/ab/w640.webp';
    const from = (country: string) => ask(path, { headers: { 'x-country': country } });
    expect(await from('DE')).toMatchObject({ status: 200, body: 'a picture' });
    for (const country of ['CZ', 'SK', 'cz']) {
      const { status, headers } = await from(country);
      expect([country, status, headers['cache-control']]).toEqual([
        ...[country, 451, 'private, no-store'],
      ]);
    }
    expect((await from('FR')).status).toBe(200);
    expect(await shown('/_media/ab/w640.webp')).toEqual([200, 'a picture']);
  });
}
