import { type Fault, Invalid, type Submitted } from './format.ts';
import { type Draft, hasText, pictureOf, submit as submitDraft } from './submit.ts';
import { readWireDate } from './wire-date.ts';

/** A story as another format tells it: fields that it lacks are `undefined` or left out. */
export type WireStory = {
  [Field in keyof Omit<Submitted, 'images' | 'keywords' | 'authors' | 'corrections'>]?:
    | Submitted[Field]
    | undefined;
} & {
  readonly keywords?: readonly (string | undefined)[];
  readonly authors?: readonly (string | undefined)[];
  readonly images?: readonly WireImage[];
};

export interface WireImage {
  readonly url: string;
  readonly caption?: string | undefined;
  readonly creditLine?: string | undefined;
  readonly altText?: string | undefined;
  readonly usageTerms?: string | undefined;
  /** Where absent, the first picture leads. */
  readonly role?: 'lead' | 'inline' | undefined;
}

const longest = {
  alternativeHeadline: 500,
  description: 5_000,
  byline: 500,
  dateline: 200,
  section: 100,
  slug: 200,
  copyrightHolder: 500,
  usageTerms: 10_000,
  editorialNote: 10_000,
} as const;

/**
 * Makes a submission of it. A sender of a wire cannot correct a field that only we find too long
 * or odd, so what may be cut or left out is; what may not (identity, headline, body) is refused
 * with Invalid.
 */
export function submit(story: WireStory, kind?: string): Submitted {
  const { keywords = [], authors = [], images = [], language, urgency, version, ...rest } = story;
  const draft: Draft = {
    ...cut(rest),
    language: languageTag(language),
    keywords: unique(keywords),
    authors: unique(authors).map((name) => ({ name })),
    urgency: urgency !== undefined && urgency >= 1 && urgency <= 9 ? urgency : undefined,
    version: Number.isSafeInteger(version) ? version : undefined,
    images: images.map((image, index) =>
      pictureOf({ ...image, role: image.role ?? (index === 0 ? 'lead' : 'inline') }),
    ),
  };
  return submitDraft(draft, {}, kind);
}

function cut(fields: Draft): Draft {
  const entries = Object.entries(longest).flatMap(([name, maximum]) => {
    const value: unknown = Reflect.get(fields, name);
    return typeof value === 'string' ? [[name, cutAt(value, maximum)]] : [];
  });
  return { ...fields, ...Object.fromEntries(entries) };
}

/** Cut between characters, never within one. */
function cutAt(text: string, maximum: number): string | undefined {
  if (!hasText(text)) return undefined;
  return text.length <= maximum ? text : [...text.slice(0, maximum * 2)].slice(0, maximum).join('');
}

function unique(words: readonly (string | undefined)[]): string[] {
  const cleaned = words.flatMap((word) => cutAt(word ?? '', 200) ?? []);
  return [...new Set(cleaned)];
}

/** The tag in its usual form; `undefined` for what is none, so that the source's default holds. */
function languageTag(written: string | undefined): string | undefined {
  try {
    const tag = written?.trim().replaceAll('_', '-');
    return tag && tag.length <= 35 ? Intl.getCanonicalLocales(tag)[0] : undefined;
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/**
 * When a story may appear and when it must go, as written. Throws Invalid where such a date cannot
 * be read or has no time zone: an embargo that is guessed is an embargo broken. A kill has no use
 * for either and is not refused for their sake.
 */
export function termOf(
  status: Submitted['status'],
  written: { readonly embargoed: string | undefined; readonly expires: string | undefined },
): Pick<WireStory, 'embargoed' | 'expires'> {
  if (status === 'canceled') return {};
  return {
    embargoed: strictDate(written.embargoed, 'embargoed'),
    expires: strictDate(written.expires, 'expires'),
  };
}

function strictDate(written: string | undefined, field: string): string | undefined {
  if (written === undefined) return undefined;
  const instant = readWireDate(written);
  if ('at' in instant) return instant.at;
  const fault: Fault = { pointer: `#/${field}`, detail: instant.fault };
  throw new Invalid([fault]);
}

/** A section's name as a slug; which sections there are, the newsroom says. */
export function sectionSlug(name: string | undefined): string | undefined {
  const [first = ''] = (name ?? '').split(/[/|>]/).filter((part) => part.trim() !== '');
  const slug = first
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '');
  return slug || undefined;
}

/** An integer as written; `undefined` for anything else. */
export function wholeNumber(written: string | undefined): number | undefined {
  return written !== undefined && /^\d{1,15}$/.test(written) ? Number(written) : undefined;
}

/** A headline out of a caption: its first sentence, or as many words of it as a headline bears. */
export function headlineFrom(caption: string | undefined): string | undefined {
  if (caption === undefined) return undefined;
  const [sentence = caption] = /^.*?[.!?؟。](?=\s|$)/su.exec(caption) ?? [caption];
  if (sentence.length <= 120) return sentence.replace(/\.$/, '');
  return `${sentence.slice(0, 120).replace(/\s+\S*$/, '')}…`;
}
