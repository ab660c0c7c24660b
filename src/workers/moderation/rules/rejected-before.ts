import type { Finding } from '../../../shared/finding.ts';
import { readFeatures } from '../classifier/features.ts';
import type { Layer } from '../classifier/learn.ts';
import { isOfWord } from '../letters.ts';
import type { Passage, Range } from '../passage.ts';
import type { Rule } from '../rule.ts';

/** What the learnt features of one word must say together. */
const sure = 3.5;
const maximumFindings = 20;

/** Names that reviewers of this newsroom have rejected again and again, wherever they stand. */
export function rejectedBefore({ weights }: Layer): Rule {
  return {
    name: 'rejected-before',
    kind: 'learnt',
    version: 1,
    find({ passages }) {
      if (weights.size === 0) return [];
      const found = passages.flatMap((passage) =>
        namesIn(passage, weights).map((range) => findingOf(passage, range)),
      );
      return found.slice(0, maximumFindings);
    },
  };
}

function namesIn({ skeleton }: Passage, weights: ReadonlyMap<number, number>): Range[] {
  const { units, length, starts, ends } = skeleton;
  let said: Float64Array | null = null;
  readFeatures(skeleton, (place, start, end) => {
    const weight = weights.get(place);
    if (weight === undefined) return;
    said ??= new Float64Array(length);
    for (let at = start; at < end; at += 1) said[at] = said[at]! + weight / (end - start);
  });
  if (said === null) return [];
  const names: Range[] = [];
  for (let at = 0; at < length; at += 1) {
    const start = at;
    let sum = 0;
    for (; at < length && isOfWord(units[at]!); at += 1) sum += said[at] ?? 0;
    if (sum >= sure) names.push({ start: starts[start]!, end: ends[at - 1]! });
  }
  return names;
}

const findingOf = (passage: Passage, range: Range): Finding => ({
  rule: 'rejected-before',
  action: 'note',
  weight: 1.2,
  field: passage.field,
  ...passage.locate(range),
  excerpt: passage.excerpt(range),
  reason: `Reviewers have rejected texts with “${passage.text.slice(range.start, range.end).slice(0, 60)}”`,
});
