import type { Folded } from './fold.ts';
import { Class, classOf, isOfWord } from './letters.ts';
import { around, type Stretch } from './stretches.ts';

/** What digits and signs are written for; `l` is read as `i` everywhere, as `1` is both. */
const written = {
  0: 'o',
  1: 'i',
  3: 'e',
  4: 'a',
  5: 's',
  7: 't',
  '@': 'a',
  $: 's',
  '!': 'i',
  '|': 'i',
};
const readAs = new Uint16Array(0x80);
for (const [sign, letter] of Object.entries(written)) {
  readAs[sign.charCodeAt(0)] = letter.charCodeAt(0);
}
const smallL = 0x6c;
const smallI = 0x69;

const letterFor = (unit: number): number => (unit < 0x80 ? readAs[unit]! : 0);
const isLatin = (unit: number): boolean => unit < 0x180 && classOf(unit) === Class.latin;

/** A stretch of a text as it is read where digits or signs are written for letters. */
export interface LeetStretch {
  readonly start: number;
  readonly read: Folded;
}

const nothing: readonly LeetStretch[] = [];

/** Every stretch of a text with such words, and what stands around them. */
export function leetIn(folded: Folded): readonly LeetStretch[] {
  const words = leetWords(folded);
  if (words.length === 0) return nothing;
  return around(words, folded.length).map((stretch) => ({
    start: stretch.start,
    read: leetOf(folded, stretch),
  }));
}

/**
 * Words with digits or signs for letters (`c4s1no`) as they are read; other words only lose the
 * difference between `l` and `i`. For finding terms alone, never for display.
 */
export function leetOf(folded: Folded, { start, end }: Stretch): Folded {
  const units = folded.units.slice(start, end);
  for (let at = 0; at < units.length; ) {
    const next = endOfWord(units, at);
    if (next > at) readWord(units, at, next);
    at = Math.max(next, at + 1);
  }
  const starts = folded.starts.subarray(start, end);
  return { units, starts, ends: folded.ends.subarray(start, end), length: units.length };
}

/** Words that mix Latin letters with such digits or signs. */
function leetWords({ units, length }: Folded): Stretch[] {
  const words: Stretch[] = [];
  for (let at = 0; at < length; at += 1) {
    if (letterFor(units[at]!) === 0) continue;
    const isMixed =
      (at + 1 < length && isLatin(units[at + 1]!)) ||
      (at > 0 && isLatin(units[at - 1]!) && classOf(units[at]!) === Class.digit);
    if (isMixed) words.push({ start: at, end: at + 1 });
  }
  return words;
}

/** Whether a range of the text was read otherwise than written. */
export function isRead({ units }: Folded, start: number, end: number): boolean {
  for (let at = start; at < end; at += 1) if (letterFor(units[at]!) !== 0) return true;
  return false;
}

function endOfWord(units: Uint16Array, start: number): number {
  let end = start;
  while (end < units.length && (isOfWord(units[end]!) || letterFor(units[end]!) !== 0)) end += 1;
  return end;
}

function readWord(units: Uint16Array, start: number, end: number): void {
  let letters = 0;
  for (let at = start; at < end; at += 1) {
    if (isLatin(units[at]!)) letters += 1;
    if (units[at] === smallL) units[at] = smallI;
  }
  if (letters === 0) return;
  for (let at = start; at < end; at += 1) units[at] = letterFor(units[at]!) || units[at]!;
}
