import { foldLetters } from './fold-letters.ts';

/** In UTF-16 units: shorter words find too much, longer ones are none. */
const shortest = 2;
const longest = 40;

/**
 * The words by which a text is found, each once. What a zero-width non-joiner parts is found in its
 * parts and as one word, for half of all readers leave it out.
 */
export function searchWords(text: string): Set<string> {
  const folded = foldLetters(text);
  const texts = folded.includes('\u200C') ? [folded, folded.replaceAll('\u200C', '')] : [folded];
  const words = texts.flatMap((one) => one.match(/[\p{L}\p{M}\p{N}]+/gu) ?? []);
  return new Set(words.filter(({ length }) => length >= shortest && length <= longest));
}

/**
 * The letters by which words lie together in the index: three; two where a word may be no longer, in
 * scripts without spaces and in Korean; two behind the Arabic article, which a third of all words have.
 */
export const beginning =
  /^(?:[\u0648\u0628\u0641\u06A9]?\u0627\u0644..|[\u0E00-\u0EFF\u1000-\u109F\u1780-\u17FF\u3040-\uD7FF].|...)/;

/** Of a shorter word, itself and what no word has: it lies by itself, not with those that it begins. */
export const beginningOf = (word: string): string => beginning.exec(`${word}__`)?.[0] ?? '';
