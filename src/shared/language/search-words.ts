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

/** Scripts that are written without spaces, and Korean: two letters are a word there. */
export const dense = /^[\u0E00-\u0EFF\u1000-\u109F\u1780-\u17FF\u3040-\uD7FF]/;

/**
 * How many of its letters say where a word lies in the index. What a reader types is found as the
 * beginning of a word from so many letters on; what is shorter is a word by itself.
 */
export function beginningOf(word: string): number {
  return Math.min(word.length, dense.test(word) ? 2 : 3);
}
