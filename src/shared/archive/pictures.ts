import { z } from 'zod';
import { PictureMetadata } from '../rights/picture-metadata.ts';
import { freeTerms, PictureTerms } from '../rights/picture-terms.ts';

/**
 * What a rendition is for: the whole picture, still, at several widths; the card of a social network;
 * a crop in a shape that search engines ask for; the picture as it moves.
 */
export const Use = z.enum(['picture', 'social', '16:9', '4:3', '1:1', 'animation']);
export type Use = z.infer<typeof Use>;

/** One variant of an original, in the archive under `media/<sha256>/<file>`. */
export const Rendition = z.object({
  /** Recipe and ending, e.g. `w640-q75.webp`; also the last part of its address in the site. */
  file: z.string(),
  contentType: z.string(),
  width: z.int().positive(),
  height: z.int().positive(),
  bytes: z.int().nonnegative(),
  use: Use,
});
export type Rendition = Readonly<z.infer<typeof Rendition>>;

/** What a picture looks like, in 64 bits: 16 hex digits. Few bits apart is the same picture. */
export const PerceptualHash = z.string().regex(/^[0-9a-f]{16}$/);
export type PerceptualHash = z.infer<typeof PerceptualHash>;

/** What readers get to read of a picture. */
export const ReaderWords = z.object({
  caption: z.string().optional(),
  creditLine: z.string().optional(),
  altText: z.string().optional(),
});
export type ReaderWords = Readonly<z.infer<typeof ReaderWords>>;

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
  /** `null`: too plain to be told from others, or prepared before there was one. */
  perceptualHash: PerceptualHash.nullable().default(null),
  renditions: z.array(Rendition),
  /** What its file says of it, where that has been read. */
  metadata: PictureMetadata.optional(),
  /** When the original first came (RFC 3339); absent in results of before. */
  arrived: z.string().optional(),
  /** What readers get to read of it, without what was meant for desks. */
  words: ReaderWords.optional(),
  /** What its agency's demands leave us to do with it. */
  terms: PictureTerms.default(freeTerms),
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
