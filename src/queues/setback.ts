import { z } from 'zod';

/** Why a job comes back later; kept on it, for whoever asks why a story is not live. */
export const Setback = z.object({
  /** `failed` has cost an attempt; `waits` costs none: something else must come first. */
  kind: z.enum(['failed', 'waits']),
  because: z.string(),
});
export type Setback = Readonly<z.infer<typeof Setback>>;
