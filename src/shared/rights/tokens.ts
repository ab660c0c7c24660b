/** What is read of one text at most, in UTF-16 units: as much as a story may say of a picture. */
export const longestText = 10_000;

export interface Token {
  readonly kind: 'word' | 'mark' | 'break';
  readonly text: string;
  /** Lower case, without accents and the dots of abbreviations. */
  readonly folded: string;
  /** Where it stands in the text, in UTF-16 units. */
  readonly start: number;
  readonly end: number;
  /** Two spaces or more stand before it. */
  readonly gap: boolean;
}

const pieces = new RegExp(
  [
    String.raw`(?<break>\s*\n\s*)`,
    String.raw`(?<space>\s+)`,
    // U.S., U.A.E.
    String.raw`(?<abbreviation>\p{L}\.(?:\p{L}\.)+)`,
    String.raw`(?<word>[\p{L}\p{N}][\p{L}\p{N}\p{M}]*(?:['’][\p{L}\p{N}\p{M}]+)*)`,
    '(?<mark>[^])',
  ].join('|'),
  'gu',
);

/** Takes a text apart into words, marks and line breaks, in one pass. */
export function tokensOf(text: string): readonly Token[] {
  const tokens: Token[] = [];
  let gap = false;
  for (const { 0: found, index, groups } of text.matchAll(pieces)) {
    if (groups?.space !== undefined) {
      gap = found.length > 1;
      continue;
    }
    const kind =
      groups?.break !== undefined ? 'break' : groups?.mark === undefined ? 'word' : 'mark';
    const folded = kind === 'word' ? fold(found) : found.normalize('NFKC');
    // Full-width brackets and colons are brackets and colons.
    const text = kind === 'mark' ? found.normalize('NFKC') : found;
    tokens.push({ kind, text, folded, start: index, end: index + found.length, gap });
    gap = false;
  }
  return tokens;
}

export const fold = (word: string) =>
  word
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[.'’]/g, '')
    .toLowerCase()
    .replace(/ß/g, 'ss');

/** Whether a word is in capitals: it has some, and no small letter. */
export const isUpper = (word: string) => /\p{Lu}/u.test(word) && !/\p{Ll}/u.test(word);

/** Whether a word may begin a name: a capital, or a letter of a script that has none. */
export const isCapitalised = (word: string) => /^[\p{Lu}\p{Lt}\p{Lo}]/u.test(word);
