import { z } from 'zod';
import { Finding } from '../finding.ts';
import { Card } from './publication.ts';

/** Why a story makes a trip along the route. */
export const Trigger = z.enum([
  'revision',
  'release',
  'renditions',
  'remoderate',
  'republish',
  'rollback',
  'repair',
  'withdraw',
  'schedule',
  /** A picture of the live revision goes or comes, by its rights or its agency's word. */
  'pictures',
]);
export type Trigger = z.infer<typeof Trigger>;

/** Where the newest pass of a story is (DESIGN: contract). */
export const State = z.enum([
  'received',
  'ingesting',
  'moderating',
  'held',
  'rejected',
  'imaging',
  'rendering',
  'scheduled',
  'publishing',
  'live',
  'superseded',
  'withdrawn',
  'failed',
]);
export type State = z.infer<typeof State>;

/** States in which a pass has ended; its `open/` marker is gone. */
export const EndState = State.extract([
  'held',
  'rejected',
  'scheduled',
  'live',
  'superseded',
  'withdrawn',
  'failed',
]);
export type EndState = z.infer<typeof EndState>;

/** The record that a stage leaves of one pass; its timeline entry and its result. */
export const StageDocument = z.object({
  schema: z.literal(1),
  storyId: z.string(),
  /** 0 where a withdrawal came before its story. */
  revision: z.int().nonnegative(),
  pass: z.int().positive(),
  stage: z.string(),
  verdict: z.string(),
  because: z.array(z.string()),
  findings: z.array(Finding),
  /** End of the stage, RFC 3339 UTC. */
  at: z.string(),
  /** How long it worked. */
  ms: z.number(),
  /** How long it waited in the queue before that. */
  waitMs: z.number(),
  attempt: z.int().nonnegative(),
  /** What the stage hands to later ones; its shape is the stage's own. */
  result: z.unknown().optional(),
});
export type StageDocument = Readonly<z.infer<typeof StageDocument>>;

/** How the submissions of a story are ordered: version, else modified, else arrival. */
export const SubmissionOrder = z.object({
  version: z.int().optional(),
  /** RFC 3339, UTC. */
  modified: z.string().optional(),
  /** RFC 3339, UTC. */
  received: z.string(),
  submissionId: z.string(),
});
export type SubmissionOrder = Readonly<z.infer<typeof SubmissionOrder>>;

/** How a pass ended. */
const Ended = z.object({
  state: EndState,
  at: z.string(),
  because: z.array(z.string()),
  /** The pass that ended so, where newer ones only changed what is live. */
  pass: z.int().positive().optional(),
});

/** The one mutable document of a story; changed by compare-and-swap alone. */
export const Head = z.object({
  schema: z.literal(1),
  storyId: z.string(),
  source: z.string(),
  externalId: z.string(),
  headline: z.string(),
  /** The newest revision; 0 while only its withdrawal has been seen. */
  revision: z.int().nonnegative(),
  /** Last part of its path unless a revision names another. */
  slug: z.string(),
  /** The newest pass; an older one is superseded wherever it is. */
  pass: z.int().positive(),
  trigger: Trigger,
  /** Of the newest revision's submission. */
  order: SubmissionOrder,
  contentHash: z.string(),
  /** Of the newest revision, where it has one. */
  likeness: z.string().optional(),
  wanted: z.enum(['live', 'withdrawn']),
  /** How the newest pass ended; `null` while it is open. */
  ended: Ended.nullable(),
  /**
   * How the newest revision stood (held, failed, under embargo…) when a pass was opened that only
   * changes the live one's pictures: when that has ended, it stands so again.
   */
  aside: Ended.optional(),
  live: z
    .object({
      revision: z.int().positive(),
      pass: z.int().positive(),
      path: z.string(),
      url: z.string(),
      at: z.string(),
      /** Fronts that list it. */
      fronts: z.array(z.string()),
      /** Folders in the site of the pictures it uses. */
      media: z.array(z.string()),
      /** Whether its pictures have their whole ladder. */
      isComplete: z.boolean(),
      /** Stories that its page shows beside its own, as its rendering has them. */
      related: z.record(z.string(), z.string()).optional(),
    })
    .nullable(),
  /** Nothing of it is kept, and nothing of it is taken in any more. */
  erased: z.object({ at: z.string(), by: z.string() }).optional(),
  /** First time its page was readable; never changes. */
  firstPublished: z.string().nullable(),
  /** Paths that it had before, each a permanent redirect now. */
  formerPaths: z.array(z.string()),
  /** Sequence number of the story on each front that ever listed it. */
  numbers: z.record(z.string(), z.int().positive()),
  /** For fronts; `null` while not live. */
  card: Card.nullable(),
});
export type Head = Readonly<z.infer<typeof Head>>;

/** First line of an inbox or submission object; the bytes as they came follow it. */
export const SubmissionEnvelope = z.object({
  schema: z.literal(1),
  submissionId: z.string(),
  storyId: z.string().nullable(),
  source: z.string(),
  externalId: z.string().nullable(),
  idempotencyKey: z.string(),
  /** SHA-256 of the body, hex. */
  bodyHash: z.string(),
  contentType: z.string(),
  /** `submit`, or `withdraw` for a DELETE. */
  action: z.enum(['submit', 'withdraw']),
  received: z.string(),
  requestId: z.string(),
  /** W3C trace id that the submission came under, or was given: 32 hex digits. */
  trace: z.string().optional(),
});
export type SubmissionEnvelope = Readonly<z.infer<typeof SubmissionEnvelope>>;

/** The permanent answer to an idempotency key. */
export const KeyRecord = z.object({
  schema: z.literal(1),
  submissionId: z.string(),
  storyId: z.string().nullable(),
  bodyHash: z.string(),
  received: z.string(),
  status: z.enum(['accepted', 'unchanged', 'superseded', 'failed']),
  because: z.array(z.string()),
});
export type KeyRecord = Readonly<z.infer<typeof KeyRecord>>;
