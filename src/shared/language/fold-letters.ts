/** Spellings of one letter in the Arabic script, and in Russian, that readers take for the same. */
const twins: Readonly<Record<string, string>> = {
  '\u064A': '\u06CC',
  '\u0649': '\u06CC',
  '\u0643': '\u06A9',
  '\u06C0': '\u0647',
  ё: 'е',
};

/** Vowel signs of the Arabic script and its filler, apostrophes, and what is invisible but joins. */
const unwritten =
  /[\u064B-\u0652\u0670\u0640'’‘ʼ`´\u00AD\u200B\u2060\uFEFF\u200E\u200F\u202A-\u202E\u2066-\u2069]|\u200D/gu;

/**
 * Small letters without the differences that spellings of one word have: case, width, accents on
 * Latin letters, Arabic and Persian forms of ye and kaf, vowel signs, digits of other scripts. What
 * parts words (spaces, the zero-width non-joiner, hyphens) stays. The search page's script does the
 * same (`search-script.ts`): what is changed here must be changed there.
 */
export function foldLetters(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/(\p{Script=Latin})\p{Mn}+/gu, '$1')
    .normalize('NFC')
    .replace(unwritten, '')
    .replace(/[\u064A\u0649\u0643\u06C0ё]/g, (letter) => twins[letter] ?? letter)
    .replace(/[\u0660-\u0669\u06F0-\u06F9]/g, (digit) => String(digit.charCodeAt(0) & 0xf));
}
