import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

export interface Seen {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

export interface FakeApi {
  readonly url: string;
  readonly seen: Seen[];
  close(): Promise<void>;
}

/** Answers a request with a status and JSON, or does it itself (and returns nothing). */
export type Answer = (seen: Seen, response: ServerResponse) => [number, object] | undefined;

/** An HTTP API that says what a test wants it to say. */
export async function fakeApi(answer: Answer): Promise<FakeApi> {
  const seen: Seen[] = [];
  const server = createServer(async (request, response) => {
    const { method = '', url = '', headers } = request;
    const entry = { method, path: url, headers, body: await text(request) };
    seen.push(entry);
    const said = answer(entry, response);
    if (said === undefined) return;
    const [status, body] = said;
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  // Of a TCP server: never a socket's path.
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    seen,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
