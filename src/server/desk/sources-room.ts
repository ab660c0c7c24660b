import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { SourceHealth } from '../../shared/desk/flow.ts';
import { feedAnswer } from '../api/feed-answer.ts';
import type { Visit } from '../people/access.ts';
import { ProblemError } from '../problems.ts';
import { askRedis } from '../redis-reach.ts';
import type { ServerTools } from '../server-tools.ts';
import { doerOf, pauseSource, rotateSource } from '../sources/change.ts';
import { reasonIn } from './forms.ts';
import { sendPage } from './layout.ts';
import { type ShownSource, sourcesPage } from './sources-page.ts';

const MOST_SHOWN = 200;
const nothing: SourceHealth = { last: {}, days: [] };

/** `/desk/sources`: how each source does; pause it, give it a new secret. */
export function sourcesRoom(scope: FastifyInstance, tools: ServerTools): void {
  const hidden = { hide: true } as const;
  scope.get('/desk/sources', { config: { access: 'viewer' }, schema: hidden }, (request, reply) =>
    sendSources(tools, { request, reply }, {}),
  );
  for (const verb of ['pause', 'resume'] as const) {
    scope.post(
      `/desk/sources/:id/${verb}`,
      { config: { access: 'editor' }, schema: hidden },
      async (request, reply) => {
        const reason = reasonIn(request);
        const id = await sourceIn(tools, request);
        await pauseSource(tools, { verb, id, reason }, doerOf(request));
        return reply.redirect('/desk/sources', 303);
      },
    );
  }
  scope.post(
    '/desk/sources/:id/rotate',
    { config: { access: 'admin' }, schema: hidden },
    async (request, reply) => {
      const id = await sourceIn(tools, request);
      const { secrets } = await rotateSource(tools, id, doerOf(request));
      return sendSources(tools, { request, reply }, { rotated: id, secret: secrets[0] ?? '' });
    },
  );
}

/** Throws the problem `not-found`. */
async function sourceIn({ services }: ServerTools, { params }: FastifyRequest): Promise<string> {
  const { id } = z.object({ id: z.string() }).parse(params);
  if ((await services.sources.find(id)) !== undefined) return id;
  throw new ProblemError('not-found', 'There is no such source.');
}

async function sendSources(
  tools: ServerTools,
  { request, reply }: Visit,
  shown: { readonly rotated?: string; readonly secret?: string },
): Promise<FastifyReply> {
  const { services, redis } = tools;
  const all = (await services.sources.list()).slice(0, MOST_SHOWN);
  const { log } = request;
  const sources = await Promise.all(
    all.map(async ({ secrets: _, ...source }): Promise<ShownSource> => {
      const ask = () => services.desk.sourceHealth(source.id);
      const health = await askRedis({ redis, log }, ask, nothing);
      if (source.feed === undefined) return { source, health, feed: undefined };
      const state = await askRedis({ redis, log }, () => services.feeds.find(source.id), undefined);
      const subscription = await services.subscriptions.find(source.id);
      const known = { state, subscription };
      return { source, health, feed: feedAnswer({ ...source, secrets: [] }, source.feed, known) };
    }),
  );
  return sendPage(reply, {
    ...{ title: 'Sources', room: '/desk/sources', newsroom: services.newsroom.site.name },
    person: request.person,
    body: sourcesPage({
      sources,
      ...shown,
      role: request.person?.role ?? 'viewer',
      now: Date.now(),
    }),
  });
}
