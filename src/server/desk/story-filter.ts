import { z } from 'zod';
import { State } from '../../shared/archive/documents.ts';

/** What is asked for on the page of all stories. */
export const StoryFilter = z.object({
  q: z.string().trim().max(512).optional(),
  source: z.string().max(40).optional(),
  state: z
    .union([State, z.literal('unpublished')])
    .optional()
    .catch(undefined),
  order: z.enum(['newest', 'oldest']).optional().catch(undefined),
  cursor: z.string().max(100).optional(),
});
export type StoryFilter = z.infer<typeof StoryFilter>;
