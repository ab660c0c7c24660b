import { z } from 'zod';

/** Why a job comes back later; kept on it, for whoever asks why a story is not live. */
export const Setback = z.discriminatedUnion('kind', [
  /** `failed` has cost an attempt; `waits` costs none: something else must come first. */
  z.object({ kind: z.enum(['failed', 'waits']), because: z.string() }),
  /** A service of our own is away, which costs no attempt; `since`: milliseconds since 1970. */
  z.object({ kind: z.literal('away'), because: z.string(), since: z.number() }),
]);
export type Setback = Readonly<z.infer<typeof Setback>>;
