import { decodeText } from './decode-text.ts';
import { momentOf } from './foreign-fields.ts';
import { type Fault, Invalid, type StoryFormat } from './format.ts';
import { markupOf, oneLine, paragraphsOf } from './markup.ts';
import { type Draft, submit } from './submit.ts';
import { readWireDate } from './wire-date.ts';

/** What header lines before the text may set, by their names in lower case. */
const headers = {
  'message-id': 'externalId',
  id: 'externalId',
  subject: 'headline',
  headline: 'headline',
  title: 'headline',
  from: 'byline',
  byline: 'byline',
  date: 'modified',
  modified: 'modified',
  embargoed: 'embargoed',
  expires: 'expires',
  language: 'language',
  'content-language': 'language',
  section: 'section',
  slug: 'slug',
  description: 'description',
  dateline: 'dateline',
  keywords: 'keywords',
  status: 'status',
  note: 'editorialNote',
} as const;

const isHeader = (name: string): name is keyof typeof headers => Object.hasOwn(headers, name);

/**
 * Plain text, its paragraphs parted by blank lines; the first line is the headline. Lines such as
 * `Message-ID: <…>` may stand before it, parted from it by a blank line. Without such an identity
 * the headline is the identity: a new headline is then a new story.
 */
export const text: StoryFormat = {
  contentTypes: ['text/plain'],
  read(body, charset) {
    const whole = decodeText(body, charset).replace(/\r\n?/g, '\n').trim();
    const { fields, rest } = withoutHeaders(whole);
    const faults: Fault[] = [];
    const draft = draftOf(fields, faults);
    if (faults.length > 0) throw new Invalid(faults);
    const [headline, story] = draft.headline ? [draft.headline, rest] : firstLineOf(rest);
    const identity = draft.externalId?.replace(/^<(.*)>$/, '$1') ?? oneLine(headline).slice(0, 500);
    const paragraphs = paragraphsOf(story);
    return submit(
      {
        ...draft,
        externalId: identity,
        headline,
        byline: draft.byline ?? bylineIn(paragraphs),
        body: markupOf(paragraphs),
      },
      { externalId: '#/message-id' },
    );
  },
};

function withoutHeaders(whole: string) {
  const end = whole.search(/\n[^\S\n]*\n/);
  const head = end === -1 || end > 16_384 ? '' : whole.slice(0, end);
  const fields = head.split('\n').map((line) => /^([A-Za-z-]{1,40}):\s*(.*)$/.exec(line));
  const names = fields.map((field) => field?.[1]?.toLowerCase());
  const isHead =
    names.every((name) => name !== undefined) &&
    names.some((name) => /^(?:message-id|id|subject|headline|title)$/.test(name ?? ''));
  if (!isHead) return { fields: [], rest: whole };
  return {
    fields: fields.map((field) => [field?.[1]?.toLowerCase() ?? '', field?.[2] ?? ''] as const),
    rest: whole.slice(end).trim(),
  };
}

function draftOf(fields: readonly (readonly [string, string])[], faults: Fault[]): Draft {
  const draft: Record<string, unknown> = {};
  for (const [name, value] of fields) {
    if (!isHeader(name) || value.trim() === '') continue;
    const field = headers[name];
    const read = readHeader(field, value.trim());
    if ('fault' in read) faults.push({ pointer: `#/${name}`, detail: read.fault });
    else draft[field] ??= read.value;
  }
  return draft;
}

function readHeader(
  field: string,
  value: string,
): { readonly value: unknown } | { readonly fault: string } {
  if (field === 'keywords') return { value: value.split(/[,;]/) };
  if (field === 'status') {
    const isStatus = /^(?:usable|withheld|canceled)$/.test(value);
    return isStatus ? { value } : { fault: 'use one of usable, withheld, canceled' };
  }
  if (!/^(?:modified|embargoed|expires)$/.test(field)) return { value };
  // Mail may say in brackets what the zone is called.
  const isMail = /^[A-Z][a-z]{2}, \d/.test(value);
  const instant = isMail ? readWireDate(value.replace(/\s*\([^()]*\)$/, '')) : momentOf(value);
  return 'at' in instant ? { value: instant.at } : instant;
}

function firstLineOf(whole: string): readonly [string, string] {
  const end = whole.indexOf('\n');
  return end === -1 ? [whole, ''] : [whole.slice(0, end), whole.slice(end + 1)];
}

/** A paragraph of its own such as “By Jane Doe”, which then is no part of the text. */
function bylineIn(paragraphs: string[]): string | undefined {
  const found = /^By\s+(\p{Lu}[^\n]{1,100})$/u.exec(paragraphs[0] ?? '');
  if (!found || paragraphs.length < 2 || /[.!?]$/.test(found[0])) return undefined;
  paragraphs.shift();
  return found[1];
}
