import type { Author } from '../story.ts';
import { parseFields } from './foreign-fields.ts';
import { readForm } from './form-body.ts';
import type { StoryFormat, Submitted, SubmittedImage } from './format.ts';
import { readJson } from './json.ts';
import { plainTextOf } from './markup.ts';
import { type Places, pictureOf, present, submit } from './submit.ts';
import { webAddress } from './web-address.ts';
import { HookPost, Post } from './wordpress-schema.ts';

/** A WordPress post: as its REST API has it, or as the form of its `publish_post` hook. */
export const wordpress: StoryFormat = {
  contentTypes: ['application/json', 'application/x-www-form-urlencoded'],
  read(body) {
    if (/^\s*[[{]/.test(body.toString('latin1', 0, 64).replace(/^\u00EF\u00BB\u00BF/, ''))) {
      const input = readJson(body);
      return isHook(input)
        ? fromHook(parseFields(HookPost, input))
        : fromPost(parseFields(Post, input));
    }
    return fromHook(parseFields(HookPost, readForm(body)));
  },
};

const isHook = (input: unknown): boolean =>
  typeof input === 'object' && input !== null && ('post_title' in input || 'ID' in input);

interface Fate {
  readonly status: string | undefined;
  readonly date: string | undefined;
  readonly isLocked: boolean;
  /** WordPress names a post when it is first published. */
  readonly isNamed: boolean;
}

/**
 * A post that leaves the public is taken down; a draft that never was public only waits. What asks
 * readers for a password is not for everybody.
 */
function fateOf({ status = 'publish', date, isLocked, isNamed }: Fate) {
  switch (status) {
    case 'publish':
      return { status: isLocked ? 'withheld' : 'usable', firstPublished: date } as const;
    case 'future':
      return {
        status: isLocked || date === undefined ? 'withheld' : 'usable',
        embargoed: date,
      } as const;
    case 'trash':
    case 'private':
      return { status: 'canceled' } as const;
    case 'draft':
      return { status: isNamed && date !== undefined ? 'canceled' : 'withheld' } as const;
    default:
      return { status: 'withheld' } as const;
  }
}

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
      body: post.content?.rendered ?? post.content?.raw,
      images: image ? [image] : [],
      authors: authorsOf(post, terms),
    },
    places,
  );
}

/** Without the mark of where WordPress itself has cut it. */
const excerptOf = (markup = ''): string =>
  plainTextOf(markup).replace(/\s*\[(?:…|\.\.\.)\]$/, ' …');

/** WordPress keeps slugs outside Latin percent-encoded. */
function slugOf(slug: string | undefined): string | undefined {
  if (!slug?.includes('%')) return slug;
  try {
    return decodeURIComponent(slug);
  } catch (error) {
    if (!(error instanceof URIError)) throw error;
    // Cut in the middle of a letter: one is made of the headline instead.
    return undefined;
  }
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

const hookPlaces: Places = {
  externalId: '#/ID',
  headline: '#/post_title',
  body: '#/post_content',
  description: '#/post_excerpt',
};

function fromHook(post: HookPost): Submitted {
  return submit(
    {
      ...fateOf({
        status: post.post_status,
        date: post.post_date_gmt,
        isLocked: Boolean(post.post_password),
        isNamed: Boolean(post.post_name),
      }),
      externalId: String(post.ID ?? post.post_url ?? post.guid ?? ''),
      modified: post.post_modified_gmt,
      headline: plainTextOf(post.post_title ?? ''),
      description: excerptOf(post.post_excerpt),
      slug: slugOf(post.post_name),
      body: post.post_content,
    },
    hookPlaces,
  );
}
