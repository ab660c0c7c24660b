import { foldCluster } from './fold-cluster.ts';
import { keepOnly, roomFor } from './room.ts';
import { unitsOf } from './units.ts';

/** Text made comparable, with the place in the original text of each of its units. */
export interface Folded {
  /** UTF-16 units; only the first `length` count. */
  readonly units: Uint16Array;
  /** Where in the text each unit comes from: `[starts, ends)`. */
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  readonly length: number;
}

/** Entries of the table below that are no folded unit. */
const unknown = 0;
const dropped = 0xfffe;
/** A surrogate, a combining mark, or a unit that folds to several: looked at with its marks. */
const composite = 0xffff;

const space = 0x20;
/** Units beyond those of the text: some characters fold to several. */
const spare = 16;
/** No combining mark comes before it. */
const firstMark = 0x300;
/** Marks on one letter that are read with it; more is noise. */
const maximumMarks = 32;

/** What each unit of the basic plane folds to; filled as units are met. */
const table = new Uint16Array(0x10000);

/**
 * Folds text for comparison: compatibility forms (NFKC), lower case, invisible characters dropped,
 * white space to one blank, dashes and apostrophes to one form. Linear in the text.
 */
export function fold(text: string): Folded {
  const raw = unitsOf(text);
  const folding = new Folding(raw, text.length);
  for (let at = 0; at < text.length; ) {
    at = folding.addPlain(at);
    if (at === text.length) break;
    const end = endOfCluster(raw, at);
    folding.addAll(foldCluster(text.slice(at, end)), at, end);
    at = end;
  }
  return folding.finish();
}

function isMarkAt(raw: Uint16Array, at: number): boolean {
  const unit = raw[at]!;
  if (unit < firstMark || foldUnit(unit) !== composite) return false;
  return /^\p{M}/u.test(String.fromCharCode(unit, raw[at + 1] ?? 0));
}

const isHigh = (unit: number): boolean => unit >= 0xd800 && unit < 0xdc00;

function endOfCluster(raw: Uint16Array, start: number): number {
  let end = start + lengthAt(raw, start);
  for (let marks = 0; marks < maximumMarks && isMarkAt(raw, end); marks += 1) {
    end += lengthAt(raw, end);
  }
  return end;
}

/** Units of a character. */
function lengthAt(raw: Uint16Array, at: number): number {
  const next = raw[at + 1]!;
  return isHigh(raw[at]!) && next >= 0xdc00 && next < 0xe000 ? 2 : 1;
}

function foldUnit(unit: number): number {
  const known = table[unit]!;
  if (known !== unknown) return known;
  const character = String.fromCharCode(unit);
  const folded = foldCluster(character);
  const isAlone = folded.length === 1 && !/[\p{M}\p{Cs}]/u.test(character);
  const isDropped = folded === '' && !/\p{M}/u.test(character);
  const entry = isDropped ? dropped : isAlone ? folded.charCodeAt(0) : composite;
  table[unit] = entry;
  return entry;
}

class Folding implements Folded {
  units: Uint16Array;
  starts: Int32Array;
  ends: Int32Array;
  length = 0;

  readonly #raw: Uint16Array;
  readonly #end: number;

  constructor(raw: Uint16Array, end: number) {
    this.#raw = raw;
    this.#end = end;
    const { units, starts, ends } = roomFor(end + spare);
    this.units = units;
    this.starts = starts;
    this.ends = ends;
  }

  /** Adds what folds to one unit and has no mark on it, to where that ends: most of most texts. */
  addPlain(from: number): number {
    const { units, starts, ends } = this;
    const raw = this.#raw;
    const end = this.#end;
    let length = this.length;
    let at = from;
    for (; at < end && length < units.length; at += 1) {
      const folded = foldUnit(raw[at]!);
      if (folded === composite || isMarkAt(raw, at + 1)) break;
      if (folded === dropped) continue;
      if (folded === space && (length === 0 || units[length - 1] === space)) continue;
      units[length] = folded;
      starts[length] = at;
      ends[length] = at + 1;
      length += 1;
    }
    this.length = length;
    return at;
  }

  addAll(folded: string, start: number, end: number): void {
    for (let at = 0; at < folded.length; at += 1) this.#add(folded.charCodeAt(at), start, end);
  }

  finish(): this {
    keepOnly(this.length, this);
    return this;
  }

  #add(unit: number, start: number, end: number): void {
    if (unit === space && (this.length === 0 || this.units[this.length - 1] === space)) return;
    if (this.length === this.units.length) this.#grow();
    this.units[this.length] = unit;
    this.starts[this.length] = start;
    this.ends[this.length] = end;
    this.length += 1;
  }

  #grow(): void {
    const { units, starts, ends } = this;
    const room = roomFor(this.length * 2);
    room.units.set(units);
    room.starts.set(starts);
    room.ends.set(ends);
    Object.assign(this, room);
  }
}
