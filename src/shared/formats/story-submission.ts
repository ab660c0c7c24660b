import { z } from 'zod';
import { FocalPoint } from '../story.ts';
import { urlOf } from '../web/url-of.ts';
import { readInstant } from './instant.ts';

const fieldBytes = 1_048_576;

/** Text of at most `max` characters (code points), and of 1 MiB as every field. */
const text = (max: number) =>
  z
    .string()
    .refine(
      (value) => value.length <= max || (value.length <= 2 * max && [...value].length <= max),
      {
        error: `too long; at most ${max} characters`,
      },
    )
    .meta({ maxLength: max });

/** Text that shows something: not only white space and invisible characters. */
const visible = (max: number) =>
  text(max)
    .refine((value) => /[^\s\p{C}\p{Z}]/u.test(value), { error: 'empty; it must hold some text' })
    .meta({ maxLength: max, minLength: 1 });

const Body = z
  .string()
  .refine((value) => Buffer.byteLength(value) <= fieldBytes, {
    error: 'larger than 1 MiB; send less, with pictures by url',
  })
  .refine((value) => /[^\s\p{C}\p{Z}]/u.test(value), { error: 'empty; it must hold some text' })
  .meta({ description: 'HTML, or plain text with blank lines between paragraphs; at most 1 MiB' });

const Instant = z
  .string()
  .superRefine((value, context) => {
    const instant = readInstant(value);
    if ('fault' in instant) context.addIssue({ code: 'custom', message: instant.fault });
  })
  .meta({ format: 'date-time', description: 'RFC 3339, with its time zone' });

const WebAddress = text(2048)
  .refine(isWebAddress, { error: 'not a web address; write it in full, with https:// or http://' })
  .meta({ format: 'uri', maxLength: 2048 });

function isWebAddress(value: string): boolean {
  const url = urlOf(value);
  if (url === undefined) return false;
  const { protocol, username, password } = url;
  return /^https?:$/.test(protocol) && username === '' && password === '';
}

const Language = text(35)
  .refine(isLanguageTag, { error: 'not a language tag (BCP 47); write such as en, fa or pt-BR' })
  .meta({ maxLength: 35, description: 'BCP 47' });

function isLanguageTag(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

const ExternalId = visible(512)
  .refine((value) => !/[\p{Cc}\p{Cs}]/u.test(value), {
    error: 'holds control characters; use printable ones',
  })
  .meta({
    minLength: 1,
    maxLength: 512,
    description: "The source's own name for the story; the same in every update of it",
  });

/** `cid:` and the name of a part, where the story comes in a form with its pictures. */
const PictureAddress = text(2048)
  .refine((value) => /^cid:[^\p{Cc}]{1,200}$/u.test(value) || isWebAddress(value), {
    error:
      'not a web address; write it in full, with https:// or http://, or cid: and the name of a ' +
      'part of the form',
  })
  .meta({ format: 'uri', maxLength: 2048, description: 'A web address, or cid:NAME of a part' });

const ImageSubmission = z
  .strictObject({
    url: PictureAddress.exactOptional(),
    data: z.string().exactOptional().meta({
      contentEncoding: 'base64',
      description: 'The picture itself in base64, at most 25 MiB of bytes',
    }),
    caption: text(10_000).exactOptional(),
    creditLine: text(500).exactOptional(),
    altText: text(10_000).exactOptional(),
    focalPoint: FocalPoint.exactOptional(),
    usageTerms: text(10_000).exactOptional(),
    role: z.enum(['lead', 'inline']).exactOptional(),
  })
  .refine(({ url, data }) => (url === undefined) !== (data === undefined), {
    error: 'give either url or data, exactly one of them',
  });
export type ImageSubmission = z.infer<typeof ImageSubmission>;

const AuthorSubmission = z.strictObject({
  name: visible(200),
  url: WebAddress.exactOptional(),
  bio: text(10_000).exactOptional(),
  image: WebAddress.exactOptional(),
});

const Correction = z.strictObject({ at: Instant, text: visible(10_000) });

/** The story JSON of the `dateline` format, as it is sent. */
export const StorySubmission = z
  .strictObject({
    externalId: ExternalId,
    headline: visible(500),
    body: Body,
    alternativeHeadline: text(500).exactOptional(),
    description: text(5_000).exactOptional(),
    byline: text(500).exactOptional(),
    dateline: text(200).exactOptional(),
    slug: text(200).exactOptional(),
    section: text(100).exactOptional(),
    keywords: z.array(text(200)).max(50).exactOptional(),
    language: Language.exactOptional(),
    translationOf: ExternalId.exactOptional().meta({
      description: 'External id of the story of the same source that it is a translation of',
    }),
    urgency: z.int().min(1).max(9).exactOptional(),
    embargoed: Instant.exactOptional(),
    expires: Instant.exactOptional(),
    copyrightHolder: text(500).exactOptional(),
    usageTerms: text(10_000).exactOptional(),
    editorialNote: text(10_000)
      .exactOptional()
      .meta({ description: 'From desk to desk; never shown to readers' }),
    images: z.array(ImageSubmission).max(60).exactOptional(),
    authors: z.array(AuthorSubmission).max(50).exactOptional(),
    corrections: z.array(Correction).max(200).exactOptional(),
    status: z.enum(['usable', 'withheld', 'canceled']).exactOptional(),
    firstPublished: Instant.exactOptional(),
    version: z.int().min(0).exactOptional(),
    modified: Instant.exactOptional(),
  })
  .meta({ id: 'StorySubmission', description: 'A story in the dateline format' });
export type StorySubmission = z.infer<typeof StorySubmission>;
