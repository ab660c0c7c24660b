import { transliterate } from 'transliteration';

/** Characters a slug may have; more are cut off at a word. */
const maximumLength = 80;

/** How a language itself writes its letters in plain Latin, where that is not just the bare letter. */
const spellings: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  de: { ä: 'ae', ö: 'oe', ü: 'ue', ß: 'ss' },
  da: { æ: 'ae', ø: 'oe', å: 'aa' },
  nb: { æ: 'ae', ø: 'oe', å: 'aa' },
  tr: { ı: 'i', ş: 's', ğ: 'g', ç: 'c', ö: 'o', ü: 'u' },
};

/** Apostrophes, marks on letters, and what is invisible: they part no words. */
const joined = /['’‘ʼ`´"]|[\p{Cf}\u0640]/gu;

/**
 * A readable name in plain Latin letters for a path: `^[a-z0-9]+(-[a-z0-9]+)*$`, at most 80
 * characters, or '' when nothing is left to read. `language` is a BCP 47 tag.
 */
export function slugFor(text: string, language: string): string {
  const words = spelled(text.slice(0, 1_000).normalize('NFKC').replace(joined, ''), language);
  const plain = transliterate(words)
    .toLowerCase()
    .replace(/['’`"]/g, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  return shorten(plain);
}

function spelled(text: string, language: string): string {
  const table = spellings[language.split('-')[0]?.toLowerCase() ?? ''];
  if (table === undefined) return text;
  return text.toLowerCase().replace(/[^\0-\x7F]/gu, (letter) => table[letter] ?? letter);
}

function shorten(slug: string): string {
  if (slug.length <= maximumLength) return slug;
  const edge = slug.lastIndexOf('-', maximumLength);
  return slug.slice(0, edge > 0 ? edge : maximumLength);
}
