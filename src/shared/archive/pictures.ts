import { z } from 'zod';

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

/** A picture that could not be had or read. */
export const MissingPicture = z.object({
  /** The StoryImage's id. */
  id: z.string(),
  /** A sentence for the timeline. */
  reason: z.string(),
  /** Since when it is asked for again (RFC 3339); absent where that would be of no use. */
  awaitedSince: z.string().optional(),
});
export type MissingPicture = Readonly<z.infer<typeof MissingPicture>>;

export const ImagesResult = z.object({
  images: z.array(PreparedImage),
  missing: z.array(MissingPicture),
  /** Whether the rest of the ladder is still to be made. */
  complete: z.boolean(),
});
export type ImagesResult = Readonly<z.infer<typeof ImagesResult>>;
