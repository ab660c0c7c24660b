import type { Author } from '../story.ts';
import { parseFields } from './foreign-fields.ts';
import { readForm } from './form-body.ts';
import type { StoryFormat, Submitted, SubmittedImage } from './format.ts';
import { readJson } from './json.ts';
import { plainTextOf } from './markup.ts';
import { type Places, pictureOf, present, submit } from './submit.ts';
import { webAddress } from './web-address.ts';
import { exportedPosts, submittedOfExport } from './wordpress-export.ts';
import { withFigures } from './wordpress-figures.ts';
import { draftOfHook, excerptOf, fateOf, hookPlaces, slugOf } from './wordpress-post.ts';
import { HookPost, Post } from './wordpress-schema.ts';

/**
 * A WordPress post: as its REST API has it, as the form of its `publish_post` hook, or as one of
 * the posts of a WXR export.
 */
export const wordpress: StoryFormat = {
  contentTypes: [
    'application/json',
    'application/x-www-form-urlencoded',
    'application/rss+xml',
    'application/xml',
    'text/xml',
  ],
  read(body, charset) {
    const start = beginningOf(body);
    if (start.startsWith('<')) return submittedOfExport(body, charset);
    if (/^[[{]/.test(start)) {
      const input = readJson(body);
      return isHook(input)
        ? fromHook(parseFields(HookPost, input))
        : fromPost(parseFields(Post, input));
    }
    return fromHook(parseFields(HookPost, readForm(body)));
  },
  split: (body, charset) =>
    beginningOf(body).startsWith('<') ? exportedPosts(body, charset) : [body],
};

/** What it begins with, without byte order mark and space; in any encoding, as far as ASCII goes. */
const beginningOf = (body: Buffer): string =>
  body.toString('latin1', 0, 64).replace(/^(?:ï»¿|ÿþ|þÿ)?[\s\0]*/, '');

const fromHook = (post: HookPost): Submitted => submit(draftOfHook(post), hookPlaces);

const isHook = (input: unknown): boolean =>
  typeof input === 'object' && input !== null && ('post_title' in input || 'ID' in input);

const places: Places = {
  externalId: '#/id',
  headline: '#/title/rendered',
  body: '#/content/rendered',
  description: '#/excerpt/rendered',
  language: '#/lang',
};

function fromPost(post: Post): Submitted {
  const terms = (post._embedded?.['wp:term'] ?? []).flatMap((group) => group ?? []);
  const named = (taxonomy: string) =>
    terms.flatMap((term) =>
      term?.taxonomy === taxonomy && term.name ? [plainTextOf(term.name)] : [],
    );
  const image = imageOf(post);
  return submit(
    {
      ...fateOf({
        status: post.status,
        date: post.date_gmt,
        isLocked: post.content?.protected === true,
        isNamed: Boolean(post.slug),
      }),
      externalId: String(post.id ?? post.link ?? ''),
      modified: post.modified_gmt,
      headline: plainTextOf(post.title?.rendered ?? post.title?.raw ?? ''),
      description: excerptOf(post.excerpt?.rendered ?? post.excerpt?.raw),
      slug: slugOf(post.slug),
      section: named('category')[0],
      keywords: named('post_tag'),
      language: post.lang,
      translationOf: originalOf(post),
      body: withFigures(post.content?.rendered ?? post.content?.raw ?? ''),
      images: image ? [image] : [],
      authors: authorsOf(post, terms),
    },
    places,
  );
}

/** Of posts that translate each other the first one made, since none is called the original. */
function originalOf({ id, translations = {} }: Post): string | undefined {
  const ids = Object.values(translations);
  const original = Math.min(...ids);
  return ids.includes(Number(id)) && original !== Number(id) ? String(original) : undefined;
}

function imageOf(post: Post): SubmittedImage | undefined {
  const media = post._embedded?.['wp:featuredmedia']?.[0];
  const url = webAddress(media?.source_url ?? post.jetpack_featured_media_url);
  if (url === undefined) return undefined;
  const caption = plainTextOf(media?.caption?.rendered ?? '');
  return pictureOf({ url, caption, altText: media?.alt_text, role: 'lead' });
}

type Terms = readonly (({ taxonomy?: string | undefined } & NamedAuthor) | null)[];
interface NamedAuthor {
  readonly name?: string | undefined;
  readonly link?: string | undefined;
  readonly url?: string | undefined;
  readonly description?: string | undefined;
}

/** Those of the plug-in for several authors, where a site has it: WordPress itself knows one. */
function authorsOf(post: Post, terms: Terms): Author[] {
  const several = terms.filter((term) => term?.taxonomy === 'author');
  const authors: readonly (NamedAuthor | null)[] =
    several.length > 0 ? several : (post._embedded?.author ?? []);
  return authors.flatMap((author) =>
    author?.name
      ? present({
          name: plainTextOf(author.name),
          url: webAddress(author.link) ?? webAddress(author.url),
          bio: plainTextOf(author.description ?? ''),
        })
      : [],
  );
}
