import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { StepEvent } from '../../shared/desk/desk.ts';
import { problemAnswers } from '../openapi.ts';
import { ProblemError } from '../problems.ts';
import type { EventHub } from './event-hub.ts';
import { openReaders } from './readers.ts';

const HEARTBEAT_MS = 15_000;

/** `GET /v1/events`: every step of every story, as server-sent events. */
export function eventRoute(app: FastifyInstance, hub: EventHub): void {
  const readers = openReaders();
  const unsubscribe = hub.subscribe((event) => {
    if (readers.count() > 0) readers.tell(written(event));
  });
  const heartbeat = setInterval(() => readers.tell(': beat\n\n'), HEARTBEAT_MS).unref();
  app.addHook('preClose', async () => {
    unsubscribe();
    clearInterval(heartbeat);
    readers.close();
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
          'the last 1,000. A stream ends after an hour, and one that is not read is ended sooner: ' +
          'come back with Last-Event-ID.',
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
      if (readers.isFull()) {
        throw new ProblemError('unavailable', 'As many watch as can be served: come back later.');
      }
      reply.hijack();
      const client = reply.raw;
      client.writeHead(200, {
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-cache, no-transform',
        'x-accel-buffering': 'no',
        'x-content-type-options': 'nosniff',
        'x-request-id': request.id,
      });
      const after = request.headers['last-event-id'];
      const missed = typeof after === 'string' ? hub.since(after) : [];
      readers.add(client, `retry: 2000\n\n${missed.map(written).join('')}`);
    },
  );
}

const written = ({ id, data }: StepEvent): string =>
  `id: ${id}\nevent: step\ndata: ${JSON.stringify(data)}\n\n`;
