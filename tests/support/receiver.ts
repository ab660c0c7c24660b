import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

export interface Told {
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  /** The body, read. */
  readonly event: {
    type: string;
    timestamp: string;
    data: Readonly<Record<string, unknown>>;
  };
}

export interface Receiver {
  readonly url: string;
  readonly told: Told[];
  /** Next answers; 204 once there are none. */
  answers: (number | { status: number; headers: Record<string, string> })[];
  /** Types of events that are answered by 500, as long as they stand here. */
  readonly refused: Set<string>;
  /** Of one story. */
  of(storyId: string): Told[];
  close(): Promise<void>;
}

/** Somebody outside who wants to be told of stories. */
export async function receiver(): Promise<Receiver> {
  const told: Told[] = [];
  const answers: Receiver['answers'] = [];
  const refused = new Set<string>();
  const server = createServer(async (request, response) => {
    const body = await buffer(request);
    const event: Told['event'] = JSON.parse(body.toString('utf8'));
    told.push({ headers: request.headers, body, event });
    const next = answers.shift() ?? (refused.has(event.type) ? 500 : 204);
    const { status, headers } = typeof next === 'number' ? { status: next, headers: {} } : next;
    response.writeHead(status, headers).end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  // Of a TCP server: never a socket's path.
  const { port } = server.address() as AddressInfo;
  return {
    ...{ url: `http://127.0.0.1:${port}/hook?token=secret`, told, answers, refused },
    of: (storyId) => told.filter(({ event }) => event.data.storyId === storyId),
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
