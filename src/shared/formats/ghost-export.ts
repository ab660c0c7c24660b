import { z } from 'zod';
import { maybe, parseFields, text } from './foreign-fields.ts';

const short = maybe(z.string().max(2_048));
const Row = z.looseObject({ id: text });
/** Bounded, because a few of them may be written out with each of many posts. */
const Tag = z.object({ id: short, name: short, visibility: short });
const User = z.object({ id: short, name: short, profile_image: short });
const rows = <T extends z.ZodType>(row: T) => maybe(z.array(row));

const Export = z.object({
  db: z
    .array(
      z.object({
        data: z.object({
          posts: z.array(Row).min(1),
          users: rows(User),
          tags: rows(Tag),
          posts_authors: rows(z.object({ post_id: text, author_id: text })),
          posts_tags: rows(z.object({ post_id: text, tag_id: text })),
        }),
      }),
    )
    .length(1),
});

/** The posts of a Ghost export, each with its tags and authors as the API would give them. */
export function postsOfExport(input: unknown): object[] {
  const tables = parseFields(Export, input).db[0]?.data;
  if (tables === undefined) return [];
  const tags = linked(
    tables.tags,
    tables.posts_tags?.map((one) => [one.post_id, one.tag_id]),
  );
  const authors = linked(
    tables.users,
    tables.posts_authors?.map((one) => [one.post_id, one.author_id]),
  );
  return tables.posts.map((post) => ({
    ...post,
    tags: tags.get(post.id) ?? [],
    authors: authors.get(post.id) ?? [],
  }));
}

type Id = string | undefined;

function linked(rows: readonly { id: Id }[] = [], links: readonly (readonly Id[])[] = []) {
  const byId = new Map(rows.map((row) => [row.id, row]));
  const byPost = new Map<Id, object[]>();
  for (const [post, id] of links) {
    const row = byId.get(id);
    if (row) byPost.set(post, [...(byPost.get(post) ?? []), row]);
  }
  return byPost;
}
