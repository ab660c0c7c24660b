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
/** No combining mark comes before it. */
const firstMark = 0x300;
/** Marks on one letter that are read with it; more is noise. */
const maximumMarks = 32;

/** What each unit of the basic plane folds to; filled as units are met. */
const table = new Uint16Array(0x10000);

/** Letters that some keyboards write for others, and the two forms of sigma. */
const equals: Readonly<Record<string, string>> = {
  '\u064A': '\u06CC',
  '\u0649': '\u06CC',
  '\u0643': '\u06A9',
  ς: 'σ',
  '\u2018': "'",
  '\u2019': "'",
  '\u02BC': "'",
};

/** Letters in black circles and squares, and of flags, which NFKC leaves as they are. */
const framed: readonly (readonly [first: number, last: number])[] = [
  [0x1f150, 0x1f169],
  [0x1f170, 0x1f189],
  [0x1f1e6, 0x1f1ff],
];

/** Marks that frame, strike or underline a letter and are no part of it. */
const ornaments = /[\u0332-\u0338\u0346-\u034A\u035C-\u0362\u20D0-\u20FF]/g;

/** Arabic vowel signs and the stretching stroke, which writers use or leave out as they please. */
const optionalMarks = /[\u0640\u064B-\u065F\u0670]/g;

/**
 * Folds text for comparison: compatibility forms (NFKC), lower case, invisible characters dropped,
 * white space to one blank, dashes and apostrophes to one form. Linear in the text.
 */
export function fold(text: string): Folded {
  const folding = new Folding(text.length);
  for (let at = 0; at < text.length; ) {
    at = folding.addPlain(text, at);
    if (at === text.length) break;
    const unit = foldUnit(text.charCodeAt(at));
    const isPlain =
      unit !== composite && (text.charCodeAt(at + 1) < firstMark || !isMarkAt(text, at + 1));
    const end = isPlain ? at + 1 : endOfCluster(text, at);
    if (isPlain) folding.add(unit, at, end);
    else folding.addAll(foldCluster(text.slice(at, end)), at, end);
    at = end;
  }
  return folding;
}

const isMarkAt = (text: string, at: number): boolean => {
  const unit = text.charCodeAt(at);
  return (
    unit >= firstMark && foldUnit(unit) === composite && /^\p{M}/u.test(text.slice(at, at + 2))
  );
};

function endOfCluster(text: string, start: number): number {
  let end = start + ((text.codePointAt(start) ?? 0) > 0xffff ? 2 : 1);
  for (let marks = 0; marks < maximumMarks && isMarkAt(text, end); marks += 1) {
    end += (text.codePointAt(end) ?? 0) > 0xffff ? 2 : 1;
  }
  return end;
}

function foldUnit(unit: number): number {
  const known = table[unit] ?? unknown;
  if (known !== unknown) return known;
  const character = String.fromCharCode(unit);
  const folded = foldCluster(character);
  const isAlone = folded.length === 1 && !/[\p{M}\p{Cs}]/u.test(character);
  const isDropped = folded === '' && !/\p{M}/u.test(character);
  const entry = isDropped ? dropped : isAlone ? folded.charCodeAt(0) : composite;
  table[unit] = entry;
  return entry;
}

function foldCluster(cluster: string): string {
  if (/^[\s\u200B]+$/.test(cluster)) return cluster === '\u200B' ? '' : ' ';
  const composed = unframed(cluster)
    .replace(/\p{DI}/gu, '')
    .replace(ornaments, '')
    .normalize('NFKC')
    .toLowerCase()
    .replace(optionalMarks, '')
    .replace(/\p{Pd}/gu, '-');
  return composed.length === 1 ? (equals[composed] ?? composed) : composed.normalize('NFC');
}

function unframed(cluster: string): string {
  const code = cluster.codePointAt(0) ?? 0;
  if (code < framed[0]![0]) return cluster;
  const range = framed.find(([first, last]) => code >= first && code <= last);
  return range ? String.fromCharCode(0x61 + code - range[0]) + cluster.slice(2) : cluster;
}

class Folding implements Folded {
  units: Uint16Array;
  starts: Int32Array;
  ends: Int32Array;
  length = 0;

  constructor(expected: number) {
    this.units = new Uint16Array(expected + 16);
    this.starts = new Int32Array(expected + 16);
    this.ends = new Int32Array(expected + 16);
  }

  /** Adds what is ASCII and has no mark on it, to where that ends: most of most texts. */
  addPlain(text: string, from: number): number {
    const { units, starts, ends } = this;
    let length = this.length;
    let at = from;
    for (; at < text.length && length < units.length; at += 1) {
      const unit = text.charCodeAt(at);
      if (unit >= 0x80 || !(text.charCodeAt(at + 1) < firstMark)) break;
      const folded = foldUnit(unit);
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
    for (let at = 0; at < folded.length; at += 1) this.add(folded.charCodeAt(at), start, end);
  }

  add(unit: number, start: number, end: number): void {
    if (unit === dropped || unit === unknown) return;
    if (unit === space && (this.length === 0 || this.units[this.length - 1] === space)) return;
    if (this.length === this.units.length) this.#grow();
    this.units[this.length] = unit;
    this.starts[this.length] = start;
    this.ends[this.length] = end;
    this.length += 1;
  }

  #grow(): void {
    const size = this.length * 2;
    const { units, starts, ends } = this;
    this.units = new Uint16Array(size);
    this.starts = new Int32Array(size);
    this.ends = new Int32Array(size);
    this.units.set(units);
    this.starts.set(starts);
    this.ends.set(ends);
  }
}
