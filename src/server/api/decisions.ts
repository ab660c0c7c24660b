import type { FastifyBaseLogger, FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { Action, Decision } from '../../queues/decision.ts';
import { Repair } from '../../shared/repair.ts';
import { problemAnswers } from '../openapi.ts';
import { nameOf } from '../people/access.ts';
import type { Role } from '../people/roles.ts';
import { carryOut, retryStory } from '../review/carry-out.ts';
import type { ServerTools } from '../server-tools.ts';
import { Reason } from './reason.ts';
import { storyOrNot } from './stories.ts';
import { StoryAnswer, StoryParams } from './story-answer.ts';

/** What may be decided, and from which role on. */
const actions: readonly { action: Action; access: Role; summary: string }[] = [
  { action: 'release', access: 'editor', summary: 'Let a held story run' },
  { action: 'reject', access: 'editor', summary: 'Say that a held story will not run' },
  { action: 'discard', access: 'operator', summary: 'Give a failed story up: it will not run' },
  { action: 'withdraw', access: 'editor', summary: 'Take a story down' },
  { action: 'republish', access: 'operator', summary: 'Render and publish a story again' },
  { action: 'remoderate', access: 'editor', summary: 'Let moderation look at a story again' },
];

const WantedRepair = z.union(
  [
    z.strictObject({ finding: z.int().nonnegative() }),
    Repair.extend({ with: z.string().max(2000).optional() }).strict(),
  ],
  { error: 'name a finding by its number, or a place by field, offset and length' },
);

const Body = z
  .strictObject({
    revision: z.int().nonnegative().describe('The revision that was seen'),
    reason: Reason,
    repairs: z
      .array(WantedRepair)
      .max(200)
      .optional()
      .describe('Only with a release: places to cut out (or to put `with` in) before it runs'),
    falseAlarm: z
      .array(z.union([z.int().nonnegative(), z.string().max(100)]))
      .max(200)
      .optional()
      .describe('Findings that were wrong: their numbers, or names of rules'),
  })
  .meta({ id: 'Decision' });

const Rollback = z
  .strictObject({
    revision: z.int().positive().describe('The newest revision that was seen'),
    to: z.int().positive().describe('The earlier revision that is to be live again'),
    reason: Reason,
  })
  .meta({ id: 'Rollback' });
const RetryBody = Body.pick({ revision: true, reason: true }).meta({ id: 'Retry' });

export function decisionRoutes(plain: FastifyInstance, tools: ServerTools): void {
  const app = plain.withTypeProvider<ZodTypeProvider>();
  const carriedOut = async (decision: Decision, log: FastifyBaseLogger) => {
    await carryOut(tools, decision, log);
    return storyOrNot(tools, decision.storyId, log);
  };
  for (const { action, access, summary } of actions) {
    app.post(
      `/v1/stories/:id/${action}`,
      {
        config: { access },
        schema: {
          tags: ['stories'],
          summary,
          params: StoryParams,
          body: Body,
          response: { 200: StoryAnswer, ...problemAnswers(400, 401, 403, 404, 409, 422, 503) },
        },
      },
      async (request) => {
        const { revision, reason, repairs, falseAlarm } = request.body;
        const storyId = request.params.id;
        const decision = {
          ...{ action, storyId, revision, reason, by: nameOf(request) },
          ...(repairs && { repairs }),
          ...(falseAlarm && { falseAlarm }),
        };
        return carriedOut(decision, request.log);
      },
    );
  }
  app.post(
    '/v1/stories/:id/rollback',
    {
      config: { access: 'editor' },
      schema: {
        tags: ['stories'],
        summary: 'Publish an earlier revision again',
        description:
          'Only one that has been live. The newest revision stays the newest: what the source sends ' +
          'next is compared with it.',
        params: StoryParams,
        body: Rollback,
        response: { 200: StoryAnswer, ...problemAnswers(400, 401, 403, 404, 409, 422, 503) },
      },
    },
    async (request) => {
      const { revision, to, reason } = request.body;
      const decision = { action: 'rollback', storyId: request.params.id, revision, to } as const;
      const why = { reason, by: nameOf(request) };
      return carriedOut({ ...decision, ...why }, request.log);
    },
  );
  app.post(
    '/v1/stories/:id/retry',
    {
      config: { access: 'operator' },
      schema: {
        tags: ['stories'],
        summary: 'Let a failed story go on from the stage that failed',
        params: StoryParams,
        body: RetryBody,
        response: { 200: StoryAnswer, ...problemAnswers(400, 401, 403, 404, 409, 422, 503) },
      },
    },
    async (request) => {
      const storyId = request.params.id;
      const { revision, reason } = request.body;
      const order = { storyId, revision, reason, by: nameOf(request) };
      await retryStory(tools, order, request.log);
      return storyOrNot(tools, storyId, request.log);
    },
  );
}
