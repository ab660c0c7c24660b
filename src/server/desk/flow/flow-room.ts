import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { EventHub } from '../../api/event-hub.ts';
import { listStories } from '../../api/stories.ts';
import type { Readiness } from '../../readiness.ts';
import { needRedis } from '../../redis-reach.ts';
import type { ServerTools } from '../../server-tools.ts';
import { stageFigures } from '../../standing/stage-figures.ts';
import { sendPage } from '../layout.ts';
import { flowPage } from './flow-page.ts';

const MOST_WAITING = 8;
const MOST_MOVES = 20;

/** What the page of the flow asks beside the desk. */
export interface FlowSources {
  readonly events: EventHub;
  readonly readiness: () => Promise<Readiness>;
}

/** `/desk`: how the newsroom's work flows just now. */
export function flowRoom(scope: FastifyInstance, tools: ServerTools, sources: FlowSources): void {
  scope.get('/desk', { config: { access: 'viewer' }, schema: { hide: true } }, (request, reply) =>
    sendFlow(tools, { request, reply }, sources),
  );
}

async function sendFlow(
  tools: ServerTools,
  { request, reply }: { request: FastifyRequest; reply: FastifyReply },
  { events, readiness }: FlowSources,
): Promise<FastifyReply> {
  await needRedis(tools.redis);
  const { desk, newsroom } = tools.services;
  const hour = await desk.flow('hour');
  const [day, stages, waiting, counts, { because }] = await Promise.all([
    desk.flow('day'),
    stageFigures(tools, hour),
    listStories(tools, { state: 'unpublished', order: 'oldest', limit: MOST_WAITING }),
    desk.counts(),
    readiness(),
  ]);
  const moves = events
    .since('')
    .slice(-MOST_MOVES)
    .reverse()
    .map(({ data }) => data);
  return sendPage(reply, {
    ...{ title: 'Flow', room: '/desk', newsroom: newsroom.site.name },
    ...{ person: request.person, follows: 'all' },
    body: flowPage({
      ...{ stages, hour, day, waiting: waiting.items, moves, counts, because, now: Date.now() },
    }),
  });
}
