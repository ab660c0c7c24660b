import type { Folded } from '../fold.ts';
import { Class, classOf, isOfWord } from '../letters.ts';
import { endOfMarkup } from './written-markup.ts';

/** Weights of the model; a feature is a place among them. */
export const featureBits = 20;
const mask = (1 << featureBits) - 1;

/** Lengths of the letter sequences looked at, with the edges of the word as letters. */
const shortest = 3;
const longest = 4;
/** Longer words are junk or of a script without blanks; their beginning is enough. */
const longestWord = 40;

/** Called for each feature in the order of the text, repeats included. */
export type OnFeature = (feature: number, start: number, end: number) => void;

const edge = 0x20;
const anyDigit = 0x30;
const seed = 0x811c9dc5;
export const step = (hash: number, unit: number): number => Math.imul(hash ^ unit, 0x01000193);

/** Spreads a hash over the places. */
export function placeOf(hash: number): number {
  let mixed = hash ^ (hash >>> 15);
  mixed = Math.imul(mixed, 0x2c1b3c6d);
  mixed ^= mixed >>> 12;
  return (mixed >>> 0) & mask;
}

/**
 * What the classifier sees of a text: its words, pairs of words, sequences of 3 and 4 letters within
 * words (all digits alike). Linear.
 */
export function readFeatures({ units, length }: Folded, onFeature: OnFeature): void {
  let before = 0;
  let beforeStart = 0;
  for (let at = 0; at < length; ) {
    if (letterFor(units[at]!) === apart) {
      at = Math.max(at + 1, endOfMarkup(units, at, length));
      continue;
    }
    const end = endOfWord(units, at, length);
    const word = hashOf(units, at, end);
    onFeature(placeOf(word), at, end);
    if (before !== 0) onFeature(placeOf(step(before, word | 1)), beforeStart, end);
    readSequences(units, at, end, onFeature);
    before = word;
    beforeStart = at;
    at = end;
  }
}

/** What each unit counts as: digits as one, all that parts words as `apart`; 0 until it is met. */
const letters = new Uint16Array(0x10000);
const apart = 0xffff;

function letterFor(unit: number): number {
  const known = letters[unit]!;
  if (known !== 0) return known;
  const found = classOf(unit) === Class.digit ? anyDigit : isOfWord(unit) ? unit : apart;
  letters[unit] = found;
  return found;
}

function endOfWord(units: Uint16Array, start: number, length: number): number {
  let end = start + 1;
  const limit = Math.min(length, start + longestWord);
  while (end < limit && letterFor(units[end]!) !== apart) end += 1;
  return end;
}

/** Of a whole word. */
export function hashOf(units: Uint16Array, start: number, end: number): number {
  let hash = seed;
  for (let at = start; at < end; at += 1) hash = step(hash, letterFor(units[at]!));
  return hash;
}

const sequenceSeed = 0x1b873593;

/**
 * Each unit lengthens the sequences that end before it, so that none is hashed from its beginning.
 * The longer of two comes first: in the order in which they begin.
 */
function readSequences(units: Uint16Array, start: number, end: number, onFeature: OnFeature): void {
  let one = step(sequenceSeed, edge);
  let two = step(one, letterFor(units[start]!));
  let three = 0;
  one = step(sequenceSeed, letterFor(units[start]!));
  for (let at = start + 1; at <= end; at += 1) {
    const letter = at === end ? edge : letterFor(units[at]!);
    const last = Math.min(at + 1, end);
    if (at > start + 1) {
      onFeature(placeOf(step(three, letter)), Math.max(start, at - longest + 1), last);
    }
    three = step(two, letter);
    onFeature(placeOf(three), Math.max(start, at - shortest + 1), last);
    two = step(one, letter);
    one = step(sequenceSeed, letter);
  }
}

/** Place of a sign of promotion, by its name. */
export function placeOfSign(sign: string): number {
  let hash = 0x5bd1e995;
  for (let at = 0; at < sign.length; at += 1) hash = step(hash, sign.charCodeAt(at));
  return placeOf(hash);
}
