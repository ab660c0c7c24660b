import { z } from 'zod';
import { Derivation } from './repair.ts';

/** Where in the picture the subject is, as shares of its width and height from the top left. */
export const FocalPoint = z.strictObject({
  x: z.number().min(0).max(1),
  y: z.number().min(0).max(1),
});
export type FocalPoint = Readonly<z.infer<typeof FocalPoint>>;

/** A picture as the story names it: a link to fetch, or bytes that came with the submission. */
export const StoryImage = z.object({
  /** Names the picture within its story; `<img data-image="…">` in the body points at it. */
  id: z.string(),
  /** Where to fetch it. Absent when the bytes came with the submission. */
  url: z.string().optional(),
  /** SHA-256 of an original that is already in the archive. */
  sha256: z.string().optional(),
  /** Name of the form's part that it came in; `<img src="cid:NAME">` as submitted points at it. */
  cid: z.string().optional(),
  caption: z.string().optional(),
  creditLine: z.string().optional(),
  altText: z.string().optional(),
  usageTerms: z.string().optional(),
  focalPoint: FocalPoint.optional(),
  role: z.enum(['lead', 'inline']),
});
export type StoryImage = Readonly<z.infer<typeof StoryImage>>;

export const Author = z.object({
  name: z.string(),
  url: z.string().optional(),
  bio: z.string().optional(),
  image: z.string().optional(),
});
export type Author = Readonly<z.infer<typeof Author>>;

/** Something that sanitising took out of the body and that moderation must know of. */
export const Removed = z.object({
  /**
   * What it was: `hidden` (by style or attribute), `script`, `frame`, `form`, `comment`; `head`:
   * a title or description that search engines read and readers do not; `outside`: a link that
   * stood on a page outside its article.
   */
  kind: z.enum(['hidden', 'script', 'frame', 'form', 'comment', 'head', 'outside']),
  /** How it hid or what it was, e.g. `position:absolute;left:-9999px` or `<iframe>`. */
  how: z.string(),
  text: z.string(),
  /** Addresses it linked to. */
  links: z.array(z.string()),
  /** Where in the submitted field it stood, in UTF-16 units. */
  offset: z.int().nonnegative(),
  length: z.int().nonnegative(),
});
export type Removed = Readonly<z.infer<typeof Removed>>;

/** One revision of a story, as a source (or a reviewer's repair) made it. Immutable. */
export const Story = z.object({
  schema: z.literal(1),
  storyId: z.string(),
  revision: z.int().positive(),
  source: z.string(),
  externalId: z.string(),
  submissionId: z.string(),
  headline: z.string(),
  alternativeHeadline: z.string().optional(),
  /** The standfirst. */
  description: z.string().optional(),
  byline: z.string().optional(),
  /** Where the story was filed, e.g. `KABUL`. */
  dateline: z.string().optional(),
  slug: z.string(),
  /** Slug of a section of the newsroom. */
  section: z.string(),
  keywords: z.array(z.string()),
  /** BCP 47. */
  language: z.string(),
  /** External id of the story that it translates, of the same source. */
  translationOf: z.string().optional(),
  /** Sanitised HTML. */
  body: z.string(),
  /** The body as it was submitted: what findings point into. */
  submittedBody: z.string(),
  removed: z.array(Removed),
  /** 1 is the most urgent. */
  urgency: z.int().min(1).max(9).optional(),
  /** Publish not before (RFC 3339, UTC). */
  embargoed: z.string().optional(),
  /** Take down at (RFC 3339, UTC). */
  expires: z.string().optional(),
  copyrightHolder: z.string().optional(),
  usageTerms: z.string().optional(),
  /** From desk to desk; never shown to readers. */
  editorialNote: z.string().optional(),
  images: z.array(StoryImage),
  authors: z.array(Author),
  corrections: z.array(z.object({ at: z.string(), text: z.string() })),
  /** First publication elsewhere, as a trusted source says (RFC 3339, UTC). */
  firstPublished: z.string().optional(),
  /** What its text is told alike by; absent where it is too short for that. */
  likeness: z.string().optional(),
  /** What ingest noted for the timeline, e.g. an unknown section replaced. */
  notes: z.array(z.string()),
  /** Arrival of the submission (RFC 3339, UTC). */
  received: z.string(),
  /** W3C trace id of the submission; joins the lines of the log. */
  trace: z.string().optional(),
  /** Set where the revision is a repair of another one. */
  derived: Derivation.optional(),
});
export type Story = Readonly<z.infer<typeof Story>>;
