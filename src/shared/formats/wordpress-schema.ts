import { z } from 'zod';
import { list, maybe, momentInUtc, text, textOrNumber } from './foreign-fields.ts';

/** Text as the REST API wraps it; some plug-ins send it bare. */
const Rendered = maybe(
  z
    .unknown()
    .transform((value) => (typeof value === 'string' ? { rendered: value } : value))
    .pipe(
      z.object({
        rendered: text,
        raw: text,
        protected: maybe(z.boolean()),
      }),
    ),
);

const Term = z.object({ name: text, taxonomy: text, link: text, description: text });
const Author = z.object({ name: text, link: text, url: text, description: text });
const Media = z.object({
  source_url: text,
  alt_text: text,
  caption: Rendered,
});

/**
 * The same post by language, itself among them, as Polylang has it (an empty list where there is no
 * other); what else a plug-in keeps under this name says nothing to us.
 */
const Translations = maybe(
  z.unknown().transform((value) => z.record(z.string(), z.int().positive()).safeParse(value).data),
);

/** A post of the REST API, with or without what `_embed` adds. */
export const Post = z.object({
  id: textOrNumber,
  link: text,
  slug: text,
  status: text,
  type: text,
  lang: text,
  translations: Translations,
  date_gmt: momentInUtc,
  modified_gmt: momentInUtc,
  title: Rendered,
  content: Rendered,
  excerpt: Rendered,
  jetpack_featured_media_url: text,
  _embedded: maybe(
    z.object({
      author: list(Author.nullable()),
      'wp:featuredmedia': list(Media.nullable()),
      'wp:term': list(list(Term.nullable())),
    }),
  ),
});
export type Post = z.infer<typeof Post>;

/** The fields of the `publish_post` hook: those of the table of posts. */
export const HookPost = z.object({
  hook: text,
  ID: textOrNumber,
  post_url: text,
  guid: text,
  post_title: text,
  post_content: text,
  post_excerpt: text,
  post_name: text,
  post_status: text,
  post_password: text,
  post_date_gmt: momentInUtc,
  post_modified_gmt: momentInUtc,
});
export type HookPost = z.infer<typeof HookPost>;
