import type { Passage } from '../passage.ts';
import { textOf } from '../units.ts';
import { featureBits, placeOfSign, readFeatures } from './features.ts';
import { readNames } from './names.ts';
import type { Script } from './script.ts';
import { signsOf, signsWithin } from './signs.ts';

/** What makes log-odds of sources unseen in training true ones: `slope * logOdds + shift`. */
export interface Scale {
  readonly slope: number;
  readonly shift: number;
}

/** By the script of the text: what was learnt from one says less of another. */
export interface Calibration {
  readonly latin: Scale;
  readonly other: Scale;
}

/** A trained classifier: one weight a feature, and what makes a probability of their sum. */
export interface Model {
  /** Of its weights and of how text is read for them; part of the record of each verdict. */
  readonly version: string;
  readonly weights: Int8Array;
  /** What one unit of a weight is worth. */
  readonly scale: number;
  readonly bias: number;
  readonly calibration: Calibration;
  /** A bit a feature: whether training knew it from many honest texts. */
  readonly familiar: Uint8Array;
}

export const isFamiliar = ({ familiar }: Model, place: number): boolean =>
  ((familiar[place >> 3]! >> (place & 7)) & 1) === 1;

/** Which features a text had; of each only whether it is there. */
export class FeatureSet {
  /** A bit a feature, so that all are near: they are asked at random. */
  readonly #seen = new Int32Array(1 << (featureBits - 5));
  places = new Int32Array(4_096);
  length = 0;

  clear(): void {
    this.length = 0;
    this.#seen.fill(0);
  }

  add(place: number): void {
    const others = this.#seen[place >> 5]!;
    const all = others | (1 << (place & 31));
    if (all === others) return;
    this.#seen[place >> 5] = all;
    if (this.length === this.places.length) {
      const grown = new Int32Array(this.length * 2);
      grown.set(this.places);
      this.places = grown;
    }
    this.places[this.length] = place;
    this.length += 1;
  }

  /** Adds the words of a passage. */
  readWords({ skeleton }: Passage): void {
    readFeatures(skeleton, (place) => this.add(place));
  }

  /** Adds the signs of promotion in a text. */
  readSigns(passages: readonly Passage[]): void {
    for (const passage of passages) readNames(passage, (place) => this.add(place));
    const text = passages.map((passage) => passage.text).join('\n');
    const folded = passages.map(({ skeleton: { units, length } }) =>
      textOf(units, Math.min(length, signsWithin)),
    );
    for (const sign of signsOf(text, folded.join('\n'))) this.add(placeOfSign(sign));
  }
}

/** Log-odds that a text with these features is promotion; what is long does not weigh more. */
export function logOddsOf({ weights, scale, bias }: Model, features: FeatureSet): number {
  let sum = 0;
  for (let at = 0; at < features.length; at += 1) sum += weights[features.places[at]!]!;
  return bias + (sum * scale) / Math.sqrt(Math.max(1, features.length));
}

/** Log-odds as they have come true for texts of sources that training had not seen. */
export function calibrated({ calibration }: Model, logOdds: number, script: Script): number {
  const { slope, shift } = calibration[script];
  return slope * logOdds + shift;
}

/** What the words of a passage say together, repeats included: a rough figure to rank by. */
export function sumOfWords({ weights }: Model, { skeleton }: Passage): number {
  let sum = 0;
  readFeatures(skeleton, (place) => {
    sum += weights[place]!;
  });
  return sum;
}

export const probabilityOf = (logOdds: number): number => 1 / (1 + Math.exp(-logOdds));
