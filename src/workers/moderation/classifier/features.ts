import type { Folded } from '../fold.ts';
import { Class, classOf, isOfWord } from '../letters.ts';

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
export function readFeatures(folded: Folded, onFeature: OnFeature): void {
  const { units, length } = folded;
  let before = 0;
  let beforeStart = 0;
  for (let at = 0; at < length; ) {
    if (!isOfWord(units[at]!)) {
      at += 1;
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

function endOfWord(units: Uint16Array, start: number, length: number): number {
  let end = start;
  const limit = Math.min(length, start + longestWord);
  while (end < limit && isOfWord(units[end]!)) end += 1;
  return end;
}

const letterAt = (units: Uint16Array, at: number): number =>
  classOf(units[at]!) === Class.digit ? anyDigit : units[at]!;

export function hashOf(units: Uint16Array, start: number, end: number): number {
  let hash = seed;
  for (let at = start; at < end; at += 1) hash = step(hash, letterAt(units, at));
  return hash;
}

const sequenceSeed = 0x1b873593;

function readSequences(units: Uint16Array, start: number, end: number, onFeature: OnFeature): void {
  for (let from = start - 1; from <= end - shortest + 1; from += 1) {
    let hash = sequenceSeed;
    for (let at = from; at < from + longest && at <= end; at += 1) {
      hash = step(hash, at < start || at === end ? edge : letterAt(units, at));
      if (at - from + 1 >= shortest) {
        onFeature(placeOf(hash), Math.max(from, start), Math.min(at + 1, end));
      }
    }
  }
}

/** Place of a sign of promotion, by its name. */
export function placeOfSign(sign: string): number {
  let hash = 0x5bd1e995;
  for (let at = 0; at < sign.length; at += 1) hash = step(hash, sign.charCodeAt(at));
  return placeOf(hash);
}
