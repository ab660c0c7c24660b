import type { Finding } from '../../../shared/finding.ts';
import { withoutAddresses } from '../fragments.ts';
import { spellingOf } from '../mashed-letters.ts';
import type { Passage } from '../passage.ts';
import type { Rule } from '../rule.ts';

/** Letters from which chance tells little of how a passage is spelt. */
const fewestLetters = 24;
/** One or two are abbreviations. */
const fewestWords = 3;
/** No language has so few vowels and so many consonants in rows at once. */
const shareOfVowels = 0.38;
const shareOfCrowded = 0.18;
/** Of a passage in keys side by side, to be mashed; of a short one, nearly all. */
const shareOfMashed = 0.3;
const nearlyAll = 0.8;
/** Of a body: from here on there is no story to run. */
const shareOfBody = 0.5;
/** Looked at, of a passage and of a body. */
const maximumText = 5_000;
const maximumPassages = 400;
const maximumFindings = 10;

/** Text of no language: keys struck at random. What is well spelt and means nothing is not found. */
export const gibberish: Rule = {
  name: 'gibberish',
  kind: 'form',
  version: 1,
  find({ passages }) {
    const body = passages
      .filter(({ isHidden, field }) => !isHidden && field === '/body')
      .slice(0, maximumPassages);
    const found = body.filter(({ text }) =>
      isGibberish(withoutAddresses(text.slice(0, maximumText))),
    );
    if (found.length === 0) return [];
    const isMost = lengthOf(found) >= shareOfBody * lengthOf(body);
    return found.slice(0, maximumFindings).map((passage) => findingOf(passage, isMost));
  },
};

export function isGibberish(text: string): boolean {
  const { letters, vowels, crowded, crowdedWords, mashed } = spellingOf(text);
  if (letters === 0) return false;
  if (letters < fewestLetters) return mashed >= nearlyAll * text.trim().length;
  if (mashed >= shareOfMashed * letters) return true;
  if (crowdedWords < fewestWords) return false;
  return vowels <= shareOfVowels * letters && crowded >= shareOfCrowded * letters;
}

const lengthOf = (passages: readonly Passage[]): number =>
  passages.reduce((sum, { text }) => sum + text.trim().length, 0);

const findingOf = (passage: Passage, isMost: boolean): Finding => ({
  rule: 'gibberish',
  action: isMost ? 'hold' : 'note',
  weight: isMost ? 1 : 0,
  field: passage.field,
  ...passage.locate({ start: 0, end: passage.text.length }),
  excerpt: passage.beginning(120),
  reason: isMost
    ? 'Most of the body is of no language: letters struck at random'
    : 'A passage is of no language: letters struck at random',
});
