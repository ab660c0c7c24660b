import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { edgeContract, fillSite } from '../contracts/edge.ts';
import { patiently } from '../support/patiently.ts';
import { type PublicBucket, startPublicBucket } from '../support/public-bucket.ts';
import { quietPort } from '../support/quiet-port.ts';
import { type TemporaryStores, temporaryStores } from '../support/temporary-archive.ts';

const MODULE = '/usr/lib/nginx/modules/ngx_http_js_module.so';
const hasNginx = spawnSync('nginx', ['-v']).status === 0 && existsSync(MODULE);
if (!hasNginx)
  console.log('passed over: the nginx edge (nginx with its JavaScript module is missing)');

const folder = (name: string): string =>
  fileURLToPath(new URL(`../../deploy/edge/${name}`, import.meta.url));

describe.skipIf(!hasNginx && !process.env.CI)('the nginx edge', () => {
  let work: string;
  let stores: TemporaryStores;
  let bucket: PublicBucket;
  let nginx: ChildProcess;
  let edge: string;

  beforeAll(async () => {
    stores = await temporaryStores();
    await fillSite(stores.site);
    bucket = await startPublicBucket(stores.site);
    const port = await quietPort();
    edge = `http://127.0.0.1:${port}`;
    work = await mkdtemp(join(tmpdir(), 'dl-edge-'));
    // Started by root, nginx works as somebody else.
    await chmod(work, 0o755);
    await mkdir(join(work, 'cache'));
    const configuration = (await readFile(folder('nginx.conf'), 'utf8'))
      .replace('modules/ngx_http_js_module.so', MODULE)
      .replace('server objectstore:8333', `server 127.0.0.1:${bucket.port}`)
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
    await bucket.close();
    await stores.remove();
    await rm(work, { recursive: true });
  });

  const get = (path: string, options: RequestInit = {}): Promise<Response> =>
    fetch(`${edge}${path}`, { redirect: 'manual', ...options });

  edgeContract(() => edge);

  it('lets nobody ask the store for more than an object', async () => {
    expect((await get('/?list-type=2')).status).toBe(200);
    expect((await get('/_store/index.html')).status).toBe(404);
    expect(
      bucket.asked.filter((line) => !/^(GET|HEAD) \/dateline-site\/[^?]*$/.test(line)),
    ).toEqual([]);
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
    await stores.site.put('busy.xml', '<rss/>', {
      ...{ contentType: 'application/xml', cacheControl: 'public, max-age=60' },
    });
    bucket.asked.length = 0;
    await Promise.all(Array.from({ length: 20 }, () => get(`/busy.xml?${Math.random()}`)));
    expect(bucket.asked).toEqual(['GET /dateline-site/busy.xml']);
    await get('/world/flood/');
    bucket.isAway = true;
    expect(await (await get('/world/flood/')).text()).toBe('a story');
    bucket.isAway = false;
  });
});

const answers = (url: string) =>
  patiently(() =>
    fetch(url).then(
      () => ({}),
      (error: unknown) => `does not answer: ${error}`,
    ),
  );
