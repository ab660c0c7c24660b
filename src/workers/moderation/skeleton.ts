import type { Folded } from './fold.ts';
import { Class, classOf, isOfWord } from './letters.ts';
import { cyrillicFor, latinFor, sameAsLatin } from './look-alikes.ts';

/** Single letters in a row that are read as words written apart; fewer are initials. */
const fewestApart = 3;

/** Shorter words that are all look-alikes are words of their own script. */
const shortestAlike = 3;

/**
 * Folded text with words read as people read them: letters borrowed from another script given
 * back, and letters written apart (`s l o t`, `s.l.o.t`) joined. The same object where there is
 * nothing to undo. Context-free by word, so that terms are read in the same way. Linear.
 */
export function skeletonOf(folded: Folded): Folded {
  const plain = withoutBorrowed(folded);
  return joined(plain);
}

/** Per word, so that a whole text in Cyrillic or Greek stays as it is. */
function withoutBorrowed(folded: Folded): Folded {
  const { units, length } = folded;
  let mapped: Uint16Array | null = null;
  for (let at = 0; at < length; ) {
    const end = endOfWord(folded, at);
    const alphabet = end - at > 1 ? alphabetFor(units, at, end) : null;
    if (alphabet !== null) {
      mapped ??= units.slice(0, length);
      for (let unit = at; unit < end; unit += 1) {
        mapped[unit] = alphabet.get(units[unit]!) ?? units[unit]!;
      }
    }
    at = Math.max(end, at + 1);
  }
  return mapped === null ? folded : { ...partsOf(folded), units: mapped };
}

const partsOf = ({ units, starts, ends, length }: Folded): Folded => ({
  units,
  starts,
  ends,
  length,
});

function endOfWord({ units, length }: Folded, start: number): number {
  let end = start;
  while (end < length && isOfWord(units[end]!)) end += 1;
  return end;
}

/**
 * How a word is to be read: as Latin where it mixes scripts or is all look-alikes, as Cyrillic
 * where letters of its own say so; `null` where it is what it seems.
 */
function alphabetFor(
  units: Uint16Array,
  start: number,
  end: number,
): ReadonlyMap<number, number> | null {
  let latin = 0;
  let same = 0;
  let alike = 0;
  let cyrillic = 0;
  let other = 0;
  for (let at = start; at < end; at += 1) {
    const unit = units[at]!;
    const found = classOf(unit);
    if (found === Class.digit) continue;
    if (unit < 0x80) latin += 1;
    else if (latinFor.has(unit)) {
      alike += 1;
      if (sameAsLatin.has(unit)) same += 1;
    } else if (found === Class.cyrillic) cyrillic += 1;
    else other += 1;
  }
  if (alike + latin === 0 || alike + cyrillic === 0) return null;
  if (cyrillic > 0) return latin > 0 && other === 0 ? cyrillicFor : null;
  const isLatin = latin > 0 || (same === end - start && same >= shortestAlike);
  return isLatin && other === 0 ? latinFor : null;
}

/** What stands before a letter of a run, from the narrowest. */
const none = 0;
const sign = 1;
const blank = 2;
const wide = 3;

/** Signs that stand between letters written apart. */
const between = new Set([...' .-_*·•,|/~+=:'].map((sign) => sign.charCodeAt(0)));

const isSingle = ({ units, length }: Folded, at: number): boolean =>
  isOfWord(units[at]!) &&
  (at === 0 || !isOfWord(units[at - 1]!)) &&
  (at + 1 === length || !isOfWord(units[at + 1]!));

/** Places of the letters of a run of single letters that begins at `start`. */
function runFrom(folded: Folded, start: number): number[] {
  const { units, length } = folded;
  const letters: number[] = [];
  let at = start;
  while (at < length && isSingle(folded, at)) {
    letters.push(at);
    const next = at + 2;
    if (next >= length || !between.has(units[at + 1]!)) break;
    at = next;
  }
  return letters;
}

function joined(folded: Folded): Folded {
  const { units, starts, ends, length } = folded;
  let joining: Joining | null = null;
  for (let at = 0; at < length; ) {
    const letters = isSingle(folded, at) ? runFrom(folded, at) : [];
    if (letters.length >= fewestApart) {
      joining ??= new Joining(folded, at);
      joining.addRun(letters);
      at = letters.at(-1)! + 1;
    } else {
      const end = letters.length > 0 ? letters.at(-1)! + 1 : at + 1;
      for (; at < end; at += 1) joining?.add(units[at]!, starts[at]!, ends[at]!);
    }
  }
  return joining ?? folded;
}

class Joining implements Folded {
  readonly units: Uint16Array;
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  length: number;
  readonly #from: Folded;

  constructor(from: Folded, length: number) {
    this.units = from.units.slice(0, from.length);
    this.starts = from.starts.slice(0, from.length);
    this.ends = from.ends.slice(0, from.length);
    this.length = length;
    this.#from = from;
  }

  add(unit: number, start: number, end: number): void {
    this.units[this.length] = unit;
    this.starts[this.length] = start;
    this.ends[this.length] = end;
    this.length += 1;
  }

  /** The widest gaps part words: two blanks (`s l o t  8 8`), or one where signs join letters. */
  addRun(letters: readonly number[]): void {
    const { units, starts, ends } = this.#from;
    const gaps = letters.map((at, index) => {
      const before = letters[index - 1];
      if (before === undefined) return none;
      if (units[before + 1] !== 0x20) return sign;
      return starts[at]! - ends[before]! > 1 ? wide : blank;
    });
    const parting = gaps.includes(wide) || !gaps.includes(sign) ? wide : blank;
    for (const [index, at] of letters.entries()) {
      if (gaps[index]! >= parting) this.add(0x20, ends[letters[index - 1]!]!, starts[at]!);
      this.add(units[at]!, starts[at]!, ends[at]!);
    }
  }
}
