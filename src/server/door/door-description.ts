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

const ItemAnswer = z
  .discriminatedUnion('status', [
    z.object({ status: z.literal('received'), submissionId: z.string(), storyId: z.string() }),
    z.object({
      status: z.literal('refused'),
      problem: z.object({
        type: z.string(),
        title: z.string(),
        status: z.int(),
        detail: z.string(),
        errors: z
          .array(z.object({ pointer: z.string(), detail: z.string() }))
          .readonly()
          .optional()
          .describe('What to mend; pointers are within the item'),
      }),
    }),
  ])
  .meta({ id: 'ItemAnswer' });
export type ItemAnswer = z.infer<typeof ItemAnswer>;

const Receipts = z
  .object({ items: z.array(ItemAnswer).describe('An answer per story, in their order') })
  .meta({ id: 'Receipts' });

const signatureNote =
  'Proven as the source is set to: Standard Webhooks (`webhook-id`, `webhook-timestamp`, ' +
  '`webhook-signature`), `X-Hub-Signature-256`, `X-Ghost-Signature`, bearer, or basic (the source’s ' +
  'id and its secret); or with an editor’s API token as bearer. The same key and body get the same ' +
  'answer, byte for byte, with `Idempotent-Replayed: true`.';

const refusals = problemAnswers(400, 401, 403, 404, 413, 415, 422, 429, 503);

/** For the description alone: the door checks bodies and ids itself. */
export const submitSchema = {
  tags: ['door'],
  summary: 'Submit a story, or several in one body where the source’s format has that',
  description:
    `${signatureNote} The body is in the source’s format, or a form: a part \`story\` in it, and ` +
    'pictures as files. A picture of the story, and `<img src>` in its text, names a file as ' +
    '`cid:` and the name of its part; files that no picture names are further pictures, in their ' +
    'order. The whole form is signed, as it stands.',
  params: z.object({ source: z.string() }),
  body: StorySubmission,
  response: { 202: z.union([Receipt, Receipts]), ...refusals },
};

export const batchSchema = {
  tags: ['door'],
  summary: 'Submit up to 100 stories as a JSON array',
  description:
    `${signatureNote} The whole body is signed. Each item is in the source’s format, and has the ` +
    'request’s key, `#` and its index (from 0) as key of its own.',
  params: z.object({ source: z.string() }),
  body: z.array(StorySubmission).max(100),
  response: { 202: Receipts, ...refusals },
};

export const withdrawSchema = {
  tags: ['door'],
  summary: 'Withdraw a story, even one that has not come yet',
  description: `${signatureNote} \`METHOD path\` is signed in place of a body, which is not read.`,
  params: z.object({ source: z.string(), externalId: z.string() }),
  response: { 202: Receipt, ...refusals },
};
