import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { keys } from '../../shared/archive/keys.ts';
import { audit } from '../../shared/audit.ts';
import { Lesson } from '../../shared/desk/lesson.ts';
import { Conflict } from '../../shared/errors.ts';
import { isStoryId } from '../../shared/ids.ts';
import { problemAnswers } from '../openapi.ts';
import { nameOf } from '../people/access.ts';
import { ProblemError } from '../problems.ts';
import { needRedis } from '../redis-reach.ts';
import type { ServerTools } from '../server-tools.ts';
import { Reason } from './reason.ts';

const MOST_SHOWN = 200;

const Forget = z
  .strictObject({
    storyId: z.string().refine(isStoryId, { error: 'not the id of a story' }),
    pass: z.int().positive().describe('The pass that the decision opened'),
    reason: Reason,
  })
  .meta({ id: 'ForgetLesson' });

/** What reviewers have taught moderation, and how to take it back. */
export function lessonRoutes(plain: FastifyInstance, { services, redis }: ServerTools): void {
  const app = plain.withTypeProvider<ZodTypeProvider>();
  const { archive, reviewDesk } = services;
  app.get(
    '/v1/moderation/lessons',
    {
      config: { access: 'viewer' },
      schema: {
        tags: ['moderation'],
        summary: 'What decisions have taught moderation; the newest 200',
        response: {
          200: z.object({ total: z.int(), items: z.array(Lesson) }),
          ...problemAnswers(401, 403, 503),
        },
      },
    },
    async () => {
      await needRedis(redis);
      const { all } = (await reviewDesk.lessons()) ?? { all: [] };
      return { total: all.length, items: all.slice(-MOST_SHOWN).reverse() };
    },
  );
  app.post(
    '/v1/moderation/lessons/forget',
    {
      config: { access: 'operator' },
      schema: {
        tags: ['moderation'],
        summary: 'Take back what a decision taught; the decision itself stands',
        body: Forget,
        response: {
          200: z.object({ forgotten: z.literal(true) }),
          ...problemAnswers(400, 401, 403, 404, 422, 503),
        },
      },
    },
    async (request) => {
      await needRedis(redis);
      const { storyId, pass, reason } = request.body;
      const key = keys.decision(storyId, pass);
      if ((await archive.store.head(key)) === undefined) {
        throw new ProblemError('not-found', 'There is no such decision.');
      }
      const by = nameOf(request);
      await audit(archive.store, { by, deed: 'lesson.forget', reason, about: { storyId, pass } });
      await keepForgotten({ storyId, pass, by, reason });
      await reviewDesk.forget(storyId, pass);
      return { forgotten: true as const };
    },
  );

  async function keepForgotten({ storyId, pass, ...why }: z.infer<typeof Forget> & { by: string }) {
    const document = JSON.stringify({ schema: 1, ...why, at: new Date().toISOString() });
    const header = { contentType: 'application/json; charset=utf-8' };
    const options = { ifAbsent: true, durable: true };
    try {
      await archive.store.put(keys.forgottenLesson(storyId, pass), document, header, options);
    } catch (error) {
      // Forgotten already.
      if (!(error instanceof Conflict)) throw error;
    }
  }
}
