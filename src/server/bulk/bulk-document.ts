import { z } from 'zod';
import { State } from '../../shared/archive/documents.ts';

export const BulkAction = z
  .enum(['republish', 'remoderate', 'retry', 'discard', 'withdraw'])
  .meta({ id: 'BulkAction' });
export type BulkAction = z.infer<typeof BulkAction>;

/** Which stories: all that fit everything that is named. */
export const BulkFilter = z
  .strictObject({
    state: State.optional(),
    source: z.string().max(40).optional(),
    q: z.string().trim().max(200).optional().describe('Words of headline, story id, external id'),
    error: z
      .string()
      .regex(/^[0-9a-f]{12}$/)
      .optional()
      .describe('A kind of failure, as /v1/failures names it'),
  })
  .refine((filter) => Object.values(filter).some((value) => value), {
    error: 'name at least one thing that the stories have in common',
  })
  .meta({ id: 'BulkFilter' });
export type BulkFilter = z.infer<typeof BulkFilter>;

/** `bulks/<id>/order.json`: what is to be done, to which stories. Written once. */
export const BulkOrder = z.object({
  schema: z.literal(1),
  id: z.string(),
  action: BulkAction,
  filter: z.record(z.string(), z.string()),
  reason: z.string(),
  by: z.string(),
  at: z.string(),
  stories: z.array(z.object({ storyId: z.string(), revision: z.int() })),
});
export type BulkOrder = Readonly<z.infer<typeof BulkOrder>>;

/** `bulks/<id>/progress.json`: how far it has come; changed by compare-and-swap of whoever works it. */
export const BulkProgress = z.object({
  schema: z.literal(1),
  state: z.enum(['running', 'done', 'aborted']),
  /** Which process works it, and until when nobody else may take it. */
  holder: z.string(),
  until: z.string(),
  at: z.string(),
  /** Stories of the order that have been dealt with. */
  dealt: z.int(),
  done: z.int(),
  skipped: z.int(),
  /** Of those that could not be done, the first hundred. */
  failed: z.array(z.object({ storyId: z.string(), why: z.string() })),
});
export type BulkProgress = Readonly<z.infer<typeof BulkProgress>>;

/** How many could not be done; `failed` names the first hundred of them. */
export const notDone = ({ dealt, done, skipped }: BulkProgress): number => dealt - done - skipped;
