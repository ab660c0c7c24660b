import { z } from 'zod';

/** `newsroom/moderation/*.yaml`: words and phrases this newsroom never runs unread. */
export const BlockedList = z.strictObject({
  /** Shown to editors as the reason. */
  name: z.string().min(1).max(120),
  action: z.enum(['note', 'hold', 'reject']).default('hold'),
  /** A `*` at the end of a term also finds it with any ending: `casino*`, `казин*`. */
  terms: z
    .array(
      z
        .string()
        .min(2)
        .max(200)
        .regex(/[\p{L}\p{N}]/u, 'write at least a letter or a digit'),
    )
    .max(50_000),
  /** Phrases in which a term means something else. */
  exceptions: z.array(z.string().min(2).max(200)).max(50_000).optional(),
  /** BCP 47: only stories in it; all where absent. */
  language: z.string().min(2).max(35).optional(),
});
export type BlockedList = Readonly<z.infer<typeof BlockedList>>;
