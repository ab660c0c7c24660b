import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import type { Archive } from '../../shared/archive/archive.ts';
import { keys } from '../../shared/archive/keys.ts';
import { decodeSubmission } from '../../shared/archive/submission.ts';
import { problemAnswers } from '../openapi.ts';
import { ProblemError } from '../problems.ts';
import type { ServerTools } from '../server-tools.ts';
import { SubmissionAnswer, SubmissionParams } from './story-answer.ts';

export function submissionRoutes(plain: FastifyInstance, { services }: ServerTools): void {
  plain.withTypeProvider<ZodTypeProvider>().get(
    '/v1/submissions/:id',
    {
      config: { access: 'viewer' },
      schema: {
        tags: ['stories'],
        summary: 'What became of a submission',
        params: SubmissionParams,
        response: { 200: SubmissionAnswer, ...problemAnswers(401, 403, 404, 503) },
      },
    },
    async ({ params }) => {
      const answer = await readSubmission(services.archive, params.id);
      if (answer !== undefined) return answer;
      throw new ProblemError('not-found', `There is no submission ${params.id}.`);
    },
  );
}

/** The inbox is asked first: ingest writes the key before it empties it. */
async function readSubmission(
  archive: Archive,
  submissionId: string,
): Promise<SubmissionAnswer | undefined> {
  const waiting = await archive.store.get(keys.inbox(submissionId));
  const known = await findKey(archive, submissionId);
  if (known !== undefined) {
    return {
      submissionId,
      storyId: known.storyId,
      status: known.status,
      because: known.because,
    };
  }
  if (waiting === undefined) return undefined;
  const { storyId } = decodeSubmission(waiting.body).envelope;
  return { submissionId, storyId, status: 'received', because: [] };
}

/** Its source is not in its id: every one that ever submitted is tried, also those since removed. */
export async function findKey(archive: Archive, submissionId: string) {
  const sources: string[] = [];
  for await (const { key } of archive.store.list(keys.idempotencyPrefix, { delimiter: '/' })) {
    sources.push(key.slice(keys.idempotencyPrefix.length, -1));
  }
  const found = await Promise.all(sources.map((source) => archive.key(source, submissionId)));
  return found.find((record) => record !== undefined);
}
