import type { ServerResponse } from 'node:http';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { StepEvent } from '../../shared/desk/desk.ts';
import { problemAnswers } from '../openapi.ts';
import { ProblemError } from '../problems.ts';
import type { EventHub } from './event-hub.ts';

const MOST_CLIENTS = 500;
const HEARTBEAT_MS = 15_000;
/** A client that reads too slowly for this is let go; it comes back with its Last-Event-ID. */
const MOST_UNREAD_BYTES = 1024 * 1024;

/** `GET /v1/events`: every step of every story, as server-sent events. */
export function eventRoute(app: FastifyInstance, hub: EventHub): void {
  const clients = new Set<ServerResponse>();
  const sendAll = (text: string): void => {
    for (const client of clients) send(client, text);
  };
  const unsubscribe = hub.subscribe((event) => {
    if (clients.size > 0) sendAll(written(event));
  });
  const heartbeat = setInterval(sendAll, HEARTBEAT_MS, ': beat\n\n').unref();
  app.addHook('preClose', async () => {
    unsubscribe();
    clearInterval(heartbeat);
    for (const client of clients) client.end();
  });

  app.get(
    '/v1/events',
    {
      exposeHeadRoute: false,
      config: { access: 'viewer' },
      schema: {
        tags: ['stories'],
        summary: 'Steps of all stories as server-sent events',
        description:
          '`event: step`; data is a timeline entry with its storyId. Last-Event-ID replays up to ' +
          'the last 1,000.',
        response: {
          200: {
            description: 'A stream that does not end',
            content: { 'text/event-stream': { schema: z.string() } },
          },
          ...problemAnswers(401, 403, 503),
        },
      },
    },
    (request, reply) => {
      if (clients.size >= MOST_CLIENTS) {
        throw new ProblemError('unavailable', `Only ${MOST_CLIENTS} may watch at once.`);
      }
      reply.hijack();
      const client = reply.raw;
      client.on('close', () => clients.delete(client));
      client.writeHead(200, {
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-cache, no-transform',
        'x-accel-buffering': 'no',
        'x-content-type-options': 'nosniff',
        'x-request-id': request.id,
      });
      const after = request.headers['last-event-id'];
      const missed = typeof after === 'string' ? hub.since(after) : [];
      client.write(`retry: 2000\n\n${missed.map(written).join('')}`);
      clients.add(client);
    },
  );
}

const written = ({ id, data }: StepEvent): string =>
  `id: ${id}\nevent: step\ndata: ${JSON.stringify(data)}\n\n`;

function send(client: ServerResponse, text: string): void {
  if (client.writableLength > MOST_UNREAD_BYTES) client.destroy();
  else client.write(text);
}
