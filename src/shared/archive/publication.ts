import { z } from 'zod';

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

/** Keys of the renditions among some objects: what a story uses, and other stories may too. */
export const renditionKeys = (objects: readonly SiteObject[]): string[] =>
  objects.filter(({ kind }) => kind === 'media').map(({ key }) => key);

/** What fronts, feeds and related links show of a story. */
export const Card = z.object({
  storyId: z.string(),
  /** The revision that is shown; cards of older renderings do not say. */
  revision: z.int().positive().optional(),
  headline: z.string(),
  description: z.string(),
  /** Path of its page, with slashes at both ends. */
  path: z.string(),
  section: z.string(),
  keywords: z.array(z.string()),
  language: z.string(),
  /** The story that it translates; it may be live or not. */
  original: z.string().optional(),
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
      /** Its terms let us not hand it on: it is in no feed. */
      isKeptFromFeeds: z.boolean().optional(),
      /** It goes before its story does: pages that would not be made anew then leave it out. */
      isTemporary: z.boolean().optional(),
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
  /** Fronts that list the story, e.g. `home`, `section/world`, `tag/rivers`; none for a withdrawal. */
  fronts: z.array(z.string()),
  /** When what the page may show changes (RFC 3339, UTC): it is made anew then. */
  turns: z.array(z.string()).default([]),
  /** Stories under "Check also", each with the mark of what is shown of it (related-mark.ts). */
  related: z.record(z.string(), z.string()).default({}),
});
export type RenderResult = Readonly<z.infer<typeof RenderResult>>;

/** The manifest of one pass's publication, recorded before its first effect. */
export const Release = z.object({
  schema: z.literal(1),
  storyId: z.string(),
  revision: z.int().positive(),
  pass: z.int().positive(),
  objects: z.array(SiteObject),
  /** What earlier releases had put and this one does not have. */
  deletes: z.array(SiteObject),
  /** Fronts of the live state united with those of the new one, and what follows them. */
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
  /** The edition before it; 0 where none is known. */
  after: z.int().nonnegative().default(0),
  /** What was dirty when it was rendered, and its mark then. */
  marks: z.record(z.string(), z.string()),
  /** Newest sealed page of the front when it was rendered; 0 where there is none. */
  sealed: z.int().nonnegative(),
  /** Sealed pages before the front that links them. */
  objects: z.array(SiteObject),
  at: z.string(),
});
export type Edition = Readonly<z.infer<typeof Edition>>;
