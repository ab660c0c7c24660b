import type { Author } from '../story.ts';
import { type Fault, Invalid, type Submitted, type SubmittedImage } from './format.ts';
import { withoutHeadline } from './markup.ts';

/** A submission in the making: what the sender left out is absent or undefined. */
export type Draft = { readonly [Field in keyof Submitted]?: Submitted[Field] | undefined };

/** Where each field stands in the sender's own document, as JSON pointers. */
export type Places = Readonly<Partial<Record<keyof Submitted, string>>>;

const bodyBytes = 1_048_576;
const maximumKeywords = 50;
const maximumAuthors = 50;
const maximumImages = 60;

/** Characters (code points) that a field may hold; those of the dateline format. */
const limits = {
  externalId: 512,
  translationOf: 512,
  headline: 500,
  alternativeHeadline: 500,
  description: 5_000,
  byline: 500,
  dateline: 200,
  slug: 200,
  section: 100,
  copyrightHolder: 500,
  usageTerms: 10_000,
  editorialNote: 10_000,
} as const;
type Limited = keyof typeof limits;

/**
 * Makes a submission of what a foreign format says. A kill needs no more than its identity. `kind`
 * is what the sender calls such an item, for the sentence that refuses it.
 * Throws Invalid where identity, headline or body are missing and where a text is too long.
 */
export function submit(draft: Draft, places: Places, kind = 'text'): Submitted {
  const faults: Fault[] = [];
  const fault = (field: keyof Submitted, detail: string) =>
    faults.push({ pointer: places[field] ?? `#/${field}`, detail });
  const status = draft.status ?? 'usable';
  const texts = textsOf(draft, fault);
  if (texts.externalId === undefined) fault('externalId', 'required; it names the story for good');
  else if (/[\p{Cc}\p{Cs}]/u.test(texts.externalId)) {
    fault('externalId', 'holds control characters; use printable ones');
  }
  if (status !== 'canceled' && texts.headline === undefined) {
    fault('headline', 'required; it must hold some text');
  }
  const body = bodyOf(draft, kind, fault);
  const language = languageOf(draft.language, fault);
  if (faults.length > 0) throw new Invalid(faults);
  const externalId = texts.externalId ?? '';
  return {
    ...texts,
    externalId,
    headline: texts.headline ?? externalId.slice(0, limits.headline),
    status,
    body: withoutHeadline(body, texts.headline),
    ...present({ ...momentsOf(draft), language }),
    ...(draft.version !== undefined && { version: draft.version }),
    ...(draft.urgency !== undefined && { urgency: draft.urgency }),
    keywords: keywordsOf(draft.keywords ?? []),
    images: (draft.images ?? []).slice(0, maximumImages),
    authors: authorsOf(draft.authors ?? []),
    corrections: draft.corrections ?? [],
  };
}

type ToFault = (field: keyof Submitted, detail: string) => void;

function textsOf(draft: Draft, fault: ToFault): Partial<Record<Limited, string>> {
  const texts: Partial<Record<Limited, string>> = {};
  for (const [field, limit] of Object.entries(limits) as [Limited, number][]) {
    const value = draft[field]?.trim();
    if (value === undefined || !hasText(value)) continue;
    if (isLonger(value, limit)) fault(field, `too long; at most ${limit} characters`);
    texts[field] = value;
  }
  return texts;
}

function bodyOf({ body, status }: Draft, kind: string, fault: ToFault): string {
  const whole = hasText(body) ? body : '';
  if (Buffer.byteLength(whole) > bodyBytes) {
    fault('body', 'larger than 1 MiB; send less, with pictures by url');
  }
  if (whole === '' && status !== 'canceled') {
    const isText = /^(?:text|story|article)$/.test(kind);
    const detail = `this ${kind} comes without words; send a headline and a caption with it`;
    fault('body', isText ? 'required; it must hold some text' : detail);
  }
  return whole;
}

function languageOf(tag: string | undefined, fault: ToFault): string | undefined {
  if (!tag?.trim()) return undefined;
  try {
    return Intl.getCanonicalLocales(tag.trim().replaceAll('_', '-'))[0];
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    fault('language', 'not a language tag (BCP 47); write such as en, fa or pt-BR');
    return undefined;
  }
}

const momentsOf = ({ modified, embargoed, expires, firstPublished }: Draft) => ({
  modified,
  embargoed,
  expires,
  firstPublished,
});

/** Wires index a story under hundreds of terms; the first, most telling ones are kept. */
const keywordsOf = (keywords: readonly string[]): string[] =>
  [...new Set(keywords.map((keyword) => keyword.trim()))]
    .filter((keyword) => hasText(keyword) && keyword.length <= 200)
    .slice(0, maximumKeywords);

const authorsOf = (authors: readonly Author[]): Author[] =>
  authors
    .filter(({ name }) => hasText(name) && name.length <= 200)
    .slice(0, maximumAuthors)
    .map((author) => present(author));

/** Whether it shows something: not only white space and invisible characters. */
export const hasText = (value: string | undefined): value is string =>
  value !== undefined && /[^\s\p{C}\p{Z}]/u.test(value);

const isLonger = (value: string, limit: number): boolean =>
  value.length > limit && (value.length > 2 * limit || [...value].length > limit);

/** The same without its undefined and empty fields. */
export function present<T extends object>(
  fields: T,
): { [Field in keyof T]: Exclude<T[Field], undefined> } {
  const filled = Object.entries(fields).filter(([, value]) => value !== undefined && value !== '');
  return Object.fromEntries(filled) as { [Field in keyof T]: Exclude<T[Field], undefined> };
}

/** A picture of a foreign format; its texts cut to what the story may hold. */
export function pictureOf(
  picture: {
    readonly [Field in keyof Omit<SubmittedImage, 'role'>]?: SubmittedImage[Field] | undefined;
  } & { readonly role?: SubmittedImage['role'] },
): SubmittedImage {
  const { role = 'inline', creditLine, caption, altText, usageTerms, ...rest } = picture;
  return {
    ...present({
      ...rest,
      caption: caption?.trim().slice(0, 10_000),
      creditLine: creditLine?.trim().slice(0, 500),
      altText: altText?.trim().slice(0, 10_000),
      usageTerms: usageTerms?.trim().slice(0, 10_000),
    }),
    role,
  };
}
