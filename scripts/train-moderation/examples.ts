import type { Row } from '../../bench/moderation/rows.ts';
import { FeatureSet } from '../../src/workers/moderation/classifier/model.ts';
import { readBody } from '../../src/workers/moderation/read-body.ts';
import type { Random } from './random.ts';

/** A text to learn from, as what the classifier sees of it. */
export interface Example {
  readonly isSpam: boolean;
  readonly set: string;
  /** Whether it is all of its text, and not a part. */
  readonly isWhole: boolean;
  /** How much it counts in training. */
  readonly weight: number;
  readonly features: Int32Array;
}

/** Of long texts, what the classifier looks at when it judges. */
const maximumText = 12_000;
/** Shorter texts are learnt from as a whole only. */
const longText = 400;
/** Mails are few and varied, and news is plenty. */
const weights: Readonly<Record<string, number>> = { ugc: 1, mail: 3, seo_page: 1 };
const weightOfOthers = 0.5;
/** Spam is a fifth of the examples. */
const weightOfSpam = 2;

const features = new FeatureSet();

export function examplesOf({ text = '', set, kind, isSpam }: Row, random: Random): Example[] {
  if (kind === 'hard_news') return [];
  const weight = (weights[kind] ?? weightOfOthers) * (isSpam ? weightOfSpam : 1);
  const parts = kind === 'mail' ? [text] : partsOf(text, random);
  return parts.map((part) => ({
    isSpam,
    set,
    weight,
    isWhole: part === text,
    features: featuresOf(part),
  }));
}

function featuresOf(body: string): Int32Array {
  const passages = readBody(body.slice(0, maximumText), []).filter(({ isHidden }) => !isHidden);
  features.clear();
  for (const passage of passages) features.readWords(passage);
  features.readSigns(passages);
  return features.places.slice(0, features.length);
}

/** The text and two parts of it: a model that has seen only wholes learns what is long. */
function partsOf(text: string, random: Random): string[] {
  if (text.length < longText) return [text];
  const sentences = text.split(/(?<=[.!?؟。።\n])\s+/u);
  const cuts = [0, 1].map(() => {
    const start = random(sentences.length);
    return sentences.slice(start, start + 1 + random(4)).join(' ');
  });
  return [text, ...cuts.filter((cut) => cut.length > 20)];
}
