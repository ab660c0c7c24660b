import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { problemAnswers } from '../openapi.ts';
import { nameOf } from '../people/access.ts';
import { ProblemError } from '../problems.ts';
import { needRedis } from '../redis-reach.ts';
import { remoderateAll } from '../review/remoderate-all.ts';
import { ClaimAnswer, ReviewAnswer, readReview } from '../review/review.ts';
import type { ServerTools } from '../server-tools.ts';
import { Reason } from './reason.ts';
import { StoryParams } from './story-answer.ts';

const Bulk = z
  .strictObject({
    state: z.literal('held'),
    source: z.string().max(40).optional().describe('Only its stories'),
    reason: Reason,
  })
  .meta({ id: 'RemoderateAll' });
const BulkAnswer = z
  .object({
    found: z.int(),
    sent: z.int().describe('On their way through moderation; follow them by /v1/events'),
    skipped: z.int().describe('Decided meanwhile, or held by their source or their past'),
    more: z.boolean().describe('There are more than one request takes: send it again'),
  })
  .meta({ id: 'Remoderated' });

/** What reviewers need besides deciding. */
export function reviewRoutes(plain: FastifyInstance, tools: ServerTools): void {
  const app = plain.withTypeProvider<ZodTypeProvider>();
  app.get(
    '/v1/stories/:id/review',
    {
      config: { access: 'viewer' },
      schema: {
        tags: ['moderation'],
        summary: 'The texts of a story as submitted, and past decisions on stories like it',
        params: StoryParams,
        response: { 200: ReviewAnswer, ...problemAnswers(401, 403, 404, 503) },
      },
    },
    async ({ params, log }) => {
      const review = await readReview(tools, params.id, log);
      if (review !== undefined) return review;
      throw new ProblemError('not-found', `There is nothing to review of ${params.id}.`);
    },
  );
  app.post(
    '/v1/stories/remoderate',
    {
      config: { access: 'operator' },
      schema: {
        tags: ['moderation'],
        summary: 'Let moderation look again at all stories that it holds, or at those of a source',
        body: Bulk,
        response: { 200: BulkAnswer, ...problemAnswers(400, 401, 403, 422, 503) },
      },
    },
    async (request) => remoderateAll(tools, { ...request.body, by: nameOf(request) }, request.log),
  );
  claimRoutes(plain, tools);
}

function claimRoutes(plain: FastifyInstance, { services, redis }: ServerTools): void {
  const app = plain.withTypeProvider<ZodTypeProvider>();
  app.post(
    '/v1/stories/:id/claim',
    {
      config: { access: 'editor' },
      schema: {
        tags: ['moderation'],
        summary: 'Say for ten minutes that one reads a story; it blocks nobody',
        description: 'Answers whose claim stands: one’s own, or that of who came first.',
        params: StoryParams,
        response: { 200: ClaimAnswer, ...problemAnswers(401, 403, 404, 503) },
      },
    },
    async (request) => {
      await needRedis(redis);
      return services.reviewDesk.claim(request.params.id, nameOf(request));
    },
  );
  app.delete(
    '/v1/stories/:id/claim',
    {
      config: { access: 'editor' },
      schema: {
        tags: ['moderation'],
        summary: 'Give one’s claim up',
        params: StoryParams,
        response: { 204: z.undefined(), ...problemAnswers(401, 403, 404, 503) },
      },
    },
    async (request, reply) => {
      await needRedis(redis);
      await services.reviewDesk.letGo(request.params.id, nameOf(request));
      return reply.code(204).send(undefined);
    },
  );
}
