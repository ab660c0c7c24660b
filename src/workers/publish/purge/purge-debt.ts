import { z } from 'zod';

/** What a reader must find at an address once the edge has let go of what it had. */
const Expectation = z.discriminatedUnion('finds', [
  /** These bytes (SHA-256) under this pass, or a later one. */
  z.object({ finds: z.literal('page'), key: z.string(), sha256: z.string(), rev: z.int() }),
  /** Nothing, or a tombstone. */
  z.object({ finds: z.literal('nothing'), key: z.string() }),
]);
export type Expectation = Readonly<z.infer<typeof Expectation>>;

/** A change of the site that the edge does not know of yet. In the archive until it does. */
export const PurgeDebt = z.object({
  schema: z.literal(1),
  /** When the site had changed (RFC 3339, UTC). */
  at: z.string(),
  tags: z.array(z.string()),
  /** What was taken down may not be shown once more, nor wait for others to be purged with it. */
  isUrgent: z.boolean(),
  /** Nobody waits for it, and it may name what was taken down: not shown once more either. */
  isHard: z.boolean().optional(),
  /** Read back through the edge. */
  expectations: z.array(Expectation),
  /** Whose publication it is; a front has none. */
  story: z.object({ storyId: z.string(), pass: z.int() }).optional(),
});
export type PurgeDebt = Readonly<z.infer<typeof PurgeDebt>>;

/** A change of the site, before it is owed. */
export type SiteChange = Omit<PurgeDebt, 'schema' | 'at'>;
