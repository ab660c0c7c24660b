import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { Unavailable } from '../shared/errors.ts';
import {
  answerBriefly,
  answerNotFound,
  answerObject,
  type Exchange,
  type SiteReader,
  setSafeHeaders,
} from './edge/answer-object.ts';
import { wantedBy } from './edge/site-path.ts';
import { isBoundToTerritories, isRefusedThere } from './edge/territory.ts';
import { urlOf, watchUnused } from './listening.ts';

/** Readers that take longer than this are cut off when the edge stops. */
const CLOSE_MS = 2000;

export interface RunningEdge {
  /** Without a slash at its end. */
  readonly url: string;
  close(): Promise<void>;
}

/** The preview edge: serves the site as a CDN would, and never lists what is in it. */
export async function startEdge(
  site: SiteReader,
  { host, port }: { host: string; port: number },
): Promise<RunningEdge> {
  const server = createServer((request, response) => {
    void answer({ site, request, response });
  });
  const hangUpUnused = watchUnused(server);
  server.listen(port, host);
  await once(server, 'listening');
  return {
    url: urlOf(server.address()),
    async close() {
      const closed = once(server, 'close');
      server.close();
      hangUpUnused();
      const patience = setTimeout(() => server.closeAllConnections(), CLOSE_MS);
      await closed;
      clearTimeout(patience);
    },
  };
}

async function answer(exchange: Exchange): Promise<void> {
  const { request, response } = exchange;
  setSafeHeaders(request, response);
  // A body is nothing to us, but unread it would block the connection.
  request.resume();
  try {
    await answerRequest(exchange);
  } catch (error) {
    answerFailure(response, error);
  }
}

async function answerRequest(exchange: Exchange): Promise<void> {
  const { site, request, response } = exchange;
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.setHeader('allow', 'GET, HEAD');
    return answerBriefly(response, 405, 'Only GET and HEAD');
  }
  const wanted = wantedBy(urlIn(request));
  if (wanted.kind === 'nonsense') return answerBriefly(response, 400, 'Not an address');
  if (wanted.kind === 'object') {
    if (isBoundToTerritories(wanted.key)) response.setHeader('vary', 'X-Country');
    if (isRefusedThere(wanted.key, request.headers)) return refuseThere(response);
    if (await answerObject(exchange, wanted.key)) return;
  }
  if (wanted.kind === 'slashless' && (await site.head(wanted.key)) !== undefined) {
    return addSlash(request, response);
  }
  return answerNotFound(exchange);
}

/** The page has the picture's caption and credit; nobody keeps the answer for readers elsewhere. */
function refuseThere(response: ServerResponse): void {
  response.setHeader('cache-control', 'private, no-store');
  answerBriefly(response, 451, 'Not for readers in this country');
}

const urlIn = ({ url }: IncomingMessage): string => url ?? '/';

function addSlash(request: IncomingMessage, response: ServerResponse): void {
  const [path = '', query] = urlIn(request).split('?', 2);
  // The path begins with one slash and holds no empty segment, so it cannot name another host.
  const location = `${path}/${query === undefined ? '' : `?${query}`}`;
  response.writeHead(301, { location, 'cache-control': 'public, max-age=60' }).end();
}

function answerFailure(response: ServerResponse, error: unknown): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  for (const name of ['etag', 'last-modified', 'cache-control']) response.removeHeader(name);
  if (error instanceof Unavailable) {
    response.setHeader('retry-after', '1');
    answerBriefly(response, 503, 'The site’s store is away');
  } else {
    answerBriefly(response, 500, 'Something is broken');
  }
}
