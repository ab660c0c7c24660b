import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createContext, runInContext } from 'node:vm';
import { z } from 'zod';
import type { ObjectStore } from '../../src/shared/object-store/object-store.ts';

const sourceOf = (name: string): string =>
  readFileSync(new URL(`../../deploy/edge/cloudfront-${name}.js`, import.meta.url), 'utf8');
const [onRequest, onResponse] = [sourceOf('request'), sourceOf('response')];

const Headers = z.record(z.string(), z.object({ value: z.string() }));
type Headers = z.infer<typeof Headers>;
/** What a function may return: a request to go on with, or an answer. */
const Request = z.object({ uri: z.string(), method: z.string() });
const Response = z.object({
  statusCode: z.number(),
  statusDescription: z.string().optional(),
  headers: Headers,
});
type Response = z.infer<typeof Response>;

/** Runs a function on an event, in a world of its own as there; what goes in and out is JSON. */
export function runFunction(source: string, event: object): unknown {
  const context = createContext({ given: JSON.stringify(event), console: { log: () => {} } });
  const text = runInContext(`${source}\nJSON.stringify(handler(JSON.parse(given)))`, context);
  return JSON.parse(z.string().parse(text));
}

export const functions = { onRequest, onResponse };

/** The response headers policy and custom error responses of docs/cdn.md. */
const policyFor = (path: string) => ({
  'content-security-policy':
    "default-src 'none'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; font-src 'self'; " +
    "connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'" +
    (path === '/search/' ? "; script-src 'self'" : ''),
  'x-content-type-options': 'nosniff',
});
const errorPage = '404.html';

/** A distribution without its cache: our functions around a bucket. */
export async function startCloudFront(site: ObjectStore) {
  const server = createServer((incoming, outgoing) => {
    answer(site, incoming)
      .then(({ response, body }) => {
        const headers = Object.entries(response.headers).map(([name, { value }]) => [name, value]);
        outgoing.writeHead(response.statusCode, {
          ...Object.fromEntries(headers),
          ...policyFor(incoming.url?.split('?', 1)[0] ?? ''),
        });
        outgoing.end(body);
      })
      .catch((error) => outgoing.destroy(error));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

interface Answered {
  readonly response: Response;
  readonly body?: Buffer;
}

async function answer(site: ObjectStore, incoming: IncomingMessage): Promise<Answered> {
  const { method = '', url = '', headers } = incoming;
  // The behaviour allows GET and HEAD; CloudFront itself refuses the rest.
  if (method !== 'GET' && method !== 'HEAD') return { response: { statusCode: 403, headers: {} } };
  const [uri = '', query] = url.split('?', 2);
  const request = {
    ...{ method, uri, querystring: queryOf(query), cookies: {} },
    headers: countryOf(headers['x-country']),
  };
  const event = {
    ...{ version: '1.0', viewer: { ip: '198.51.100.7' }, request },
    context: { distributionId: 'E1', eventType: 'viewer-request', requestId: 'r' },
  };
  const decided = runFunction(onRequest, event);
  const goesOn = Request.safeParse(decided);
  if (!goesOn.success) return { response: Response.parse(decided) };
  const origin = await fromStore(site, decodeURIComponent(goesOn.data.uri.slice(1)));
  if (origin === undefined) return errorResponse(site);
  const changed = runFunction(onResponse, {
    ...event,
    context: { ...event.context, eventType: 'viewer-response' },
    ...{ request: { ...request, uri: goesOn.data.uri }, response: origin.response },
  });
  return { ...origin, response: Response.parse(changed) };
}

function queryOf(query: string | undefined): Headers {
  return Object.fromEntries(
    [...new URLSearchParams(query)].map(([name, value]) => [name, { value }]),
  );
}

const countryOf = (country: string | string[] | undefined): Headers =>
  typeof country === 'string' ? { 'cloudfront-viewer-country': { value: country } } : {};

async function errorResponse(site: ObjectStore): Promise<Answered> {
  const page = await fromStore(site, errorPage);
  const { 'content-type': type = { value: 'text/html' } } = page?.response.headers ?? {};
  const response = { statusCode: 404, headers: { 'content-type': type } };
  return { response, ...(page?.body && { body: page.body }) };
}

async function fromStore(site: ObjectStore, key: string): Promise<Answered | undefined> {
  const found = await site.get(key);
  if (found === undefined) return undefined;
  const { contentType, cacheControl, metadata = {}, body } = found;
  const said = {
    'content-type': contentType,
    ...(cacheControl && { 'cache-control': cacheControl }),
  };
  const meta = Object.entries(metadata).map(([name, value]) => [`x-amz-meta-${name}`, value]);
  const headers = Object.entries({ ...said, ...Object.fromEntries(meta) });
  return {
    response: {
      ...{ statusCode: 200, statusDescription: 'OK' },
      headers: Object.fromEntries(headers.map(([name, value]) => [name, { value: String(value) }])),
    },
    body,
  };
}
