import { z } from 'zod';
import { BlockedList } from '../blocked-list.ts';

/** Terms of one list; a list that grows beyond this is another kind of thing. */
export const MOST_TERMS = 50_000;

export const ListName = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'up to 40 lower-case letters, digits and hyphens');

const Term = BlockedList.shape.terms.element;

/** A list as people edit it; `title` is what editors read as the reason. */
export const ListContent = z
  .strictObject({
    title: BlockedList.shape.name,
    action: BlockedList.shape.action,
    language: BlockedList.shape.language,
    terms: z.array(Term).max(MOST_TERMS),
    exceptions: BlockedList.shape.exceptions,
  })
  .meta({ id: 'ListContent' });
export type ListContent = Readonly<z.infer<typeof ListContent>>;

const Told = z.object({ terms: z.array(z.string()), more: z.int().nonnegative() });

/** What somebody did to a list. */
export const ListChange = z.object({
  by: z.string(),
  at: z.string(),
  reason: z.string(),
  added: Told,
  removed: Told,
  /** Those that became others. */
  settings: z.array(z.enum(['title', 'action', 'language', 'exceptions'])),
});
export type ListChange = Readonly<z.infer<typeof ListChange>>;

/** `config/lists/<name>.json`. */
export const ListDocument = z.object({
  schema: z.literal(1),
  name: ListName,
  title: z.string(),
  action: BlockedList.shape.action,
  language: z.string().optional(),
  /** Who added each term, when and why. */
  terms: z.array(
    z.object({ term: z.string(), by: z.string(), at: z.string(), reason: z.string() }),
  ),
  exceptions: z.array(z.string()),
  changed: z.object({ by: z.string(), at: z.string(), reason: z.string() }),
  /** Newest first. */
  changes: z.array(ListChange).optional(),
});
export type ListDocument = Readonly<z.infer<typeof ListDocument>>;

/** A list in force: declared in a file of the newsroom, or kept in the archive. */
export interface TermList extends ListContent {
  readonly name: string;
  readonly origin: 'file' | 'archive';
  /** Of a list of a file, from the folder of the newsroom's files. */
  readonly file?: string;
  /** Of the archive's document; a change must name it. */
  readonly etag: string | null;
}

/** As moderation's rules take it. */
export const blockedListOf = ({
  title,
  name: _,
  origin,
  file,
  etag,
  ...list
}: TermList): BlockedList => ({
  ...list,
  name: title,
});
