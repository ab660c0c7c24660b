import { createHash } from 'node:crypto';
import { Passage } from '../passage.ts';
import { FeatureSet, isFamiliar, logOddsOf, type Model } from './model.ts';

/** What a reviewer decided about texts that moderation had placed, as the archive has it. */
export interface Decision {
  readonly texts: readonly string[];
  /** Rejected as spam; else released. */
  readonly wasSpam: boolean;
}

/**
 * What a newsroom's reviewers have taught beside the model, feature by feature. Made anew from the
 * archive's decisions, so that a decision taken back is forgotten with it.
 */
export interface Layer {
  /** Of the model and the decisions; part of the record of each verdict. */
  readonly version: string;
  readonly weights: ReadonlyMap<number, number>;
}

/** Decisions learnt from; older ones are forgotten. */
const maximumDecisions = 2_000;
/** Of one text. */
const maximumText = 2_000;
const rounds = 5;
const rate = 0.6;
/** No feature can say more: one mistaken decision stays a small one. */
const maximumWeight = 4;
/** What fewer decisions have in common is chance. */
const fewestDecisions = 3;
/** Of the rejections that share the most with a text, so many share what is learnt from it. */
const shareOfCampaign = 0.75;
const maximumFeatures = 20_000;
/** Rejections that a release takes back. */
const outweighing = 2;

interface Text {
  readonly places: Int32Array;
  readonly logOdds: number;
  readonly wasSpam: boolean;
}

/**
 * Learns by AdaGrad steps, the same from the same decisions in the same order. What is spam is
 * learnt from features that the model's training did not know from honest texts: so a new name is
 * learnt, and the words around it are not. What was released may lower any feature.
 */
export function learn(model: Model, decisions: readonly Decision[]): Layer {
  const recent = decisions.slice(-maximumDecisions);
  const texts = recent.flatMap((decision) => textsOf(model, decision));
  const weights = weigh(texts);
  const rejected = supportOf(texts.filter(({ wasSpam }) => wasSpam));
  const released = supportOf(texts.filter(({ wasSpam }) => !wasSpam));
  const isHeld = (place: number) =>
    (rejected.get(place) ?? 0) > outweighing * (released.get(place) ?? 0);
  const kept = [...weights]
    .filter(([place, weight]) => weight <= 0 || isHeld(place))
    .sort(([, a], [, b]) => Math.abs(b) - Math.abs(a))
    .slice(0, maximumFeatures);
  const version = createHash('sha256')
    .update(JSON.stringify([model.version, kept]))
    .digest('hex')
    .slice(0, 16);
  return { version, weights: new Map(kept) };
}

/** Nothing learnt yet. */
export const nothingLearnt: Layer = { version: 'none', weights: new Map() };

function textsOf(model: Model, { texts, wasSpam }: Decision): Text[] {
  const features = new FeatureSet();
  return texts.map((text) => {
    const passage = Passage.of('/body', text.slice(0, maximumText));
    features.clear();
    features.readWords(passage);
    const all = features.places.slice(0, features.length);
    const places = wasSpam ? all.filter((place) => !isFamiliar(model, place)) : all;
    return { places, logOdds: logOddsOf(model, features), wasSpam };
  });
}

function weigh(texts: readonly Text[]): Map<number, number> {
  const weights = new Map<number, number>();
  const squares = new Map<number, number>();
  const support = supportOf(texts);
  const shared = texts.map((text) => ({ ...text, common: commonOf(text, support) }));
  for (let round = 0; round < rounds; round += 1) {
    for (const { common, logOdds, wasSpam } of shared) {
      const size = 1 / Math.sqrt(Math.max(1, common.length));
      const learnt = common.reduce((sum, place) => sum + (weights.get(place) ?? 0), 0);
      // A released text was judged too high, a rejected one may have been judged so already.
      const start = wasSpam ? Math.min(logOdds, 0) : Math.max(logOdds, 0);
      const error = 1 / (1 + Math.exp(-(start + learnt * size))) - (wasSpam ? 1 : 0);
      for (const place of common) {
        const gradient = error * size;
        const square = (squares.get(place) ?? 1e-3) + gradient * gradient;
        const moved = (weights.get(place) ?? 0) - (rate * gradient) / Math.sqrt(square);
        squares.set(place, square);
        weights.set(place, Math.max(-maximumWeight, Math.min(maximumWeight, moved)));
      }
    }
  }
  return weights;
}

/**
 * What a text has in common with others. The name that a campaign is about is in all of its texts;
 * what only some of them share, as what the honest part of each is about, is not its mark.
 */
function commonOf({ places, wasSpam }: Text, support: ReadonlyMap<number, number>): Int32Array {
  const supportFor = (place: number) => support.get(place) ?? 0;
  const most = places.reduce((found, place) => Math.max(found, supportFor(place)), 0);
  const least = Math.max(fewestDecisions, wasSpam ? shareOfCampaign * most : 0);
  return places.filter((place) => supportFor(place) >= least);
}

/** In how many texts each feature is. */
function supportOf(texts: readonly Text[]): ReadonlyMap<number, number> {
  const support = new Map<number, number>();
  for (const { places } of texts) {
    for (const place of places) support.set(place, (support.get(place) ?? 0) + 1);
  }
  return support;
}

/** What the layer adds to the log-odds of a text with these features. */
export function learntOf({ weights }: Layer, features: FeatureSet): number {
  if (weights.size === 0) return 0;
  let sum = 0;
  for (let at = 0; at < features.length; at += 1) sum += weights.get(features.places[at]!) ?? 0;
  return sum / Math.sqrt(Math.max(1, features.length));
}
