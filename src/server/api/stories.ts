import type { FastifyBaseLogger, FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { State } from '../../shared/archive/documents.ts';
import type { StoryQuery } from '../../shared/desk/desk.ts';
import { passesFilter } from '../../shared/desk/story-query.ts';
import { within } from '../../shared/within.ts';
import { problemAnswers } from '../openapi.ts';
import { ProblemError } from '../problems.ts';
import { needRedis, REDIS_MS } from '../redis-reach.ts';
import type { ServerTools } from '../server-tools.ts';
import { readStanding, StandingAnswer } from '../standing/read-standing.ts';
import { storiesNamed } from './find-story.ts';
import { readStory } from './read-story.ts';
import { StoryAnswer, StoryList, StoryParams } from './story-answer.ts';

const PAGE = 50;

const Query = z.object({
  state: z
    .union([State, z.literal('unpublished')])
    .optional()
    .describe('`unpublished`: under way, waiting for nobody; by when it set out'),
  source: z.string().max(40).optional(),
  q: z
    .string()
    .trim()
    .max(512)
    .optional()
    .describe(
      'Words of headline, story id, external id; or a whole story or submission id, external id or ' +
        'address of a page, which is found in the archive too',
    ),
  order: z.enum(['newest', 'oldest']).default('newest').describe('By the last change of state'),
  cursor: z.string().max(100).optional(),
});

export function storyRoutes(plain: FastifyInstance, tools: ServerTools): void {
  const app = plain.withTypeProvider<ZodTypeProvider>();
  app.get(
    '/v1/stories/:id',
    {
      config: { access: 'viewer' },
      schema: {
        tags: ['stories'],
        summary: 'Where a story is, and why',
        params: StoryParams,
        response: { 200: StoryAnswer, ...problemAnswers(401, 403, 404, 503) },
      },
    },
    async ({ params, log }) => storyOrNot(tools, params.id, log),
  );
  app.get(
    '/v1/stories',
    {
      config: { access: 'viewer' },
      schema: {
        tags: ['stories'],
        summary: 'Stories, newest change first or oldest',
        querystring: Query,
        response: { 200: StoryList, ...problemAnswers(400, 401, 403, 503) },
      },
    },
    async ({ query: { state, source, q, order, cursor }, log }) =>
      findStories(
        tools,
        {
          ...{ limit: PAGE, order },
          ...(state && { state }),
          ...(source && { source }),
          ...(q && { q }),
          ...(cursor && { cursor }),
        },
        log,
      ),
  );
  app.get(
    '/v1/stories/:id/standing',
    {
      config: { access: 'viewer' },
      schema: {
        tags: ['stories'],
        summary: 'Why a story is not live, and what comes next',
        params: StoryParams,
        response: { 200: StandingAnswer, ...problemAnswers(401, 403, 404, 503) },
      },
    },
    async ({ params, log }) => {
      const story = await storyOrNot(tools, params.id, log);
      return { storyId: story.storyId, ...(await readStanding(tools, story, log)) };
    },
  );
}

/** What the words name exactly comes first, also without Redis; then what they are found in. */
export async function findStories(
  tools: ServerTools,
  query: StoryQuery,
  log: FastifyBaseLogger,
): Promise<StoryList> {
  const { q, source, cursor } = query;
  if (!q || cursor !== undefined) return listStories(tools, query);
  const exact = await storiesNamed(tools, { text: q, source }, log);
  const { q: _, ...filter } = query;
  const named = exact
    .filter((entry) => passesFilter(entry, filter))
    .map((entry) => ({ ...entry, claimedBy: null }));
  if (named.length > 0 && tools.redis.status !== 'ready') return { items: named, next: null };
  const { items, next } = await listStories(tools, query);
  const ids = new Set(named.map(({ storyId }) => storyId));
  const others = items.filter(({ storyId }) => !ids.has(storyId));
  const known = new Map(items.map((item) => [item.storyId, item]));
  return { items: [...named.map((one) => known.get(one.storyId) ?? one), ...others], next };
}

/** A page of the desk's stories, each with who reads it. Throws the problem `unavailable`. */
export async function listStories(
  { services, redis }: ServerTools,
  query: StoryQuery,
): Promise<StoryList> {
  await needRedis(redis);
  const search = async (): Promise<StoryList> => {
    const { items, next } = await services.desk.search(query);
    const claims = await services.reviewDesk.claims(items.map(({ storyId }) => storyId));
    const claimedBy = (storyId: string) => claims.get(storyId)?.by ?? null;
    return { items: items.map((item) => ({ ...item, claimedBy: claimedBy(item.storyId) })), next };
  };
  const found = await within(REDIS_MS, search());
  if (found !== undefined) return found;
  throw new ProblemError('unavailable', 'Redis is too slow.');
}

/** Throws the problem `not-found`. */
export async function storyOrNot(
  tools: ServerTools,
  storyId: string,
  log: Parameters<typeof readStory>[2],
): Promise<StoryAnswer> {
  const story = await readStory(tools, storyId, log);
  if (story === undefined) throw new ProblemError('not-found', `There is no story ${storyId}.`);
  return story;
}
