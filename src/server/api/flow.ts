import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { stages } from '../../queues/route.ts';
import { State } from '../../shared/archive/documents.ts';
import { OpenWork } from '../../shared/desk/open-work.ts';
import type { OpenWorkWatch } from '../open-work.ts';
import { problemAnswers } from '../openapi.ts';
import { Readiness } from '../readiness.ts';
import { askRedis } from '../redis-reach.ts';
import type { ServerTools } from '../server-tools.ts';
import { stageFigures } from '../standing/stage-figures.ts';
import { listStories } from './stories.ts';
import { StoryList } from './story-answer.ts';

const MOST_WAITING = 5;

const Stage = z.object({
  stage: z.enum(stages),
  waiting: z.int(),
  working: z.int(),
  delayed: z
    .int()
    .describe('Comes back later: tries again, waits for a picture or for a store that is away'),
  workers: z.int(),
  perMinute: z.number(),
  done: z.int().describe('In the last hour'),
  failed: z.int().describe('In the last hour'),
  oldest: z.string().nullable().describe('Since when the story that is longest in it is in it'),
});

const FlowAnswer = z
  .object({
    readiness: Readiness,
    open: OpenWork.describe('What has not come to its end, as the archive shows it'),
    stages: z.array(Stage).readonly().nullable().describe('`null` while Redis is away'),
    states: z
      .partialRecord(State, z.int())
      .nullable()
      .describe('Stories by state; `null` while Redis is away'),
    oldest: StoryList.shape.items.describe('Not live yet and waiting for nobody, the oldest first'),
  })
  .meta({ id: 'Flow' });

interface FlowTools {
  readonly readiness: () => Promise<Readiness>;
  readonly openWork: Pick<OpenWorkWatch, 'current'>;
}

/** `GET /v1/flow`: how the newsroom's work goes just now. Works without Redis, and says less then. */
export function flowRoute(
  plain: FastifyInstance,
  tools: ServerTools,
  { readiness, openWork }: FlowTools,
): void {
  plain.withTypeProvider<ZodTypeProvider>().get(
    '/v1/flow',
    {
      config: { access: 'viewer' },
      schema: {
        tags: ['stories'],
        summary: 'How the work of the newsroom goes just now',
        response: { 200: FlowAnswer, ...problemAnswers(401, 403, 503) },
      },
    },
    async ({ log }) => {
      const [known, ready, open] = await Promise.all([
        askRedis({ redis: tools.redis, log }, () => fromRedis(tools), unknown),
        readiness(),
        openWork.current(),
      ]);
      return { readiness: ready, open, ...known };
    },
  );
}

type FromRedis = Pick<z.infer<typeof FlowAnswer>, 'stages' | 'states' | 'oldest'>;
const unknown: FromRedis = { stages: null, states: null, oldest: [] };

async function fromRedis(tools: ServerTools): Promise<FromRedis> {
  const { desk } = tools.services;
  const [figures, states, waiting] = await Promise.all([
    stageFigures(tools, await desk.flow('hour')),
    desk.counts(),
    listStories(tools, { state: 'unpublished', order: 'oldest', limit: MOST_WAITING }),
  ]);
  return { stages: figures, states, oldest: waiting.items };
}
