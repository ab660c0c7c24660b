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
