import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { TrialAnswer, TrialQuestion } from '../../queues/trial.ts';
import { blockedListOf } from '../../shared/lists/term-list.ts';
import { problemAnswers } from '../openapi.ts';
import { ProblemError } from '../problems.ts';
import { needRedis } from '../redis-reach.ts';
import type { ServerTools } from '../server-tools.ts';

const { last, lists, policy, text } = TrialQuestion.shape;

const DryRun = z.strictObject({ last, text, lists, policy }).meta({ id: 'DryRun' });
const { terms, exceptions, action } = lists.unwrap().element.shape;
const ListTest = z
  .strictObject({
    last,
    text,
    list: z.string().max(120).optional().describe('The name of a list in force'),
    terms: terms.optional(),
    exceptions,
    action,
  })
  .refine(({ list, terms }) => (list === undefined) !== (terms === undefined), {
    error: 'give either terms or the name of a list',
    path: ['terms'],
  })
  .meta({ id: 'ListTest' });

const response = { 200: TrialAnswer, ...problemAnswers(400, 401, 403, 404, 422, 503) };

/** What moderation would say: asked of its workers, for the server knows no rule. */
export function trialRoutes(plain: FastifyInstance, tools: ServerTools): void {
  const app = plain.withTypeProvider<ZodTypeProvider>();
  app.post(
    '/v1/moderation/dry-run',
    {
      config: { access: 'editor' },
      schema: {
        tags: ['moderation'],
        summary: 'What would have changed over the last stories, under today’s or other rules',
        body: DryRun,
        response,
      },
    },
    async ({ body }) => ask(tools, { ...body, against: 'record' }),
  );
  app.post(
    '/v1/lists/test',
    {
      config: { access: 'editor' },
      schema: {
        tags: ['moderation'],
        summary: 'What a list would find in the last stories, and which it would hold',
        body: ListTest,
        response,
      },
    },
    async ({ body: { last, text, list, terms, exceptions, action } }) => {
      const tested =
        list === undefined
          ? { name: 'the list on trial', action, terms: terms ?? [], exceptions }
          : await listInForce(tools, list);
      return ask(tools, { last, text, lists: [tested], against: 'without' });
    },
  );
}

/** Asks the moderation workers, and waits for what they answer. */
export async function ask(tools: ServerTools, question: TrialQuestion): Promise<TrialAnswer> {
  await needRedis(tools.redis);
  const answer = await tools.queues.ask({ kind: 'trial', question });
  return TrialAnswer.parse(JSON.parse(answer));
}

async function listInForce({ services }: ServerTools, name: string) {
  const found = (await services.lists.all()).find((list) => list.name === name);
  if (found === undefined) throw new ProblemError('not-found', `There is no list ${name}.`);
  return blockedListOf(found);
}
