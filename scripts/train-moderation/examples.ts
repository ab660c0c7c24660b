import type { Row } from '../../bench/moderation/rows.ts';
import { FeatureSet } from '../../src/workers/moderation/classifier/model.ts';
import { type Script, scriptOf } from '../../src/workers/moderation/classifier/script.ts';
import { readBody } from '../../src/workers/moderation/read-body.ts';
import { honestTexts } from './honest-texts.ts';
import { promotionTexts } from './promotion-texts.ts';
import type { Random } from './random.ts';

/** A text to learn from, as what the classifier sees of it. */
export interface Example {
  readonly isSpam: boolean;
  readonly set: string;
  /** Of the row that it is from. */
  readonly place: string;
  /** Whether it is all of its text, and not a part. */
  readonly isWhole: boolean;
  /** How much it counts in training. */
  readonly weight: number;
  /** Texts of its kind that are left out because there are plenty. */
  readonly standsFor: number;
  readonly script: Script;
  readonly features: Int32Array;
}

/** Of long texts, what the classifier looks at when it judges. */
const maximumText = 12_000;
/** Shorter texts are learnt from as a whole only. */
const longText = 400;
/** Mails are few and varied, and news is plenty. */
const weights: Readonly<Record<string, number>> = { ugc: 1, mail: 3, seo_page: 1 };
const weightOfOthers = 0.5;
/** News where most spam is known: what is worded alike there must not be held. */
const weightOfNeeded = 1.5;
const weightOfOwn = 4;
/** Spam is a fifth of the examples. */
const weightOfSpam = 2;

const features = new FeatureSet();

/** News in languages of which little spam is known: of so many texts one is learnt from. */
const plenty = 5;
const needed = new Set(['ag_news_test', 'bbc_news', 'id_valid_hoax_news', 'masakhane_pcm']);

/** Texts to learn from, by turns where there are plenty. */
export function* examplesOf(rows: readonly Row[], random: Random): Generator<Example> {
  let news = 0;
  for (const { text = '', set, kind, isSpam, place } of rows) {
    if (text === '' || kind === 'hard_news') continue;
    const isPlenty = kind.startsWith('news') && !needed.has(set);
    if (isPlenty) news += 1;
    if (isPlenty && news % plenty !== 1) continue;
    const weight =
      (needed.has(set) ? weightOfNeeded : (weights[kind] ?? weightOfOthers)) *
      (isSpam ? weightOfSpam : 1);
    const parts = kind === 'mail' ? [text] : partsOf(text, random);
    for (const part of parts) {
      const of = { isSpam, set, place, weight, standsFor: isPlenty ? plenty : 1 };
      yield { ...of, isWhole: part === text, ...readText(part) };
    }
  }
}

/** What was written for this project: few texts, of kinds that no set has. */
export function ownExamples(): Example[] {
  const of = (isSpam: boolean) => (text: string, at: number) => ({
    ...{ isSpam, set: 'own', place: `own:${at + 1}`, isWhole: true, standsFor: 1 },
    ...{ weight: weightOfOwn, ...readText(text) },
  });
  return [...honestTexts.map(of(false)), ...promotionTexts.map(of(true))];
}

function readText(body: string): Pick<Example, 'features' | 'script'> {
  const passages = readBody(body.slice(0, maximumText), []).filter(({ isHidden }) => !isHidden);
  features.clear();
  for (const passage of passages) features.readWords(passage);
  features.readSigns(passages);
  return { features: features.places.slice(0, features.length), script: scriptOf(passages) };
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
