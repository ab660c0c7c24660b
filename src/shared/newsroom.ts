import { z } from 'zod';
import type { BlockedList } from './blocked-list.ts';
import { Cdn } from './cdn/cdn-settings.ts';
import { SitePolicy } from './moderation-policy.ts';
import type { SourceDeclaration } from './source-declaration.ts';

const Slug = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'use lower-case letters, digits and single hyphens')
  .max(60);

/** First segments of a path that no section may take. */
export const reservedSegments = ['tags', 'authors', 'page', 'search', '_media', '_assets'] as const;

const Section = z.strictObject({
  slug: Slug.refine((slug) => !(reservedSegments as readonly string[]).includes(slug), {
    error: 'this name is reserved; choose another slug',
  }),
  name: z.string().min(1).max(80),
});

const CacheControl = z.strictObject({
  page: z.string().default('public, max-age=60, stale-while-revalidate=60, stale-if-error=86400'),
  front: z.string().default('public, max-age=30, stale-while-revalidate=30, stale-if-error=86400'),
  sealed: z.string().default('public, max-age=3600, stale-if-error=604800'),
  immutable: z.string().default('public, max-age=31536000, immutable'),
  /** Of redirects, tombstones and the 404 page. */
  brief: z.string().default('public, max-age=60'),
});

const Pictures = z.strictObject({
  /** How long a picture that its agency lets nobody archive may stay, in days from its arrival. */
  noArchiveDays: z.int().min(1).max(3650).default(30),
});

const OwnPage = z.strictObject({
  slug: Slug.refine((slug) => !(reservedSegments as readonly string[]).includes(slug), {
    error: 'this name is reserved; choose another slug',
  }),
  title: z.string().min(1).max(120),
  description: z.string().max(300).optional(),
  /** What machines are told that it is: a policy of the publisher. */
  policy: z.enum(['corrections', 'principles', 'ethics', 'ownership']).optional(),
  /**
   * Paragraphs parted by empty lines. A line that begins with `## ` is a heading, lines that begin
   * with `- ` are a list, `[words](https://…)` is a link.
   */
  text: z.string().min(1).max(200_000),
});
export type OwnPage = Readonly<z.infer<typeof OwnPage>>;

const Feeds = z.strictObject({
  /** What feeds give of a story: its description, or all of its text. */
  content: z.enum(['summary', 'full']).default('summary'),
  /** A WebSub hub: it is named in the feeds of the site and its sections, and told of each change. */
  hub: z.url({ protocol: /^https?$/, error: 'give an http or https address' }).optional(),
});

/** `newsroom/site.yaml`: what the newsroom is called and how its site is laid out. */
export const Site = z
  .strictObject({
    name: z.string().min(1).max(120),
    /** BCP 47. */
    language: z.string().default('en'),
    /** IANA name; days in article paths are days there. */
    timezone: z
      .string()
      .refine((zone) => isTimeZone(zone), { error: 'name a time zone such as Asia/Kabul' })
      .default('UTC'),
    description: z.string().max(300).optional(),
    sections: z.array(Section).min(1),
    publisher: z.strictObject({ name: z.string(), logo: z.string().optional() }).optional(),
    authors: z
      .array(
        z.strictObject({
          name: z.string(),
          url: z.string().optional(),
          bio: z.string().optional(),
          image: z.string().optional(),
        }),
      )
      .default([]),
    /** The site's own pages, such as "About us" and its policy on corrections: `/<slug>/`. */
    pages: z.array(OwnPage).max(50).default([]),
    feeds: Feeds.prefault({}),
    /** Stories on a sealed page of a front. */
    pageSize: z.int().min(5).max(200).default(30),
    /**
     * Countries that the newsroom publishes for (ISO 3166-1, two capital letters). A picture's ban
     * elsewhere is then no matter of ours; where absent, every ban is carried to the edge.
     */
    territories: z
      .array(z.string().regex(/^[A-Z]{2}$/, 'two capital letters, such as DE'))
      .min(1)
      .max(300)
      .optional(),
    pictures: Pictures.prefault({}),
    cacheControl: CacheControl.prefault({}),
    /** Who keeps copies of the site; where absent, nobody does, and nothing is purged or read back. */
    cdn: Cdn.optional(),
    /** How strictly stories are judged, and where otherwise. */
    moderation: SitePolicy.prefault({}),
    /** Folder under `themes/`, or a path. */
    theme: z.string().default('dateline'),
  })
  .refine(hasDistinctPaths, {
    path: ['pages'],
    error: 'each section and each page needs a slug of its own',
  });
export type Site = Readonly<z.infer<typeof Site>>;

/** Sections and the site's own pages stand beside each other. */
function hasDistinctPaths(site: {
  readonly sections: readonly { readonly slug: string }[];
  readonly pages: readonly { readonly slug: string }[];
}): boolean {
  const slugs = [
    ...new Set(site.sections.map(({ slug }) => slug)),
    ...site.pages.map(({ slug }) => slug),
  ];
  return new Set(slugs).size === slugs.length;
}

function isTimeZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/** All that `newsroom/` declares. */
export interface Newsroom {
  readonly site: Site;
  readonly sources: readonly SourceDeclaration[];
  readonly blockedLists: readonly BlockedList[];
}
