import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { SourceDeclaration } from '../../shared/newsroom.ts';
import { Pause, type Source } from '../../shared/sources.ts';
import { audit } from '../audit.ts';
import { problemAnswers } from '../openapi.ts';
import { nameOf } from '../people/access.ts';
import { ProblemError } from '../problems.ts';
import type { ServerTools } from '../server-tools.ts';
import { Reason } from './reason.ts';

const SourceAnswer = SourceDeclaration.extend({
  origin: z.enum(['declared', 'added']),
  paused: Pause.nullable().describe('Set while what it submits is held'),
  hook: z.string().describe('Where it submits'),
}).meta({ id: 'Source' });
const SourceWithSecret = SourceAnswer.extend({
  secret: z.string().describe('Shown this once'),
}).meta({ id: 'SourceWithSecret' });
const PauseBody = z.strictObject({ reason: Reason }).meta({ id: 'PauseChange' });
const SourceParams = z.object({ id: SourceDeclaration.shape.id });

export function sourceRoutes(plain: FastifyInstance, tools: ServerTools): void {
  const app = plain.withTypeProvider<ZodTypeProvider>();
  const { services } = tools;
  const { sources } = services;
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
      items: (await sources.list()).map((source) => shown(request, source)),
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
      return reply.code(201).send(shownWithSecret(request, source));
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
      return shownWithSecret(request, source);
    },
  );
  pauseRoutes(plain, tools);
}

function pauseRoutes(plain: FastifyInstance, tools: ServerTools): void {
  const app = plain.withTypeProvider<ZodTypeProvider>();
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
        const change = { reason: request.body.reason.trim(), by: nameOf(request) };
        return shown(request, await pauseSource(tools, request.params.id, { verb, ...change }));
      },
    );
  }
}

/** Pauses a source or lets it in again, and says so in the audit. Throws the problem `not-found`. */
export async function pauseSource(
  { services }: ServerTools,
  id: string,
  { verb, by, reason }: { verb: 'pause' | 'resume'; by: string; reason: string },
): Promise<Source> {
  if ((await services.sources.find(id)) === undefined) {
    throw new ProblemError('not-found', `There is no source ${id}.`);
  }
  const pause = verb === 'pause' ? { by, reason, at: new Date().toISOString() } : null;
  const source = await services.sources.pause(id, pause);
  const about = { source: id };
  await audit(services.archive.store, { by, deed: `source.${verb}`, reason, about });
  return source;
}

function shown({ protocol, host }: FastifyRequest, { secrets: _, ...rest }: Source) {
  return { ...rest, hook: `${protocol}://${host}/hooks/${rest.id}` };
}

function shownWithSecret(request: FastifyRequest, source: Source) {
  const [secret = ''] = source.secrets;
  return { ...shown(request, source), secret };
}
