import type { Finding } from '../../../shared/finding.ts';
import type { Manuscript } from '../manuscript.ts';
import type { Passage, Range } from '../passage.ts';
import type { Rule } from '../rule.ts';

/** Words that mix letters of two alphabets; one or two are slips of a keyboard. */
const fewest = 3;
const maximumFindings = 30;

/** Words written with letters of another alphabet, as spam is to get past filters. */
export const disguisedWords: Rule = {
  name: 'disguised-words',
  kind: 'style',
  version: 1,
  find({ passages }: Manuscript) {
    const words = passages.flatMap((passage) => mixedWords(passage));
    if (words.length < fewest) return [];
    const kept = words.slice(0, maximumFindings);
    return kept.map(({ passage, range }) => findingOf(passage, range, words.length / kept.length));
  },
};

const noWords: [] = [];

function mixedWords(passage: Passage): { passage: Passage; range: Range }[] {
  const { skeleton, text } = passage;
  if (skeleton.changes.length === 0) return noWords;
  return skeleton.changes
    .map(({ start, end }) => ({
      start: skeleton.starts[start] ?? 0,
      end: skeleton.ends[end - 1] ?? 0,
    }))
    .filter(({ start, end }) => isMixed(text.slice(start, end)))
    .map((range) => ({ passage, range }));
}

const isMixed = (word: string): boolean =>
  /^[\p{L}\p{M}]+$/u.test(word) &&
  /[a-z]/i.test(word) &&
  /[\p{Script=Cyrillic}\p{Script=Greek}]/u.test(word);

function findingOf(passage: Passage, range: Range, stands: number): Finding {
  return {
    rule: 'disguised-words',
    action: 'note',
    weight: 0.4 * stands,
    field: passage.field,
    ...passage.locate(range),
    excerpt: passage.excerpt(range),
    reason: `“${passage.text.slice(range.start, range.end).slice(0, 60)}” mixes letters of two alphabets`,
  };
}
