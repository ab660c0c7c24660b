import type { Passage, Range } from './passage.ts';

const ender = /[.!?؟。！？।။።…:;|•·–—\n\r]/u;
/** Signs and blanks that may stand between a phrase and the edge of its sentence. */
const filler = /[^\p{L}\p{N}.!?؟。！？।။።…:;|•·–—\n\r]/u;
const farthest = 12;

/**
 * Whether a range stands between sentences, as what is inserted does: after the end of one (or at
 * the beginning of a line), and before a line's end, or a letter that begins another sentence.
 */
export function isBetweenSentences(passage: Passage, { start, end }: Range): boolean {
  const { text } = passage;
  if (!isEdgeBefore(text, start)) return false;
  const after = characterAfter(text, end);
  if (after === '' || ender.test(after)) return true;
  const own = text.slice(start, end);
  if (scriptOf(after) !== scriptOf(own)) return true;
  const word = /\p{L}+/u.exec(text.slice(end, end + 60))?.[0] ?? '';
  return /\p{Lu}/u.test(after) && isOddCase(own, start) && !isShouted(word);
}

const isShouted = (word: string): boolean =>
  word.length > 1 && word === word.toUpperCase() && word !== word.toLowerCase();

function isEdgeBefore(text: string, start: number): boolean {
  let at = start - 1;
  while (at >= 0 && start - at < farthest && filler.test(text[at] ?? '')) at -= 1;
  return at < 0 || ender.test(text[at] ?? '');
}

function characterAfter(text: string, end: number): string {
  let at = end;
  while (at < text.length && at - end < farthest && filler.test(text[at] ?? '')) at += 1;
  return at < text.length ? String.fromCodePoint(text.codePointAt(at) ?? 0) : '';
}

/** Small letters where a sentence begins, or capitals throughout. */
function isOddCase(own: string, start: number): boolean {
  const first = /\p{L}/u.exec(own)?.[0] ?? '';
  if (own === own.toUpperCase() && own !== own.toLowerCase()) return true;
  return start > 0 && /\p{Ll}/u.test(first);
}

const scripts: readonly (readonly [name: string, pattern: RegExp])[] = [
  ['latin', /\p{Script=Latin}/u],
  ['cyrillic', /\p{Script=Cyrillic}/u],
  ['arabic', /\p{Script=Arabic}/u],
  ['greek', /\p{Script=Greek}/u],
  ['hebrew', /\p{Script=Hebrew}/u],
  ['east asian', /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u],
  ['hangul', /\p{Script=Hangul}/u],
  ['thai', /\p{Script=Thai}/u],
  ['ethiopic', /\p{Script=Ethiopic}/u],
  ['devanagari', /\p{Script=Devanagari}/u],
];

/** Script of the first letter, by name; none for signs and numbers. */
export function scriptOf(text: string): string {
  const first = /\p{L}/u.exec(text.normalize('NFKC'))?.[0];
  if (first === undefined) return '';
  return scripts.find(([, pattern]) => pattern.test(first))?.[0] ?? 'another';
}

/** Letters and digits of a range. */
export const lettersIn = (text: string): number => text.replace(/[^\p{L}\p{N}]/gu, '').length;

/** A line without the addresses in it: where a phrase leads is no part of what it says. */
export const withoutAddresses = (line: string): string =>
  line.replace(/(?:https?:\/\/|www\.)\S{1,300}/gi, ' ');
