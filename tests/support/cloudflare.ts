import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import type { ObjectStore } from '../../src/shared/object-store/object-store.ts';

interface Worker {
  fetch(request: Request, env: object, context: object): Promise<Response>;
}

/** What Cloudflare keeps for one data centre: by address, for as long as `Cache-Control` says. */
export function fakeCache() {
  const kept = new Map<string, { readonly response: Response; readonly until: number }>();
  return {
    async match(request: Request): Promise<Response | undefined> {
      const found = kept.get(request.url);
      return found !== undefined && found.until > Date.now() ? found.response.clone() : undefined;
    },
    async put(request: Request, response: Response): Promise<void> {
      if (request.method !== 'GET' || response.status === 206)
        throw new TypeError('not to be kept');
      const said = response.headers.get('cache-control') ?? '';
      const seconds = Number(/max-age=(\d+)/.exec(said)?.[1] ?? 0);
      if (/no-store|private/.test(said) || seconds === 0) return;
      kept.set(request.url, { response, until: Date.now() + seconds * 1000 });
    },
    /** As the zone's purges by tag do. */
    purge(tag: string): void {
      for (const [url, { response }] of kept) {
        if (response.headers.get('cache-tag')?.split(/, */).includes(tag)) kept.delete(url);
      }
    },
  };
}

/** A bucket as a Worker is bound to it. */
export const boundBucket = (site: ObjectStore) => ({
  async get(key: string) {
    const found = await site.get(key);
    if (found === undefined) return null;
    return {
      body: new Response(new Uint8Array(found.body)).body,
      httpEtag: `"${found.etag}"`,
      customMetadata: found.metadata,
      writeHttpMetadata(headers: Headers) {
        headers.set('content-type', found.contentType);
        if (found.cacheControl !== undefined) headers.set('cache-control', found.cacheControl);
        if (found.contentLanguage !== undefined) {
          headers.set('content-language', found.contentLanguage);
        }
      },
    };
  },
});

/**
 * The Worker behind an HTTP server; a reader's country is what `X-Country` says.
 * @param cache as the global `caches.default` has it
 */
export async function startCloudflare(env: object, cache: ReturnType<typeof fakeCache>) {
  const file = new URL('../../deploy/edge/cloudflare-worker.js', import.meta.url).href;
  const worker: Worker = (await import(file)).default;
  const server = createServer((incoming, outgoing) => {
    answer(worker, env, incoming)
      .then((response) => {
        outgoing.writeHead(response.status, Object.fromEntries(response.headers));
        if (response.body === null) outgoing.end();
        else Readable.from(response.body).pipe(outgoing);
      })
      .catch((error) => outgoing.destroy(error));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    cache,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

async function answer(worker: Worker, env: object, incoming: IncomingMessage): Promise<Response> {
  const { method = 'GET', url = '/', headers } = incoming;
  const { 'x-country': country, 'if-none-match': known } = headers;
  const request = new Request(`https://news.example${url}`, {
    method,
    ...(known !== undefined && { headers: { 'if-none-match': known } }),
  });
  Object.defineProperty(request, 'cf', { value: { country } });
  const kept: Promise<unknown>[] = [];
  const context = { waitUntil: (work: Promise<unknown>) => kept.push(work) };
  const response = await worker.fetch(request, env, context);
  await Promise.all(kept);
  return response;
}
