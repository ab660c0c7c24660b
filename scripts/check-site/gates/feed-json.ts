import { z } from 'zod';
import type { Answer } from '../checked-site.ts';
import { Address, Moment } from '../forms.ts';
import type { Fault } from '../gate.ts';
import { isLanguage, isLastingId } from './feed-forms.ts';

const Text = z.string().regex(/\S/, 'empty');
const Language = z.string().refine(isLanguage, 'not a language');
const Authors = z.array(z.object({ name: Text, url: Address.optional() })).min(1);

/** An item, as JSON Feed 1.1 (jsonfeed.org/version/1.1) wants it: an id, and content of some kind. */
const Item = z
  .object({
    id: z.string().refine(isLastingId, 'not a lasting id'),
    url: Address,
    title: Text,
    content_html: z.string().optional(),
    content_text: z.string().optional(),
    summary: Text.optional(),
    image: Address.optional(),
    date_published: Moment,
    date_modified: Moment,
    authors: Authors.optional(),
    tags: z.array(Text),
    language: Language.optional(),
  })
  .refine(
    ({ content_html, content_text }) => content_html !== undefined || content_text !== undefined,
    'has neither content_html nor content_text',
  );

const JsonFeed = z
  .object({
    version: z.literal('https://jsonfeed.org/version/1.1'),
    title: Text,
    home_page_url: Address,
    feed_url: Address,
    description: Text.optional(),
    language: Language.optional(),
    authors: Authors.optional(),
    hubs: z.array(z.object({ type: Text, url: Address })).optional(),
    items: z.array(Item),
  })
  .refine(({ items }) => new Set(items.map(({ id }) => id)).size === items.length, {
    path: ['items'],
    error: 'two items have one id',
  });

export function jsonFeedFaults({ path, body }: Answer): Fault[] {
  const read = readJson(body);
  if (read === undefined)
    return [{ file: path, place: '1:1', rule: 'json', detail: 'is not JSON' }];
  const issues = JsonFeed.safeParse(read).error?.issues ?? [];
  return issues.map((issue) => ({
    file: path,
    place: `/${issue.path.join('/')}`,
    rule: 'schema',
    detail: issue.message,
  }));
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
