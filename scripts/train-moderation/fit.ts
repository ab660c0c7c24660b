import { featureBits } from '../../src/workers/moderation/classifier/features.ts';
import type { Example } from './examples.ts';
import { randomFrom, shuffled } from './random.ts';

export interface Fit {
  readonly weights: Float32Array;
  readonly bias: number;
}

const epochs = 5;
const rate = 1;
/** What AdaGrad starts from; more makes the first steps smaller. */
const firstSquare = 1e-2;
/** Of a hundred features of an example, so many are left out each time: none may carry it alone. */
const leftOut = 30;
/** Below this an example teaches nothing any more. */
const noError = 1e-4;

/**
 * Logistic regression by AdaGrad (Duchi and others, 2011), each feature scaled by how unevenly
 * spam and the rest use it (Wang and Manning, 2012): with few examples, rare words say less. Some
 * features are left out by turns, for another source has others. The same examples give the same
 * weights.
 */
export function trainOn(examples: readonly Example[]): Fit {
  const scales = scalesOf(examples);
  const weights = new Float32Array(scales.length);
  const squares = new Float32Array(scales.length).fill(firstSquare);
  let bias = 0;
  let biasSquare = 1;
  const random = randomFrom(7);
  for (let epoch = 0; epoch < epochs; epoch += 1) {
    for (const { features: all, isSpam, weight } of shuffled(examples, random)) {
      const features = all.filter(() => random(100) >= leftOut);
      const norm = 1 / Math.sqrt(Math.max(1, features.length));
      let sum = 0;
      for (const place of features) sum += weights[place]! * scales[place]!;
      const probability = 1 / (1 + Math.exp(-(bias + sum * norm)));
      const error = weight * (probability - (isSpam ? 1 : 0));
      if (Math.abs(error) < noError) continue;
      biasSquare += error * error;
      bias -= (rate * error) / Math.sqrt(biasSquare);
      for (const place of features) {
        const gradient = error * norm * scales[place]!;
        squares[place] = squares[place]! + gradient * gradient;
        weights[place] = weights[place]! - (rate * gradient) / Math.sqrt(squares[place]!);
      }
    }
  }
  return { weights: weights.map((weight, place) => weight * scales[place]!), bias };
}

function scalesOf(examples: readonly Example[]): Float32Array {
  const spam = new Float64Array(1 << featureBits);
  const ham = new Float64Array(1 << featureBits);
  const total = { spam: 0, ham: 0 };
  for (const { features, isSpam, weight } of examples) {
    const counts = isSpam ? spam : ham;
    for (const place of features) counts[place] = counts[place]! + weight;
    if (isSpam) total.spam += weight;
    else total.ham += weight;
  }
  const ratio = total.ham / Math.max(1, total.spam);
  return Float32Array.from(spam, (count, place) => {
    const inSpam = (count + 1) / (total.spam + 2);
    const inHam = (ham[place]! + ratio) / (total.ham + 2 * ratio);
    return Math.sqrt(Math.abs(Math.log(inSpam / inHam)));
  });
}

export function logOdds({ weights, bias }: Fit, features: Int32Array): number {
  let sum = 0;
  for (const place of features) sum += weights[place]!;
  return bias + sum / Math.sqrt(Math.max(1, features.length));
}
