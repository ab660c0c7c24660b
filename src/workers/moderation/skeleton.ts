import type { Folded } from './fold.ts';
import { Class, classOf, isOfWord } from './letters.ts';
import { cyrillicFor, latinFor, Resemblance, resemblanceToLatin } from './look-alikes.ts';
import type { Stretch } from './stretches.ts';

/** Folded text as people read it, and where that differs from how it is written. */
export interface Skeleton extends Folded {
  /** In units of the skeleton, in their order. */
  readonly changes: readonly Stretch[];
}

/** Single letters in a row that are read as words written apart; fewer are initials. */
const fewestApart = 3;

/** Signs that stand between letters written apart. */
const between = new Set([...' .-_*·•,|/~+=:'].map((mark) => mark.charCodeAt(0)));

/**
 * Folded text with words read as people read them: letters borrowed from another script given
 * back, and letters written apart (`s l o t`, `s.l.o.t`) joined. Depends on the word alone, so that
 * terms are read in the same way. Linear.
 */
export function skeletonOf(folded: Folded): Skeleton {
  const { units, length } = folded;
  const reading = new Reading(folded);
  for (let at = 0; at < length; ) {
    const end = endOfWord(folded, at);
    if (end === at) {
      at += 1;
    } else if (end > at + 1) {
      const alphabet = hasOnlyAscii(units, at, end) ? null : alphabetFor(units, at, end);
      if (alphabet !== null) reading.word(at, end, alphabet);
      at = end;
    } else {
      const letters = runFrom(folded, at);
      if (letters.length >= fewestApart) reading.run(letters);
      at = letters.at(-1)! + 1;
    }
  }
  return reading.finish();
}

function endOfWord({ units, length }: Folded, start: number): number {
  let end = start;
  while (end < length && isOfWord(units[end]!)) end += 1;
  return end;
}

function hasOnlyAscii(units: Uint16Array, start: number, end: number): boolean {
  for (let at = start; at < end; at += 1) if (units[at]! >= 0x80) return false;
  return true;
}

/** Places of the letters of a run of single letters that begins at `start`. */
function runFrom({ units, length }: Folded, start: number): number[] {
  const letters = [start];
  for (let at = start + 2; at < length; at += 2) {
    const isSingle = isOfWord(units[at]!) && (at + 1 === length || !isOfWord(units[at + 1]!));
    if (!isSingle || !between.has(units[at - 1]!)) break;
    letters.push(at);
  }
  return letters;
}

/** Shorter words that are all look-alikes are words of their own script. */
const shortestAlike = 3;

/**
 * How a word is to be read: as Latin where it mixes scripts or cannot be told from Latin, as
 * Cyrillic where letters of its own say so; `null` where it is what it seems.
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
    else if (resemblanceToLatin(unit) !== Resemblance.none) {
      alike += 1;
      if (resemblanceToLatin(unit) === Resemblance.same) same += 1;
    } else if (found === Class.cyrillic) cyrillic += 1;
    else other += 1;
  }
  if (alike + cyrillic === 0) return null;
  if (cyrillic > 0) return latin > 0 && other === 0 ? cyrillicFor : null;
  const isLatin = latin > 0 || (same === end - start && same >= shortestAlike);
  return isLatin && other === 0 ? latinFor : null;
}

/** What stands before a letter of a run, from the narrowest. */
const none = 0;
const sign = 1;
const blank = 2;
const wide = 3;

/** Shares the arrays of the folded text until something differs. */
class Reading implements Skeleton {
  units: Uint16Array;
  starts: Int32Array;
  ends: Int32Array;
  length: number;
  readonly changes: Stretch[] = [];
  readonly #from: Folded;
  /** How much of the folded text has been read. */
  #read = 0;
  #written = 0;

  constructor(from: Folded) {
    this.#from = from;
    this.units = from.units;
    this.starts = from.starts;
    this.ends = from.ends;
    this.length = from.length;
  }

  /** Up to `end` it stays as it is. */
  #skip(end: number): void {
    const { units, starts, ends } = this.#from;
    if (this.#written !== this.#read) {
      for (let at = this.#read; at < end; at += 1) this.#add(units[at]!, starts[at]!, ends[at]!);
    } else this.#written = end;
    this.#read = end;
  }

  word(from: number, end: number, alphabet: ReadonlyMap<number, number>): void {
    this.#skip(from);
    const start = this.#written;
    this.#skip(end);
    this.#own();
    for (let at = start; at < this.#written; at += 1) {
      const unit = this.units[at]!;
      this.units[at] = alphabet.get(unit) ?? unit;
    }
    this.changes.push({ start, end: this.#written });
  }

  /** The widest gaps part words: two blanks (`s l o t  8 8`), or one where signs join letters. */
  run(letters: readonly number[]): void {
    this.#skip(letters[0]!);
    this.#own();
    const { units, starts, ends } = this.#from;
    const start = this.#written;
    const gaps = letters.map((_, index) => this.#gapBefore(letters, index));
    const parting = gaps.includes(wide) || !gaps.includes(sign) ? wide : blank;
    for (let index = 0; index < letters.length; index += 1) {
      const at = letters[index]!;
      if (gaps[index]! >= parting) this.#add(0x20, ends[letters[index - 1]!]!, starts[at]!);
      this.#add(units[at]!, starts[at]!, ends[at]!);
    }
    this.#read = letters.at(-1)! + 1;
    this.changes.push({ start, end: this.#written });
  }

  #gapBefore(letters: readonly number[], index: number): number {
    if (index === 0) return none;
    const { units, starts, ends } = this.#from;
    const before = letters[index - 1]!;
    if (units[before + 1] !== 0x20) return sign;
    return starts[letters[index]!]! - ends[before]! > 1 ? wide : blank;
  }

  #own(): void {
    const { units, starts, ends, length } = this.#from;
    if (this.units !== units) return;
    this.units = units.slice(0, length);
    this.starts = starts.slice(0, length);
    this.ends = ends.slice(0, length);
  }

  #add(unit: number, start: number, end: number): void {
    this.units[this.#written] = unit;
    this.starts[this.#written] = start;
    this.ends[this.#written] = end;
    this.#written += 1;
  }

  /** To be called when all is read. */
  finish(): this {
    this.#skip(this.#from.length);
    this.length = this.#written;
    return this;
  }
}
