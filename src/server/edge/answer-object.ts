import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ObjectStore, ObjectSummary } from '../../shared/object-store/object-store.ts';
import { hasAlready, rangeOf } from './conditions.ts';

/** No script runs on a page of ours, whatever got into it; search has one, of the site itself. */
const policy =
  "default-src 'none'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; font-src 'self'; " +
  "connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
const searchPolicy = `${policy}; script-src 'self'`;

/** What an edge asks of the site's store. */
export type SiteReader = Pick<ObjectStore, 'get' | 'head'>;

export interface Exchange {
  readonly site: SiteReader;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

/** On every answer. */
export function setSafeHeaders({ url }: IncomingMessage, response: ServerResponse): void {
  const isSearch = /^\/search\/(?:$|\?)/.test(url ?? '');
  response.setHeader('content-security-policy', isSearch ? searchPolicy : policy);
  response.setHeader('x-content-type-options', 'nosniff');
}

/** An object, or what is said about it where that is enough (HEAD). */
type Found = ObjectSummary & { readonly body?: Buffer };

/** Answers with an object as it is stored. False: there is none, and nothing was answered. */
export async function answerObject(exchange: Exchange, key: string): Promise<boolean> {
  const { request, response } = exchange;
  const known = await findKnown(exchange, key);
  if (known !== undefined) {
    setHeaders(response, known);
    response.removeHeader('content-type');
    response.writeHead(304).end();
    return true;
  }
  const found = await find(exchange, key);
  if (found === undefined) return false;
  setHeaders(response, found);
  const { status, location } = found.metadata ?? {};
  if (status === '301' && location !== undefined) response.writeHead(301, { location }).end();
  else if (status === '410') sendWhole(response, 410, found);
  else sendAsked(request, response, found);
  return true;
}

/** `404.html` where the site has one. */
export async function answerNotFound(exchange: Exchange): Promise<void> {
  const { response } = exchange;
  const found = await find(exchange, '404.html');
  if (found === undefined) {
    answerBriefly(response, 404, 'Not found');
    return;
  }
  setHeaders(response, found);
  sendWhole(response, 404, found);
}

/** An answer that no object of the site has words for. */
export function answerBriefly(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' }).end(`${text}\n`);
}

const find = ({ site, request }: Exchange, key: string): Promise<Found | undefined> =>
  request.method === 'HEAD' ? site.head(key) : site.get(key);

/** The object, if the reader has this very version of it: its bytes need not be read. */
async function findKnown(
  { site, request }: Exchange,
  key: string,
): Promise<ObjectSummary | undefined> {
  if (request.headers['if-none-match'] === undefined) return undefined;
  const summary = await site.head(key);
  if (summary === undefined || summary.metadata?.status !== undefined) return undefined;
  return hasAlready(request.headers, summary.etag) ? summary : undefined;
}

function setHeaders(
  response: ServerResponse,
  { contentType, contentLanguage, cacheControl, etag, modified }: ObjectSummary,
): void {
  response.setHeader('content-type', contentType);
  if (contentLanguage !== undefined) response.setHeader('content-language', contentLanguage);
  if (cacheControl !== undefined) response.setHeader('cache-control', cacheControl);
  response.setHeader('etag', `"${etag}"`);
  response.setHeader('last-modified', modified.toUTCString());
}

function sendAsked(request: IncomingMessage, response: ServerResponse, found: Found): void {
  response.setHeader('accept-ranges', 'bytes');
  const range = found.body === undefined ? undefined : rangeOf(request.headers, found);
  if (range === undefined || found.body === undefined) {
    sendWhole(response, 200, found);
  } else if (range === 'unsatisfiable') {
    response.setHeader('content-range', `bytes */${found.size}`);
    answerBriefly(response, 416, 'No such range');
  } else {
    const { first, last } = range;
    const part = found.body.subarray(first, last + 1);
    response.setHeader('content-range', `bytes ${first}-${last}/${found.size}`);
    response.writeHead(206, { 'content-length': part.length }).end(part);
  }
}

function sendWhole(response: ServerResponse, status: number, { size, body }: Found): void {
  response.writeHead(status, { 'content-length': body?.length ?? size }).end(body);
}
