import { z } from 'zod';

/**
 * What a picture's own file says of it (IPTC, XMP, EXIF), as plain text: control characters are
 * gone, lengths are bounded, markup is only text. Fields that the file leaves out are absent.
 */
export const PictureMetadata = z.object({
  headline: z.string().optional(),
  caption: z.string().optional(),
  byline: z.string().optional(),
  creditLine: z.string().optional(),
  copyrightNotice: z.string().optional(),
  usageTerms: z.string().optional(),
  /** Address of the licence or terms; http or https. */
  webStatement: z.string().optional(),
  /** Where a licence can be had (PLUS); http or https. */
  licensorUrl: z.string().optional(),
  instructions: z.string().optional(),
  altText: z.string().optional(),
  location: z.string().optional(),
  /** RFC 3339 where the file names a time zone, else a local date and time, or a date. */
  dateCreated: z.string().optional(),
  /** The agency's number of the photograph; kills name it. */
  transmissionReference: z.string().optional(),
  /** Address of a term of IPTC's list, e.g. `…/digitalsourcetype/trainedAlgorithmicMedia`. */
  digitalSourceType: z.string().optional(),
  /** Address of a term of PLUS: what machines may learn from the picture. */
  dataMining: z.string().optional(),
  /** Whether the file tells where it was taken; the place itself is read by nobody. */
  gpsPresent: z.boolean(),
  /** Parts that are there and broken; nothing is known of what they said. */
  unreadable: z.array(z.enum(['xmp', 'iptc', 'exif'])).default([]),
});
export type PictureMetadata = Readonly<z.infer<typeof PictureMetadata>>;
