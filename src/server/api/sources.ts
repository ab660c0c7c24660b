import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { SourceDeclaration } from '../../shared/source-declaration.ts';
import { Pause, type Source } from '../../shared/sources.ts';
import { problemAnswers } from '../openapi.ts';
import { askRedis } from '../redis-reach.ts';
import type { ServerTools } from '../server-tools.ts';
import {
  addSource,
  changeSource,
  doerOf,
  pauseSource,
  removeSource,
  rotateSource,
} from '../sources/change.ts';
import { FeedAnswer, feedAnswer } from './feed-answer.ts';
import { Reason } from './reason.ts';
import { SourceChange } from './source-change.ts';

const SourceAnswer = SourceDeclaration.safeExtend({
  feed: FeedAnswer.optional(),
  origin: z.enum(['declared', 'added']),
  paused: Pause.nullable().describe('Set while what it submits is held'),
  hook: z.string().describe('Where it submits'),
}).meta({ id: 'Source' });
const SourceWithSecret = SourceAnswer.extend({
  secret: z.string().describe('Shown this once'),
}).meta({ id: 'SourceWithSecret' });
const PauseBody = z.strictObject({ reason: Reason }).meta({ id: 'PauseChange' });
const Removed = z
  .object({ id: z.string(), removed: z.literal(true) })
  .meta({ id: 'SourceRemoved' });
const SourceParams = z.object({ id: SourceDeclaration.shape.id });

export function sourceRoutes(plain: FastifyInstance, tools: ServerTools): void {
  const app = plain.withTypeProvider<ZodTypeProvider>();
  const { sources } = tools.services;
  const show = shownBy(tools);
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
      const source = await addSource(tools, request.body, doerOf(request));
      return reply.code(201).send(await showWithSecret(request, source));
    },
  );
  app.patch(
    '/v1/sources/:id',
    {
      config: { access: 'admin' },
      schema: {
        tags: ['sources'],
        summary: 'Change a source that was added while running',
        description:
          'Fields that are not named stay as they are; `null` takes one away. How it proves itself ' +
          '(`auth`) stays: its secrets are made for that. Takes effect within seconds.',
        params: SourceParams,
        body: SourceChange,
        response: {
          200: SourceAnswer,
          ...problemAnswers(400, 401, 403, 404, 409, 415, 422, 503),
        },
      },
    },
    async (request) => {
      const { id } = request.params;
      const order = { id, change: request.body };
      return show(request, await changeSource(tools, order, doerOf(request)));
    },
  );
  app.delete(
    '/v1/sources/:id',
    {
      config: { access: 'admin' },
      schema: {
        tags: ['sources'],
        summary: 'Remove a source that was added while running',
        description:
          'Its secrets end within seconds, and what it sent that has not been ingested fails. Its ' +
          'stories stay.',
        params: SourceParams,
        response: { 200: Removed, ...problemAnswers(401, 403, 404, 409, 503) },
      },
    },
    async (request) => {
      const { id } = request.params;
      await removeSource(tools, id, doerOf(request));
      return { id, removed: true as const };
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
      const source = await rotateSource(tools, request.params.id, doerOf(request));
      return showWithSecret(request, source);
    },
  );
  pauseRoutes(plain, tools);
}

function pauseRoutes(plain: FastifyInstance, tools: ServerTools): void {
  const app = plain.withTypeProvider<ZodTypeProvider>();
  const show = shownBy(tools);
  const summaries = {
    pause: 'Hold what a source submits from now on',
    resume: 'Let a paused source in again; what was held meanwhile stays held',
  };
  for (const verb of ['pause', 'resume'] as const) {
    app.post(
      `/v1/sources/:id/${verb}`,
      {
        config: { access: 'editor' },
        schema: {
          tags: ['sources'],
          summary: summaries[verb],
          params: SourceParams,
          body: PauseBody,
          response: { 200: SourceAnswer, ...problemAnswers(401, 403, 404, 422, 503) },
        },
      },
      async (request) => {
        const order = { verb, id: request.params.id, reason: request.body.reason };
        return show(request, await pauseSource(tools, order, doerOf(request)));
      },
    );
  }
}

/** A source as it is answered: without secrets, and with how its feed stands. */
function shownBy({ services, redis }: ServerTools) {
  const { feeds, subscriptions, config } = services;
  return async (request: FastifyRequest, source: Source) => {
    const { protocol, host, log } = request;
    const { secrets: _, feed, ...declared } = source;
    const rest = { ...declared, paused: source.paused ?? null };
    // Whoever asks on the machine itself reaches it by another address than sources do.
    const hook = `${config.doorUrl ?? `${protocol}://${host}`}/hooks/${source.id}`;
    if (feed === undefined) return { ...rest, hook };
    const state = await askRedis({ redis, log }, () => feeds.find(source.id), undefined);
    const subscription = await subscriptions.find(source.id);
    return { ...rest, hook, feed: feedAnswer(source, feed, { state, subscription }) };
  };
}
