import { Class, classOf, isOfWord } from '../letters.ts';
import type { Passage } from '../passage.ts';
import { hashOf, type OnFeature, placeOf, placeOfSign, step } from './features.ts';
import { Look, lookOf, looks } from './looks.ts';

/** Longer words are no names. */
const longest = 24;
/** Looked at; promotion that hides its name behind more is long. */
const maximumText = 4_000;
/** A passage with a greater share of its words in capitals shouts, and names nothing by them. */
const shareOfCapitals = 0.5;

/**
 * What stands beside words that look like names of betting sites, whatever the name: the next
 * campaign has another one, and the same sentences. Linear.
 */
export function readNames(passage: Passage, onFeature: OnFeature): void {
  if (words.read(passage) === 0) return;
  const { units } = passage.skeleton;
  for (let at = 0; at < words.length; at += 1) {
    const look = words.looks[at]!;
    if (look === Look.none) continue;
    const start = words.starts[at]!;
    const left = at === 0 ? 0 : words.hashOf(at - 1, units);
    while (at + 1 < words.length && words.isMoreOfName(at + 1, units)) at += 1;
    const end = words.ends[at]!;
    const right = at + 1 === words.length ? 0 : words.hashOf(at + 1, units);
    onFeature(placeOfSign(`name, ${looks[look]}`), start, end);
    onFeature(placeOf(step(step(beside, left), 1)), start, end);
    onFeature(placeOf(step(step(beside, right), 2)), start, end);
    if (look !== Look.capitals) {
      onFeature(placeOf(step(step(beside, left), 3)), start, end);
      onFeature(placeOf(step(step(beside, right), 4)), start, end);
    }
  }
}

const beside = 0x7f4a7c15;

/** The words of a passage; good until the next is read. */
class Words {
  readonly starts = new Uint16Array(maximumText);
  readonly ends = new Uint16Array(maximumText);
  readonly looks = new Uint8Array(maximumText);
  length = 0;

  /** Gives how many look like names. */
  read({ skeleton, text }: Passage): number {
    const { units, starts, ends } = skeleton;
    const length = Math.min(skeleton.length, maximumText);
    let inCapitals = 0;
    let named = 0;
    this.length = 0;
    for (let at = 0; at < length; at += 1) {
      const start = at;
      while (at < length && isOfWord(units[at]!)) at += 1;
      if (at === start) continue;
      const from = starts[start]!;
      const to = Math.min(ends[at - 1]!, from + 4 * longest);
      const look = at - start > longest ? Look.none : lookOf(text, from, to);
      if (look !== Look.none) named += 1;
      if (look === Look.capitals) inCapitals += 1;
      this.#add(start, at, look);
    }
    if (inCapitals <= shareOfCapitals * this.length) return named;
    this.#forgetCapitals();
    return named - inCapitals;
  }

  hashOf(at: number, units: Uint16Array): number {
    return hashOf(units, this.starts[at]!, this.ends[at]!);
  }

  /** Another name right behind one, or a short number. */
  isMoreOfName(at: number, units: Uint16Array): boolean {
    return this.looks[at] !== Look.none || isNumber(units, this.starts[at]!, this.ends[at]!);
  }

  #add(start: number, end: number, look: number): void {
    this.starts[this.length] = start;
    this.ends[this.length] = end;
    this.looks[this.length] = look;
    this.length += 1;
  }

  #forgetCapitals(): void {
    for (let at = 0; at < this.length; at += 1) {
      if (this.looks[at] === Look.capitals) this.looks[at] = Look.none;
    }
  }
}

const words = new Words();

function isNumber(units: Uint16Array, start: number, end: number): boolean {
  if (end - start > 3) return false;
  for (let at = start; at < end; at += 1) if (classOf(units[at]!) !== Class.digit) return false;
  return true;
}
