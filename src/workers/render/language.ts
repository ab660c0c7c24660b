const rightToLeft = new Set([
  'Arab',
  'Hebr',
  'Syrc',
  'Thaa',
  'Nkoo',
  'Adlm',
  'Rohg',
  'Samr',
  'Mand',
]);

export type Direction = 'ltr' | 'rtl';

export interface Language {
  /** Canonical BCP 47. */
  readonly tag: string;
  /** Its first subtag, e.g. `fa`. */
  readonly primary: string;
  /** ISO 15924, e.g. `Arab`; where the tag names none, the one it is mostly written in. */
  readonly script: string;
  readonly direction: Direction;
}

/** `null`: no tag at all. */
const known = new Map<string, Language | null>();

/** Reads a language tag; what is no tag at all is taken for `fallback`, and that for English. */
export function languageOf(tag: string, fallback = 'en'): Language {
  return knownLanguage(tag) ?? knownLanguage(fallback) ?? english;
}

const english: Language = { tag: 'en', primary: 'en', script: 'Latn', direction: 'ltr' };

function knownLanguage(tag: string): Language | null {
  let language = known.get(tag);
  if (language === undefined) {
    language = readLanguage(tag);
    // Tags come from sources: the memory of them must not grow without end.
    if (known.size > 500) known.clear();
    known.set(tag, language);
  }
  return language;
}

function readLanguage(tag: string): Language | null {
  if (!isTag(tag)) return null;
  const locale = new Intl.Locale(tag);
  const script = locale.maximize().script ?? 'Latn';
  const direction = rightToLeft.has(script) ? 'rtl' : 'ltr';
  return { tag: locale.baseName, primary: locale.language, script, direction };
}

const lists = new Map<string, Intl.ListFormat>();

/** Names in one text, as the language (a tag that `languageOf` gave) joins them. */
export function listed(names: readonly string[], language: string): string {
  const [name, ...others] = names;
  if (name !== undefined && others.length === 0) return name;
  const { direction } = languageOf(language);
  let format = lists.get(language);
  if (format === undefined) {
    if (lists.size > 500) lists.clear();
    format = new Intl.ListFormat(language, { type: 'conjunction' });
    lists.set(language, format);
  }
  // Where HTML finds a direction by itself it looks into what is isolated: a mark comes before that.
  const mark = direction === 'rtl' ? '\u200F' : '\u200E';
  const text = format.format(names.map((one) => isolated(one, direction)));
  return text.startsWith('\u2068') ? mark + text : text;
}

/** Isolated (Unicode FSI … PDI) where its direction may differ from that of the text around it. */
export function isolated(text: string, around: Direction): string {
  const isPlain = around === 'ltr' && !/[\u0590-\u08FF\uFB1D-\uFEFC]/.test(text);
  return isPlain ? text : `\u2068${text}\u2069`;
}

const numbers = new Map<string, Intl.NumberFormat>();

/** A whole number in the language's digits, ungrouped: years, pages. */
export function digits(number: number, language: string): string {
  let format = numbers.get(language);
  if (format === undefined) {
    if (numbers.size > 500) numbers.clear();
    format = new Intl.NumberFormat(language, { useGrouping: false });
    numbers.set(language, format);
  }
  return format.format(number);
}

/** What a language (a tag that `languageOf` gave) calls itself; the tag where nobody knows. */
export function nameOfLanguage(language: string): string {
  const name = new Intl.DisplayNames(language, { type: 'language' }).of(language) ?? language;
  const [first = '', ...rest] = name;
  return first.toLocaleUpperCase(language) + rest.join('');
}

function isTag(tag: string): boolean {
  return /^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$/.test(tag) && isLocale(tag);
}

function isLocale(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}
