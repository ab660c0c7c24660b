import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { type AddressInfo, createServer as createTcpServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const MODULE = '/usr/lib/nginx/modules/ngx_http_js_module.so';
const hasNginx = spawnSync('nginx', ['-v']).status === 0 && existsSync(MODULE);
if (!hasNginx)
  console.log('passed over: the nginx edge (nginx with its JavaScript module is missing)');

const folder = (name: string): string =>
  fileURLToPath(new URL(`../../deploy/edge/${name}`, import.meta.url));

interface StoredObject {
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
}
const page = { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'public, max-age=60' };
const picture = { 'content-type': 'image/webp', 'cache-control': 'public, max-age=31536000' };
const bucket: Record<string, StoredObject> = {
  'index.html': { body: 'home', headers: page },
  'world/a/index.html': { body: 'a story', headers: { ...page, 'x-amz-meta-rev': '3' } },
  'world/old/index.html': {
    body: 'moved',
    headers: { ...page, 'x-amz-meta-status': '301', 'x-amz-meta-location': '/world/a/' },
  },
  'world/gone/index.html': { body: 'taken down', headers: { ...page, 'x-amz-meta-status': '410' } },
  'feed.xml': { body: '<rss/>', headers: { 'content-type': 'application/rss+xml' } },
  'section.xml': { body: '<rss/>', headers: { 'cache-control': 'public, max-age=60' } },
  '_media/ab/w640.webp': { body: 'a picture', headers: picture },
  '_media/x-cz-sk/ab/w640.webp': { body: 'a picture', headers: picture },
  '404.html': { body: 'nothing here', headers: page },
};

describe.skipIf(!hasNginx && !process.env.CI)('the nginx edge', () => {
  let work: string;
  let store: Server;
  let nginx: ChildProcess;
  let edge: string;
  let isAway = false;
  const asked: string[] = [];

  beforeAll(async () => {
    store = createServer((request, response) => {
      asked.push(`${request.method} ${request.url}`);
      const key = /^\/dateline-site\/([^?]*)$/.exec(request.url ?? '')?.[1];
      const found = key === undefined ? undefined : bucket[decodeURIComponent(key)];
      if (isAway) response.writeHead(503).end();
      else if (found) response.writeHead(200, found.headers).end(found.body);
      else response.writeHead(404, { 'content-type': 'application/xml' }).end('<NoSuchKey/>');
    });
    store.listen(0, '127.0.0.1');
    await once(store, 'listening');
    const port = await freePort();
    edge = `http://127.0.0.1:${port}`;
    work = await mkdtemp(join(tmpdir(), 'dl-edge-'));
    // Started by root, nginx works as somebody else.
    await chmod(work, 0o755);
    await mkdir(join(work, 'cache'));
    // Of a TCP server: never a socket's path.
    const { port: storePort } = store.address() as AddressInfo;
    const configuration = (await readFile(folder('nginx.conf'), 'utf8'))
      .replace('modules/ngx_http_js_module.so', MODULE)
      .replace('server objectstore:8333', `server 127.0.0.1:${storePort}`)
      .replace('listen 8080', `listen 127.0.0.1:${port}`)
      .replace('/tmp/nginx.pid', join(work, 'nginx.pid'))
      .replace('/var/cache/nginx', join(work, 'cache'))
      .replaceAll('/etc/nginx/edge-', folder('edge-'))
      .replaceAll('/etc/nginx/edge.js', folder('edge.js'));
    await writeFile(join(work, 'nginx.conf'), configuration);
    const words = ['-p', work, '-c', join(work, 'nginx.conf'), '-g', 'daemon off;'];
    nginx = spawn('nginx', words, { stdio: ['ignore', 'ignore', 'inherit'] });
    await answers(edge);
  });
  afterAll(async () => {
    nginx.kill('SIGTERM');
    if (nginx.exitCode === null) await once(nginx, 'exit');
    store.closeAllConnections();
    store.close();
    await rm(work, { recursive: true });
  });

  const get = (path: string, options: RequestInit = {}): Promise<Response> =>
    fetch(`${edge}${path}`, { redirect: 'manual', ...options });

  it('shows a folder’s index document, as the store keeps it', async () => {
    const response = await get('/world/a/');
    expect([response.status, await response.text()]).toEqual([200, 'a story']);
    expect(response.headers.get('cache-control')).toBe('public, max-age=60');
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect([...response.headers.keys()].filter((name) => name.startsWith('x-amz'))).toEqual([]);
  });

  it('lets the search page alone run the site’s script', async () => {
    const policyOf = async (path: string) =>
      (await get(path)).headers.get('content-security-policy');
    expect(await policyOf('/search/?q=flood')).toContain("script-src 'self'; connect-src 'self'");
    expect(await policyOf('/world/a/?/search/')).not.toContain('script-src');
  });

  it('shows home and feed', async () => {
    expect(await (await get('/')).text()).toBe('home');
    expect((await get('/feed.xml')).headers.get('content-type')).toBe('application/rss+xml');
  });

  it('adds a missing slash, keeping the query', async () => {
    const response = await get('/world/a?from=feed');
    expect(response.status).toBe(301);
    expect(response.headers.get('location')).toBe('/world/a/?from=feed');
  });

  it('follows what an object says of itself: moved, or taken down', async () => {
    const moved = await get('/world/old/');
    expect([moved.status, moved.headers.get('location')]).toEqual([301, '/world/a/']);
    const gone = await get('/world/gone/');
    expect([gone.status, await gone.text()]).toEqual([410, 'taken down']);
    expect((await get('/world/gone/')).status).toBe(410);
  });

  it('shows the site’s own page where there is nothing', async () => {
    for (const path of ['/world/never/', '/world/never', '/a%20b%0d%0aX:%20y']) {
      const response = await get(path);
      expect([response.status, await response.text()]).toEqual([404, 'nothing here']);
    }
  });

  it('lets nobody write, and nobody ask the store for more than an object', async () => {
    expect((await get('/', { method: 'DELETE' })).status).toBe(405);
    expect((await get('/?list-type=2')).status).toBe(200);
    expect((await get('/_store/index.html')).status).toBe(404);
    expect(asked.filter((line) => !/^(GET|HEAD) \/dateline-site\/[^?]*$/.test(line))).toEqual([]);
  });

  it('refuses a picture where it may not be seen, and where nobody knows where the reader is', async () => {
    const there = (country: string, path = '/_media/x-cz-sk/ab/w640.webp') =>
      get(path, { headers: country === '' ? {} : { 'x-country': country } });
    for (const country of ['CZ', 'SK', 'sk', '', 'XX, DE', 'CZE']) {
      const refused = await there(country);
      expect([country, refused.status]).toEqual([country, 451]);
      expect(refused.headers.get('cache-control')).toBe('private, no-store');
      expect(refused.headers.get('content-security-policy')).toContain("default-src 'none'");
    }
    const shown = await there('DE');
    expect([shown.status, await shown.text()]).toEqual([200, 'a picture']);
    expect(shown.headers.get('vary')).toContain('X-Country');
    expect((await there('CZ')).status).toBe(451);
    for (const path of ['/%5fmedia/x-cz-sk/ab/w640.webp', '/a/..//_media/x-%63z-sk/ab/w640.webp']) {
      expect([path, (await there('CZ', path)).status]).toEqual([path, 451]);
    }
    const free = await there('', '/_media/ab/w640.webp');
    expect([free.status, free.headers.get('vary')]).toEqual([200, null]);
  });

  it('asks the store once for many readers, and goes on while it is away', async () => {
    asked.length = 0;
    await Promise.all(Array.from({ length: 20 }, () => get(`/section.xml?${Math.random()}`)));
    expect(asked).toEqual(['GET /dateline-site/section.xml']);
    await get('/world/a/');
    isAway = true;
    expect(await (await get('/world/a/')).text()).toBe('a story');
    isAway = false;
  });
});

async function freePort(): Promise<number> {
  const server = createTcpServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

async function answers(url: string): Promise<void> {
  for (let tries = 0; ; tries += 1) {
    try {
      await fetch(url);
      return;
    } catch (error) {
      if (tries > 100) throw error;
      await new Promise((resolve) => setTimeout(resolve, 30));
    }
  }
}
