import { z } from 'zod';
import { Finding } from '../finding.ts';

/** Why a story makes a trip along the route. */
export const Trigger = z.enum([
  'revision',
  'release',
  'renditions',
  'remoderate',
  'republish',
  'rollback',
  'withdraw',
  'schedule',
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

/** One variant of an original, in the archive under `media/<sha256>/<file>`. */
export const Rendition = z.object({
  /** Recipe and ending, e.g. `w640-q75.webp`; also the last part of its address in the site. */
  file: z.string(),
  contentType: z.string(),
  width: z.int().positive(),
  height: z.int().positive(),
  bytes: z.int().nonnegative(),
  /** What it is for: the story's picture at several widths, or a crop for social cards. */
  use: z.enum(['picture', 'social']),
});
export type Rendition = Readonly<z.infer<typeof Rendition>>;

/** A picture of a story as the images stage leaves it. */
export const PreparedImage = z.object({
  /** The StoryImage's id. */
  id: z.string(),
  sha256: z.string(),
  /** As displayed, orientation applied. */
  width: z.int().positive(),
  height: z.int().positive(),
  /** Tiny inline image (data URL), shown until the rendition is there. */
  placeholder: z.string(),
  /** `#rrggbb` */
  dominant: z.string(),
  renditions: z.array(Rendition),
  /** Rights class of its address in the site: empty, or e.g. `x-ru` for a territory. */
  rightsClass: z.string(),
});
export type PreparedImage = Readonly<z.infer<typeof PreparedImage>>;

export const ImagesResult = z.object({
  images: z.array(PreparedImage),
  /** Pictures that could not be had, with the reason for the timeline. */
  missing: z.array(z.object({ id: z.string(), reason: z.string() })),
  /** Whether the rest of the ladder is still to be made. */
  complete: z.boolean(),
});
export type ImagesResult = Readonly<z.infer<typeof ImagesResult>>;

/** An object that publish puts into the site, and where its bytes are. */
export const SiteObject = z.object({
  /** Key in the site store. */
  key: z.string(),
  /** Key in the archive: a blob, or a rendition. */
  from: z.string(),
  /** What it is, in the order in which kinds are put. */
  kind: z.enum(['asset', 'media', 'page', 'feed', 'redirect']),
  contentType: z.string(),
  cacheControl: z.string(),
  contentLanguage: z.string().optional(),
  metadata: z.record(z.string(), z.string()),
});
export type SiteObject = Readonly<z.infer<typeof SiteObject>>;

/** What fronts, feeds and related links show of a story. */
export const Card = z.object({
  storyId: z.string(),
  headline: z.string(),
  description: z.string(),
  /** Path of its page, with slashes at both ends. */
  path: z.string(),
  section: z.string(),
  keywords: z.array(z.string()),
  language: z.string(),
  byline: z.string().optional(),
  authors: z.array(z.object({ name: z.string(), url: z.string().optional() })),
  dateline: z.string().optional(),
  /** RFC 3339, UTC. */
  firstPublished: z.string(),
  modified: z.string(),
  image: z
    .object({
      altText: z.string(),
      creditLine: z.string().optional(),
      width: z.int(),
      height: z.int(),
      placeholder: z.string(),
      dominant: z.string(),
      renditions: z.array(
        z.object({
          /** Key in the site store. */
          key: z.string(),
          contentType: z.string(),
          width: z.int(),
          height: z.int(),
          bytes: z.int(),
        }),
      ),
    })
    .optional(),
});
export type Card = Readonly<z.infer<typeof Card>>;

export const RenderResult = z.object({
  /** Path of the article's page, with slashes at both ends; `null` when there is none to withdraw. */
  path: z.string().nullable(),
  /** Assets first, then media, then the page. */
  objects: z.array(SiteObject),
  /** `null` for a withdrawal. */
  card: Card.nullable(),
  /** Fronts that list the story, e.g. `home`, `section/world`, `sitemap`; none for a withdrawal. */
  fronts: z.array(z.string()),
});
export type RenderResult = Readonly<z.infer<typeof RenderResult>>;

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
  wanted: z.enum(['live', 'withdrawn']),
  /** How the newest pass ended; `null` while it is open. */
  ended: z.object({ state: EndState, at: z.string(), because: z.array(z.string()) }).nullable(),
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
    })
    .nullable(),
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

/** The manifest of one pass's publication, recorded before its first effect. */
export const Release = z.object({
  schema: z.literal(1),
  storyId: z.string(),
  revision: z.int().positive(),
  pass: z.int().positive(),
  objects: z.array(SiteObject),
  /** What earlier releases had put and this one does not have. */
  deletes: z.array(SiteObject),
  /** Fronts of the live state united with those of the new one. */
  affected: z.array(z.string()),
  numbers: z.record(z.string(), z.int().positive()),
});
export type Release = Readonly<z.infer<typeof Release>>;

/** One rendering of a front, ready to be put. */
export const Edition = z.object({
  schema: z.literal(1),
  front: z.string(),
  /** Grows with time, over restarts too. */
  edition: z.int().positive(),
  /** What was dirty when it was rendered, and its mark then. */
  marks: z.record(z.string(), z.string()),
  /** Newest sealed page of the front when it was rendered; 0 where there is none. */
  sealed: z.int().nonnegative(),
  /** Sealed pages before the front that links them. */
  objects: z.array(SiteObject),
  at: z.string(),
});
export type Edition = Readonly<z.infer<typeof Edition>>;

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
