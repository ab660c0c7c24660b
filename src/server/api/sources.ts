import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { SourceDeclaration } from '../../shared/newsroom.ts';
import type { Source } from '../../shared/sources.ts';
import { problemAnswers } from '../openapi.ts';
import { nameOf } from '../people/access.ts';
import { ProblemError } from '../problems.ts';
import { askRedis } from '../redis-reach.ts';
import type { ServerTools } from '../server-tools.ts';
import { FeedAnswer, feedAnswer } from './feed-answer.ts';

const SourceAnswer = SourceDeclaration.safeExtend({
  feed: FeedAnswer.optional(),
  origin: z.enum(['declared', 'added']),
  hook: z.string().describe('Where it submits'),
}).meta({ id: 'Source' });
const SourceWithSecret = SourceAnswer.extend({
  secret: z.string().describe('Shown this once'),
}).meta({ id: 'SourceWithSecret' });
const SourceParams = z.object({ id: SourceDeclaration.shape.id });

export function sourceRoutes(plain: FastifyInstance, { services, redis }: ServerTools): void {
  const app = plain.withTypeProvider<ZodTypeProvider>();
  const { sources, feeds, subscriptions } = services;
  const show = async (request: FastifyRequest, source: Source) => {
    const { protocol, host, log } = request;
    const { secrets: _, feed, ...rest } = source;
    const hook = `${protocol}://${host}/hooks/${source.id}`;
    if (feed === undefined) return { ...rest, hook };
    const state = await askRedis({ redis, log }, () => feeds.find(source.id), undefined);
    const subscription = await subscriptions.find(source.id);
    return { ...rest, hook, feed: feedAnswer(source, feed, { state, subscription }) };
  };
  const showWithSecret = async (request: FastifyRequest, source: Source) => {
    const [secret = ''] = source.secrets;
    return { ...(await show(request, source)), secret };
  };
  app.get(
    '/v1/sources',
    {
      config: { access: 'viewer' },
      schema: {
        tags: ['sources'],
        summary: 'Who may submit',
        response: {
          200: z.object({ items: z.array(SourceAnswer) }),
          ...problemAnswers(401, 403, 503),
        },
      },
    },
    async (request) => ({
      items: await Promise.all((await sources.list()).map((source) => show(request, source))),
    }),
  );
  app.post(
    '/v1/sources',
    {
      config: { access: 'admin' },
      schema: {
        tags: ['sources'],
        summary: 'Add a source',
        body: SourceDeclaration,
        response: {
          201: SourceWithSecret,
          ...problemAnswers(400, 401, 403, 409, 415, 422, 503),
        },
      },
    },
    async (request, reply) => {
      const source = await sources.add(request.body);
      request.log.info({ source: source.id, by: nameOf(request) }, 'source added');
      return reply.code(201).send(await showWithSecret(request, source));
    },
  );
  app.post(
    '/v1/sources/:id/rotate',
    {
      config: { access: 'admin' },
      schema: {
        tags: ['sources'],
        summary: 'Give a source a new secret; the one before it stays good for a day',
        params: SourceParams,
        response: { 200: SourceWithSecret, ...problemAnswers(401, 403, 404, 503) },
      },
    },
    async (request) => {
      const { id } = request.params;
      if ((await sources.find(id)) === undefined) {
        throw new ProblemError('not-found', `There is no source ${id}.`);
      }
      const source = await sources.rotate(id);
      request.log.info({ source: id, by: nameOf(request) }, 'source secret rotated');
      return showWithSecret(request, source);
    },
  );
}
