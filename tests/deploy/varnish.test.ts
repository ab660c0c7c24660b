import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, request, type Server } from 'node:http';
import { type AddressInfo, createServer as createTcpServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const hasVarnish = spawnSync('varnishd', ['-V']).status === 0;
if (!hasVarnish) console.log('passed over: the Varnish edge (varnishd is missing)');

const territories = fileURLToPath(new URL('../../deploy/edge/territories.vcl', import.meta.url));

/** The least that includes it. */
const siteVcl = (storePort: number, include: string): string => `vcl 4.1;
include "${include}";
backend default { .host = "127.0.0.1"; .port = "${storePort}"; }
sub vcl_recv { call dateline_territories_recv; }
sub vcl_deliver { call dateline_territories_deliver; }
sub vcl_synth { call dateline_territories_synth; }
`;

describe.skipIf(!hasVarnish && !process.env.CI)('the Varnish edge', () => {
  let work: string;
  let store: Server;
  let varnish: ChildProcess;
  let port: number;
  const asked: string[] = [];

  beforeAll(async () => {
    store = createServer((request, response) => {
      asked.push(request.url ?? '');
      response.writeHead(200, { 'cache-control': 'public, max-age=600' }).end('a picture');
    });
    store.listen(0, '127.0.0.1');
    await once(store, 'listening');
    port = await freePort();
    work = await mkdtemp(join(tmpdir(), 'dl-varnish-'));
    const include = join(work, 'territories.vcl');
    await copyFile(territories, include);
    const { port: storePort } = store.address() as AddressInfo;
    await writeFile(join(work, 'site.vcl'), siteVcl(storePort, include));
    const words = ['-F', '-j', 'none', '-n', join(work, 'run'), '-f', join(work, 'site.vcl')];
    const rest = ['-a', `127.0.0.1:${port}`, '-s', 'malloc,16m', '-T', 'none'];
    varnish = spawn('varnishd', [...words, ...rest], { stdio: 'ignore' });
    await answers(port);
  }, 30_000);
  afterAll(async () => {
    varnish.kill('SIGTERM');
    if (varnish.exitCode === null) await once(varnish, 'exit');
    store.closeAllConnections();
    store.close();
    await rm(work, { recursive: true, force: true });
  });

  const path = '/_media/x-cz-sk/ab/w640.webp';
  const from = (country: string, asking = path) =>
    get(port, asking, country === '' ? {} : { 'x-country': country });

  it('refuses a picture where it may not be seen, whoever has seen it before', async () => {
    expect(await from('DE')).toMatchObject({ status: 200, body: 'a picture', vary: 'X-Country' });
    for (const country of ['CZ', 'SK', 'sk', '', 'CZE', 'DE, CZ']) {
      const refused = await from(country);
      expect([country, refused.status]).toEqual([country, 451]);
      expect(refused.cacheControl).toBe('private, no-store');
      expect(refused.body).toBe('Not for readers in this country\n');
    }
    expect((await from('FR')).status).toBe(200);
    expect(asked.filter((url) => url === path)).toHaveLength(1);
  });

  it('is not led around by another spelling of the address', async () => {
    for (const asking of ['/%5Fmedia/x-cz-sk/ab/w640.webp', '/_media/x-%63z-sk/ab/w640.webp']) {
      expect((await from('CZ', asking)).status).toBe(400);
    }
  });

  it('lets everything else pass, wherever the reader is', async () => {
    for (const asking of ['/', '/_media/ab/w640.webp', '/%D8%A7/?q=%41']) {
      expect([asking, (await from('', asking)).status]).toEqual([asking, 200]);
    }
  });
});

interface Answer {
  readonly status: number;
  readonly body: string;
  readonly vary: string | undefined;
  readonly cacheControl: string | undefined;
}

/** As written: fetch would tidy the path up. */
function get(port: number, path: string, headers: Record<string, string>): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, path, headers }, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (text) => (body += text));
      response.on('end', () => {
        const { vary, 'cache-control': cacheControl } = response.headers;
        resolve({ status: response.statusCode ?? 0, body, vary, cacheControl });
      });
    });
    sent.on('error', reject).end();
  });
}

async function freePort(): Promise<number> {
  const server = createTcpServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

async function answers(port: number): Promise<void> {
  for (let tries = 0; ; tries += 1) {
    try {
      await get(port, '/', {});
      return;
    } catch (error) {
      if (tries > 300) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}
