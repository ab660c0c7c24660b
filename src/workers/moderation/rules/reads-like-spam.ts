import type { Finding } from '../../../shared/finding.ts';
import { type Layer, learntOf } from '../classifier/learn.ts';
import { type Manner, mannerOf } from '../classifier/manner.ts';
import {
  calibrated,
  FeatureSet,
  logOddsOf,
  type Model,
  probabilityOf,
  sumOfWords,
} from '../classifier/model.ts';
import { isUnspaced, scriptOf } from '../classifier/script.ts';
import { strongestWords } from '../classifier/strongest-words.ts';
import type { Manuscript } from '../manuscript.ts';
import type { Passage } from '../passage.ts';
import type { Rule } from '../rule.ts';

/** Text that the classifier reads; what comes after it does not make a message of an article. */
const maximumText = 12_000;
type Asked = readonly (readonly [length: number, logOdds: number])[];

/**
 * Calibrated log-odds from which a text of so many characters is spam by its wording alone, on
 * straight lines between. More is asked of a few words, which say little, and of whole sentences
 * that speak to nobody: of an agency's brief, one on software, credit or medicines may be all that
 * there is to go by. Chosen on sets held out whole.
 */
const surely: Readonly<Record<Manner, Asked>> = {
  reports: [
    [20, 0.8],
    [100, 0.8],
    [140, 1.8],
  ],
  tells: [
    [20, 0.8],
    [50, 0.3],
    [100, 0.35],
    [140, 0.6],
    [200, 1],
  ],
  addresses: [
    [20, 0.8],
    [50, 0.4],
    [100, 0.35],
    [200, 0.45],
    [400, 0.25],
  ],
};
/** Nothing less is asked of any text. */
const least = Math.min(
  ...Object.values(surely).flatMap((asked) => asked.map(([, least]) => least)),
);
/** From here on more evidence weighs more, at any length: a verdict may come to rest on it. */
const plainly = 0.8;
/** This far below it adds to what other rules find. */
const perhaps = 0.6;
/** Findings of one story: the parts without which the rest is no spam. */
const maximumParts = 20;

/** Texts that are promotion as a whole, by how they are worded: comments, messages, mails. */
export function readsLikeSpam(model: Model, layer: Layer): Rule {
  const features = new FeatureSet();
  const judge = (passages: readonly Passage[]): number => {
    features.clear();
    for (const passage of passages) features.readWords(passage);
    features.readSigns(passages);
    const logOdds = logOddsOf(model, features) + learntOf(layer, features);
    return calibrated(model, logOdds, scriptOf(passages));
  };
  return {
    name: 'reads-like-spam',
    kind: 'wording',
    version: 5,
    find(manuscript) {
      const passages = beginningOf(manuscript);
      if (passages.length === 0) return [];
      const logOdds = judge(passages);
      if (logOdds < least - perhaps) return [];
      const from = surelyFrom(passages);
      if (logOdds < from - perhaps) return [];
      const parts = worstOf(byWorst(model, passages), (rest) => judge(rest) < from - perhaps);
      // Of spam in these scripts it was taught phrases, never messages: alone it holds none.
      const isSure = logOdds >= from && !isUnspaced(passages);
      const weight = !isSure ? 0.5 : Math.min(3, 1 + Math.max(0, logOdds - plainly) / 2);
      return parts.map((passage) =>
        findingOf(passage, model, { logOdds, weight: weight / parts.length }),
      );
    },
  };
}

function beginningOf({ passages }: Manuscript): Passage[] {
  let length = 0;
  return passages.filter(({ field, isHidden, text }) => {
    if (field !== '/body' || isHidden || length >= maximumText) return false;
    length += text.length;
    return true;
  });
}

function surelyFrom(passages: readonly Passage[]): number {
  const length = passages.reduce((sum, { text }) => sum + text.length, 0);
  const asked = surely[mannerOf(passages)];
  const after = asked.findIndex(([from]) => length < from);
  const [end, atEnd] = asked.at(after)!;
  if (after < 1) return atEnd;
  const [start, atStart] = asked[after - 1]!;
  return atStart + ((atEnd - atStart) * (length - start)) / (end - start);
}

/** The passages whose words speak most for spam first. */
function byWorst(model: Model, passages: readonly Passage[]): readonly Passage[] {
  if (passages.length === 1) return passages;
  return passages
    .map((passage) => ({ passage, sum: sumOfWords(model, passage) }))
    .sort((a, b) => b.sum - a.sum)
    .map(({ passage }) => passage);
}

/** The fewest parts without which the rest would run; all where there are no such few. */
function worstOf(
  ranked: readonly Passage[],
  isFine: (rest: readonly Passage[]) => boolean,
): readonly Passage[] {
  for (let count = 1; count < Math.min(ranked.length, maximumParts); count *= 2) {
    if (isFine(ranked.slice(count))) return ranked.slice(0, count);
  }
  return ranked;
}

function findingOf(
  passage: Passage,
  model: Model,
  { logOdds, weight }: { readonly logOdds: number; readonly weight: number },
): Finding {
  const whole = { start: 0, end: passage.text.length };
  const words = strongestWords(model, passage).map((word) => `“${word}”`);
  const share = Math.floor(probabilityOf(logOdds) * 100);
  return {
    rule: 'reads-like-spam',
    action: 'note',
    weight,
    field: passage.field,
    ...passage.locate(whole),
    excerpt: passage.beginning(200),
    reason: `Worded like spam (${share} of 100)${words.length > 0 ? `, by ${words.join(', ')}` : ''}`,
  };
}
