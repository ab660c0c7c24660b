import type { Finding } from '../../../shared/finding.ts';
import { FeatureSet, logOddsOf, type Model, probabilityOf } from '../classifier/model.ts';
import { strongestWords } from '../classifier/strongest-words.ts';
import type { Manuscript } from '../manuscript.ts';
import type { Passage } from '../passage.ts';
import type { Rule } from '../rule.ts';

/** Text that the classifier reads; what comes after it does not make a message of an article. */
const maximumText = 12_000;
/** Log-odds from which the whole of a text is spam by its wording alone. */
const surely = 0.2;
/** From here on it adds to what other rules find. */
const perhaps = -1;
/** Findings of one story: the parts without which the rest is no spam. */
const maximumParts = 20;

/** Texts that are promotion as a whole, by how they are worded: comments, messages, mails. */
export function readsLikeSpam(model: Model): Rule {
  const features = new FeatureSet();
  const judge = (passages: readonly Passage[]): number => {
    features.clear();
    for (const passage of passages) features.readWords(passage);
    features.readSigns(passages);
    return logOddsOf(model, features);
  };
  return {
    name: 'reads-like-spam',
    kind: 'wording',
    version: 1,
    find(manuscript) {
      const passages = beginningOf(manuscript);
      if (passages.length === 0) return [];
      const logOdds = judge(passages);
      if (logOdds < perhaps) return [];
      const parts = worstOf(passages, judge);
      const weight = logOdds < surely ? 0.5 : Math.min(3, 1 + (logOdds - surely) / 4);
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

/** The fewest parts without which the rest would run; all where there are no such few. */
function worstOf(
  passages: readonly Passage[],
  judge: (passages: readonly Passage[]) => number,
): readonly Passage[] {
  if (passages.length === 1) return passages;
  const ranked = passages
    .map((passage) => ({ passage, logOdds: judge([passage]) }))
    .sort((a, b) => b.logOdds - a.logOdds)
    .map(({ passage }) => passage);
  for (let count = 1; count < Math.min(passages.length, maximumParts); count *= 2) {
    const worst = new Set(ranked.slice(0, count));
    const rest = passages.filter((passage) => !worst.has(passage));
    if (judge(rest) < perhaps) return passages.filter((passage) => worst.has(passage));
  }
  return passages;
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
    excerpt: passage.text.replace(/\s+/g, ' ').trim().slice(0, 200),
    reason: `Worded like spam (${share} of 100)${words.length > 0 ? `, by ${words.join(', ')}` : ''}`,
  };
}
