import { z } from 'zod';
import { StorySubmission } from '../../shared/formats/story-submission.ts';
import { problemAnswers } from '../openapi.ts';

const Receipt = z
  .object({
    submissionId: z.string(),
    storyId: z.string(),
    status: z.literal('received'),
  })
  .meta({ id: 'Receipt' });

const signatureNote =
  'Signed as in Standard Webhooks (`webhook-id`, `webhook-timestamp`, `webhook-signature`), or with ' +
  'an editor’s API token as bearer. The same key and body get the same answer, byte for byte, with ' +
  '`Idempotent-Replayed: true`.';

const answers = {
  202: Receipt,
  ...problemAnswers(400, 401, 403, 404, 413, 415, 422, 503),
};

/** For the description alone: the door checks bodies and ids itself. */
export const submitSchema = {
  tags: ['door'],
  summary: 'Submit a story',
  description: `${signatureNote} The body is in the source’s format.`,
  params: z.object({ source: z.string() }),
  body: StorySubmission,
  response: answers,
};

export const withdrawSchema = {
  tags: ['door'],
  summary: 'Withdraw a story, even one that has not come yet',
  description: `${signatureNote} Without a body, \`METHOD path\` is signed in its place.`,
  params: z.object({ source: z.string(), externalId: z.string() }),
  response: answers,
};
