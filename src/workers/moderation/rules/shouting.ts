import type { Finding } from '../../../shared/finding.ts';
import type { Passage } from '../passage.ts';
import type { Rule } from '../rule.ts';

/** Letters from which a text can be said to shout, and the share of them that are capitals. */
const fewestLetters = 60;
const shareOfCapitals = 0.8;
/** Of a paragraph, what is looked at. */
const maximumText = 200;
/** A line that comes so often repeats itself. */
const manyTimes = 6;
const shortestLine = 12;
const maximumFindings = 10;

/** Bodies in capitals and lines that repeat: how spam looks, and some agencies too. */
export const shouting: Rule = {
  name: 'shouting',
  kind: 'style',
  version: 1,
  find({ passages }) {
    const shown = passages.filter(({ isHidden, field }) => !isHidden && field === '/body');
    return [...shouted(shown), ...repeated(shown)].slice(0, maximumFindings);
  },
};

function shouted(passages: readonly Passage[]): Finding[] {
  return passages
    .filter(({ text: whole }) => {
      const text = whole.slice(0, maximumText);
      const capitals = text.match(/\p{Lu}/gu)?.length ?? 0;
      const small = capitals === 0 ? 0 : (text.match(/\p{Ll}/gu)?.length ?? 0);
      const letters = capitals + small;
      return letters >= fewestLetters && capitals >= shareOfCapitals * letters;
    })
    .slice(0, 1)
    .map((passage) => findingOf(passage, 0.1, 'A paragraph is written in capitals'));
}

function repeated(passages: readonly Passage[]): Finding[] {
  const lines = new Map<string, Passage[]>();
  for (const passage of passages) {
    const line = passage.text.trim();
    if (line.length < shortestLine) continue;
    const same = lines.get(line);
    if (same) same.push(passage);
    else lines.set(line, [passage]);
  }
  return [...lines.values()]
    .filter((same) => same.length >= manyTimes)
    .map((same) =>
      findingOf(same[0]!, 0.2, `The same line stands in the body ${same.length} times`),
    );
}

const findingOf = (passage: Passage, weight: number, reason: string): Finding => ({
  rule: 'shouting',
  action: 'note',
  weight,
  field: passage.field,
  ...passage.locate({ start: 0, end: passage.text.length }),
  excerpt: passage.text.slice(0, 120),
  reason,
});
