import type { Folded } from './fold.ts';
import { Class, classOf, isOfWord } from './letters.ts';

/** What digits and signs are written for; `l` is read as `i` everywhere, as `1` is both. */
const readAs: ReadonlyMap<number, number> = new Map(
  Object.entries({
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
  }).map(([sign, letter]) => [sign.charCodeAt(0), letter.charCodeAt(0)]),
);
const smallL = 0x6c;
const smallI = 0x69;

/**
 * Words with digits or signs for letters (`c4s1no`) as they are read; other words only lose the
 * difference between `l` and `i`. For finding terms alone, never for display.
 */
export function leetOf({ units, starts, ends, length }: Folded): Folded {
  const read = units.slice(0, length);
  for (let at = 0; at < length; ) {
    const end = endOfWord(units, at, length);
    if (end > at) readWord(read, at, end);
    at = Math.max(end, at + 1);
  }
  return { units: read, starts, ends, length };
}

/** Whether there is any such word: a cheap look before the work. */
export function hasLeet({ units, length }: Folded): boolean {
  for (let at = 0; at + 1 < length; at += 1) {
    if (isWritten(units[at]!) !== isWritten(units[at + 1]!)) {
      const sign = isWritten(units[at]!) ? units[at + 1]! : units[at]!;
      if (readAs.has(sign)) return true;
    }
  }
  return false;
}

/** Whether a range of the text was read otherwise than written. */
export function isRead(folded: Folded, start: number, end: number): boolean {
  for (let at = start; at < end; at += 1) if (readAs.has(folded.units[at]!)) return true;
  return false;
}

const isWritten = (unit: number): boolean => unit < 0x180 && classOf(unit) === Class.latin;

function endOfWord(units: Uint16Array, start: number, length: number): number {
  let end = start;
  while (end < length && (isOfWord(units[end]!) || readAs.has(units[end]!))) end += 1;
  return end;
}

function readWord(units: Uint16Array, start: number, end: number): void {
  let letters = 0;
  for (let at = start; at < end; at += 1) {
    if (isWritten(units[at]!)) letters += 1;
    if (units[at] === smallL) units[at] = smallI;
  }
  if (letters === 0) return;
  for (let at = start; at < end; at += 1) units[at] = readAs.get(units[at]!) ?? units[at]!;
}
