import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Source } from '../../shared/sources.ts';
import { ProblemError } from '../problems.ts';
import type { ServerTools } from '../server-tools.ts';
import { checkBodyKind, checkIsJson } from './body-kind.ts';
import { batchSchema, submitSchema, withdrawSchema } from './door-description.ts';
import { DoorParams, knock } from './knock.ts';
import { type Limits, openLimits } from './limits.ts';
import { openLoad } from './load.ts';
import { proveSender } from './sender.ts';
import { submitBatch } from './several.ts';
import { shedLoad } from './shedding.ts';
import { submit, withdraw } from './single.ts';
import { openSourceHealth } from './source-health.ts';

const MOST_BYTES = 25 * 1024 * 1024;

/**
 * The way in. What is refused is refused in the contract's order: source, kind, size, sender, limit,
 * form, fields, key, and the archive last. What this process cannot bear is refused unread.
 */
export async function openDoor(
  app: FastifyInstance,
  tools: ServerTools,
  limits: Limits = openLimits({ overall: tools.services.config.door.rate }),
): Promise<void> {
  const { metrics } = tools;
  const load = openLoad(tools.services.config.door);
  const { desk, log } = tools.services;
  const health = openSourceHealth(desk, log);
  app.addHook('onClose', async () => {
    load.close();
    await health.close();
  });
  await app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    // Raw bytes: what was signed. A body that grows beyond the limit is refused while it comes.
    scope.addContentTypeParser(
      '*',
      { parseAs: 'buffer', bodyLimit: MOST_BYTES },
      (_request, body, done) => done(null, body),
    );
    scope.decorateRequest('source', null);
    // Bodies are a format's to read, not a schema's.
    scope.setValidatorCompiler(() => () => true);
    scope.addHook('onRequest', async (request) => {
      request.source = await findSource(request, tools);
      checkBodyKind(request, request.source);
    });
    shedLoad(scope, { load, metrics, mostBytes: MOST_BYTES });
    scope.addHook('preHandler', async (request) => {
      const { source, body } = knock(request);
      const { tokens, services } = tools;
      const { threads, subscriptions } = services;
      await proveSender(request, body, { source, tokens, threads, subscriptions });
      const wait = limits.take(source);
      if (wait > 0) {
        throw new ProblemError(
          'too-many-requests',
          `Nothing is lost: send it again in ${wait} s.`,
          {
            retryAfter: wait,
          },
        );
      }
    });
    scope.addHook('onResponse', async (request, reply) => {
      const result = resultOf(reply);
      // Those of no source are nobody's health.
      if (request.source !== null) health.note(request.source.id, result);
      metrics.submissions.inc({ result });
      metrics.doorDuration.observe({ result }, reply.elapsedTime / 1000);
    });
    scope.route({
      method: 'POST',
      url: '/hooks/:source',
      config: { access: 'open' },
      schema: submitSchema,
      handler: (request, reply) => submit(request, reply, tools),
    });
    scope.route({
      method: 'POST',
      url: '/hooks/:source/batch',
      config: { access: 'open' },
      schema: batchSchema,
      onRequest: async (request) => checkIsJson(request),
      handler: (request, reply) => submitBatch(request, reply, tools),
    });
    scope.route({
      method: 'DELETE',
      url: '/hooks/:source/:externalId',
      config: { access: 'open' },
      schema: withdrawSchema,
      handler: (request, reply) => withdraw(request, reply, tools),
    });
  });
}

async function findSource(request: FastifyRequest, { services }: ServerTools): Promise<Source> {
  const source = await services.sources.find(DoorParams.parse(request.params).source);
  if (source === undefined) throw new ProblemError('not-found', 'There is no such source.');
  return source;
}

function resultOf(reply: FastifyReply): string {
  if (reply.statusCode !== 202) return String(reply.statusCode);
  return reply.hasHeader('idempotent-replayed') ? 'replayed' : 'accepted';
}
