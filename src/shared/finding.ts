import { z } from 'zod';
import { FindingAction } from './moderation-policy.ts';

/** One reason of moderation: which rule, where, how grave. */
export const Finding = z.object({
  rule: z.string(),
  action: FindingAction,
  weight: z.number(),
  /** JSON pointer to the field as submitted, e.g. `/body`. */
  field: z.string(),
  /** In UTF-16 units of the submitted field. */
  offset: z.int().nonnegative(),
  length: z.int().nonnegative(),
  excerpt: z.string(),
  /** In words an editor can read. */
  reason: z.string(),
});
export type Finding = Readonly<z.infer<typeof Finding>>;
