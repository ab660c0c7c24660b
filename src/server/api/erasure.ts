import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { beginErasure } from '../../queues/erase.ts';
import { problemAnswers } from '../openapi.ts';
import { nameOf } from '../people/access.ts';
import { ProblemError } from '../problems.ts';
import { needRedis } from '../redis-reach.ts';
import type { ServerTools } from '../server-tools.ts';
import { Reason } from './reason.ts';
import { StoryParams } from './story-answer.ts';
import { waitingSubmission } from './story-documents.ts';

const Body = z.strictObject({ reason: Reason }).meta({ id: 'ErasureWanted' });
const Answer = z
  .object({ storyId: z.string(), state: z.enum(['under way', 'done']) })
  .meta({ id: 'Erasure' });

/** The one way by which something leaves the archive for good. */
export function erasureRoute(plain: FastifyInstance, tools: ServerTools): void {
  const { services, queues, redis } = tools;
  const { archive, desk, subscribers } = services;
  plain.withTypeProvider<ZodTypeProvider>().post(
    '/v1/stories/:id/erase',
    {
      config: { access: 'admin' },
      schema: {
        tags: ['stories'],
        summary: 'Take a story down and forget all of it',
        description:
          'Its pages answer 410 for good. Submissions, revisions, decisions, pictures that no other ' +
          'story has, and what Redis knows of it are deleted once it is withdrawn, within seconds; ' +
          'a line in the audit stays. Ask again to hear whether it is done. What its source sends ' +
          'of it later is not taken.',
        params: StoryParams,
        body: Body,
        response: { 202: Answer, ...problemAnswers(400, 401, 403, 404, 415, 422, 503) },
      },
    },
    async (request, reply) => {
      await needRedis(redis);
      const { id: storyId } = request.params;
      const why = { storyId, by: nameOf(request), reason: request.body.reason };
      const waiting = (await waitingSubmission(archive, storyId))?.envelope;
      const unread = waiting && {
        source: waiting.source,
        order: { received: waiting.received, submissionId: waiting.submissionId },
      };
      const state = await beginErasure({ archive, desk, subscribers, queues }, why, unread);
      if (state === 'unknown') {
        throw new ProblemError('not-found', `There is no story ${storyId}.`);
      }
      request.log.info({ storyId, by: why.by, state }, 'erasure');
      return reply.code(202).send({ storyId, state });
    },
  );
}
