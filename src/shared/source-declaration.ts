import { z } from 'zod';
import { PolicyPart } from './moderation-policy.ts';

const SourceId = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,39}$/, 'a lower-case letter, then up to 39 letters, digits or hyphens');

/** Formats a source may post; others are refused where a source is declared. */
export const Format = z.enum([
  'dateline',
  'ninjs',
  'newsml-1',
  'newsml-g2',
  'nitf',
  'wordpress',
  'ghost',
  'ans',
  'rss',
  'atom',
  'html',
  'text',
]);
export type Format = z.infer<typeof Format>;

/** Ways a source may prove itself. */
export const Authentication = z.enum([
  'standard-webhooks',
  'hub-signature',
  'ghost',
  'bearer',
  'basic',
]);
export type Authentication = z.infer<typeof Authentication>;

/** A token bucket: requests a second in the long run, and how many may come at once. */
export const RateLimit = z.strictObject({
  perSecond: z.number().positive().max(100_000),
  burst: z.int().min(1).max(1_000_000),
});
export type RateLimit = Readonly<z.infer<typeof RateLimit>>;

/** A feed that is polled for a source, beside what is posted. */
export const Feed = z.strictObject({
  url: z
    .url({ protocol: /^https?$/, error: 'give an http or https address' })
    .max(2048)
    .refine((url) => !/^[a-z]+:\/\/[^/?#]*@/i.test(url), 'leave out user name and password'),
  everySeconds: z.int().min(30, 'at least 30 seconds').max(86_400).default(300),
  /** Whether to subscribe where the feed names a hub. */
  webSub: z.boolean().default(true),
});
export type Feed = Readonly<z.infer<typeof Feed>>;

/** What a story does without a picture of its own that cannot be had or read. */
export const MissingPictures = z
  .string()
  .regex(
    /^(publish|hold|wait [1-9]\d{0,3} minutes?)$/,
    'write publish, hold, or wait N minutes (up to 9999)',
  );

/** A source as declared in `newsroom/sources.yaml`, or kept in the archive under `config/`. */
export const SourceDeclaration = z
  .strictObject({
    id: SourceId,
    name: z.string().min(1).max(120).optional(),
    format: Format.default('dateline'),
    auth: Authentication.default('standard-webhooks'),
    /**
     * Section of stories that name none, or one that is not theirs; where absent, the first of
     * `sections`, or the site's first.
     */
    section: z.string().optional(),
    /** Slugs of the sections it may write for; all of the site's where absent. */
    sections: z.array(z.string()).min(1).max(200).optional(),
    /** BCP 47; the site's where absent. */
    language: z.string().optional(),
    /** A trusted source may say when a story was first published. */
    trusted: z.boolean().default(false),
    /** 50 requests a second with bursts of 200 where absent. */
    rateLimit: RateLimit.optional(),
    /** How strictly its stories are judged, where that differs from the site's policy. */
    moderation: PolicyPart.optional(),
    /**
     * `publish` without it (where absent), `hold` for a person, or `wait N minutes` and then publish.
     */
    missingPictures: MissingPictures.optional(),
    feed: Feed.optional(),
  })
  .refine(({ format, feed }) => feed === undefined || format === 'rss' || format === 'atom', {
    path: ['feed'],
    error: 'only a source of format rss or atom has a feed',
  });
export type SourceDeclaration = Readonly<z.infer<typeof SourceDeclaration>>;

export const Sources = z.strictObject({ sources: z.array(SourceDeclaration).default([]) });
