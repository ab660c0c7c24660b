import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { within } from '../../shared/within.ts';
import { BulkAction, BulkFilter, notDone } from '../bulk/bulk-document.ts';
import type { Bulk } from '../bulk/bulk-store.ts';
import type { Bulks } from '../bulk/bulks.ts';
import { FailureGroup, failedStories, groupFailures } from '../failures/failures.ts';
import { problemAnswers } from '../openapi.ts';
import { nameOf } from '../people/access.ts';
import { ProblemError } from '../problems.ts';
import { needRedis } from '../redis-reach.ts';
import type { ServerTools } from '../server-tools.ts';
import { Reason } from './reason.ts';
import { StoryList } from './story-answer.ts';

const SAMPLE = 10;
/** Thousands of timelines are read. */
const FAILURES_MS = 10_000;

const BulkAnswer = z
  .object({
    id: z.string(),
    action: BulkAction,
    filter: z.record(z.string(), z.string()),
    reason: z.string(),
    by: z.string(),
    at: z.string(),
    state: z.enum(['running', 'done', 'aborted']),
    count: z.int().describe('Stories that it is about'),
    dealt: z.int().describe('Stories that have been dealt with'),
    done: z.int(),
    skipped: z.int().describe('Had moved on, or were not in a state for this'),
    notDone: z.int().describe('Could not be done; `failed` says why of the first hundred'),
    failed: z.array(z.object({ storyId: z.string(), why: z.string() })),
  })
  .meta({ id: 'Bulk' });

const DryRun = z.object({ filter: BulkFilter });
const Selected = z
  .object({
    count: z.int(),
    more: z.boolean().describe('Whether there are more than one bulk takes'),
    sample: StoryList.shape.items,
  })
  .meta({ id: 'BulkSelection' });
const Order = z
  .strictObject({
    action: BulkAction,
    filter: BulkFilter,
    reason: Reason,
    expect: z.int().positive().describe('As many as the dry run has found; else 409'),
  })
  .meta({ id: 'BulkOrder' });
const Params = z.object({ id: z.string() });

/** `/v1/bulks` and `/v1/failures`. */
export function bulkRoutes(plain: FastifyInstance, tools: ServerTools, bulks: Bulks): void {
  const app = plain.withTypeProvider<ZodTypeProvider>();
  const tags = ['bulks'];
  app.get(
    '/v1/failures',
    {
      config: { access: 'viewer' },
      schema: {
        tags,
        summary: 'Failed stories by stage and kind of error',
        response: {
          200: z.object({ items: z.array(FailureGroup), more: z.boolean() }),
          ...problemAnswers(401, 403, 503),
        },
      },
    },
    async () => readFailures(tools),
  );
  app.post(
    '/v1/bulks/dry-run',
    {
      config: { access: 'operator' },
      schema: {
        tags,
        summary: 'How many stories a bulk would be about, and some of them',
        body: DryRun,
        response: { 200: Selected, ...problemAnswers(400, 401, 403, 422, 503) },
      },
    },
    async ({ body }) => {
      const { entries, more } = await bulks.select(body.filter);
      const sample = entries.slice(0, SAMPLE).map((entry) => ({ ...entry, claimedBy: null }));
      return { count: entries.length, more, sample };
    },
  );
  app.post(
    '/v1/bulks',
    {
      config: { access: 'operator' },
      schema: {
        tags,
        summary: 'Decide about many stories at once',
        description:
          'At most 5,000 stories, the longest unchanged first. It goes on after a restart; each ' +
          'decision is recorded with its story as if it had been taken alone.',
        body: Order,
        response: { 202: BulkAnswer, ...problemAnswers(400, 401, 403, 409, 422, 503) },
      },
    },
    async (request, reply) => {
      const bulk = await bulks.start({ ...request.body, by: nameOf(request) });
      return reply.code(202).header('location', `/v1/bulks/${bulk.order.id}`).send(answerOf(bulk));
    },
  );
  app.get(
    '/v1/bulks',
    {
      config: { access: 'operator' },
      schema: {
        tags,
        summary: 'Bulks, the newest first',
        response: {
          200: z.object({ items: z.array(BulkAnswer) }),
          ...problemAnswers(401, 403, 503),
        },
      },
    },
    async () => ({ items: (await bulks.list()).map(answerOf) }),
  );
  app.get(
    '/v1/bulks/:id',
    {
      config: { access: 'operator' },
      schema: {
        tags,
        summary: 'How far a bulk has come',
        params: Params,
        response: { 200: BulkAnswer, ...problemAnswers(401, 403, 404, 503) },
      },
    },
    async ({ params }) => answerOf(await bulks.find(params.id)),
  );
  app.post(
    '/v1/bulks/:id/abort',
    {
      config: { access: 'operator' },
      schema: {
        tags,
        summary: 'Let a bulk end where it stands; what it has done stays done',
        params: Params,
        response: { 200: BulkAnswer, ...problemAnswers(401, 403, 404, 409, 503) },
      },
    },
    async (request) => {
      await bulks.abort(request.params.id, nameOf(request));
      return answerOf(await bulks.find(request.params.id));
    },
  );
}

function answerOf({ order, progress }: Bulk): z.infer<typeof BulkAnswer> {
  const { schema: _, stories, ...about } = order;
  const { state, dealt, done, skipped, failed } = progress;
  const counts = { dealt, done, skipped, notDone: notDone(progress) };
  return { ...about, count: stories.length, state, ...counts, failed };
}

/** Throws the problem `unavailable`. */
export async function readFailures(
  tools: ServerTools,
): Promise<{ items: FailureGroup[]; more: boolean }> {
  await needRedis(tools.redis);
  const found = await within(FAILURES_MS, failedStories(tools));
  if (found === undefined) throw new ProblemError('unavailable', 'Redis is too slow.');
  return { items: groupFailures(found.failures, Date.now()), more: found.more };
}
