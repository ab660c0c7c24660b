import { z } from 'zod';
import { list, maybe, moment, parseFields, text } from './foreign-fields.ts';
import type { StoryFormat, Submitted, SubmittedImage } from './format.ts';
import { Invalid } from './format.ts';
import { postsOfExport } from './ghost-export.ts';
import { readJson } from './json.ts';
import { markupOf, paragraphsOf, plainTextOf } from './markup.ts';
import { type Places, pictureOf, present, submit } from './submit.ts';
import { webAddress } from './web-address.ts';

const Author = z.object({ name: text, url: text, bio: text, profile_image: text });
const Tag = z.object({ name: text, visibility: text });

const Post = z.object({
  id: text,
  title: text,
  slug: text,
  html: text,
  plaintext: text,
  status: text,
  visibility: text,
  published_at: moment,
  updated_at: moment,
  custom_excerpt: text,
  excerpt: text,
  locale: text,
  feature_image: text,
  feature_image_alt: text,
  feature_image_caption: text,
  tags: list(Tag.nullable()),
  authors: list(Author.nullable()),
  primary_tag: maybe(Tag),
  primary_author: maybe(Author),
});
type Post = z.infer<typeof Post>;

const Change = z.object({ current: maybe(Post), previous: maybe(Post) });
const Hook = z.object({ event: text, post: maybe(Change), page: maybe(Change) });

/** Ghost: the body of a webhook, one post of its API, or the answer of its API with several. */
export const ghost: StoryFormat = {
  contentTypes: ['application/json'],
  read(body) {
    const input = readJson(body);
    if (holds(input, 'post') || holds(input, 'page')) return fromHook(parseFields(Hook, input));
    return submitted(parseFields(Post, input), undefined, '#');
  },
  split(body) {
    const input = readJson(body);
    const posts = holds(input, 'db') ? postsOfExport(input) : postsOfAnswer(input);
    return posts?.map((post) => Buffer.from(JSON.stringify(post))) ?? [body];
  },
};

const holds = (input: unknown, field: string): boolean => {
  if (typeof input !== 'object' || input === null) {
    throw new Invalid([{ pointer: '#', detail: 'expected an object; send one post' }]);
  }
  const value = Object.hasOwn(input, field) ? Reflect.get(input, field) : undefined;
  return typeof value === 'object' && value !== null;
};

function postsOfAnswer(input: unknown): unknown[] | undefined {
  if (!holds(input, 'posts')) return undefined;
  return parseFields(z.object({ posts: z.array(z.unknown()).min(1) }), input).posts;
}

function fromHook({ event, post, page }: z.infer<typeof Hook>): Submitted {
  const { current, previous } = post ?? page ?? {};
  const at = `#/${post ? 'post' : 'page'}`;
  const isGone = current?.id === undefined;
  if (event?.endsWith('.deleted') || isGone) {
    const gone = isGone ? previous : current;
    if (gone === undefined) {
      throw new Invalid([{ pointer: `${at}/current`, detail: 'required; add it as object' }]);
    }
    return submitted(gone, 'canceled', `${at}/${isGone ? 'previous' : 'current'}`);
  }
  const isUnpublished = event?.endsWith('.unpublished') || previous?.status === 'published';
  const leaves = isUnpublished && current.status !== 'published';
  return submitted(current, leaves ? 'canceled' : undefined, `${at}/current`);
}

function submitted(post: Post, status: 'canceled' | undefined, at: string): Submitted {
  const tags = publicTags([post.primary_tag, ...(post.tags ?? [])]);
  const image = imageOf(post);
  const places: Places = {
    externalId: `${at}/id`,
    headline: `${at}/title`,
    body: `${at}/html`,
    description: `${at}/custom_excerpt`,
  };
  return submit(
    {
      ...(status === undefined ? fateOf(post) : { status }),
      externalId: post.id,
      modified: post.updated_at ?? post.published_at,
      headline: post.title,
      description: post.custom_excerpt ?? post.excerpt,
      slug: post.slug,
      section: tags[0],
      keywords: tags,
      language: post.locale,
      body: post.html || (post.plaintext && markupOf(paragraphsOf(post.plaintext))),
      images: image ? [image] : [],
      authors: authorsOf(post),
    },
    places,
  );
}

/** What only members may read, and what is not published, waits for a person. */
function fateOf({ status = 'published', visibility = 'public', published_at: date }: Post) {
  const forAll = visibility === 'public' ? 'usable' : 'withheld';
  if (status === 'published') return { status: forAll, firstPublished: date } as const;
  if (status === 'scheduled' && date) return { status: forAll, embargoed: date } as const;
  return { status: 'withheld' } as const;
}

/** Internal tags, which steer themes, begin with a hash. */
const publicTags = (tags: readonly (z.infer<typeof Tag> | null | undefined)[]): string[] => [
  ...new Set(
    tags.flatMap((tag) =>
      tag?.name && tag.visibility !== 'internal' && !tag.name.startsWith('#') ? [tag.name] : [],
    ),
  ),
];

function imageOf(post: Post): SubmittedImage | undefined {
  const url = webAddress(post.feature_image);
  if (url === undefined) return undefined;
  const caption = plainTextOf(post.feature_image_caption ?? '');
  return pictureOf({ url, caption, altText: post.feature_image_alt, role: 'lead' });
}

function authorsOf({ authors, primary_author }: Post) {
  return (authors ?? [primary_author]).flatMap((author) =>
    author?.name
      ? present({
          name: author.name,
          url: webAddress(author.url),
          bio: author.bio,
          image: webAddress(author.profile_image),
        })
      : [],
  );
}
