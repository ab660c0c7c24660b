import type { Finding } from '../../../shared/finding.ts';
import type { Manuscript } from '../manuscript.ts';
import type { Passage, Range } from '../passage.ts';
import { promotionalPhrases, topicWords } from '../promotions.ts';
import type { Rule } from '../rule.ts';
import { type Match, TermIndex } from '../term-index.ts';

interface Entry {
  readonly term: string;
  readonly isPromotion: boolean;
}

/** Where promotion is no reporting, how grave that is, and how an editor is told. */
const places = {
  hidden: { weight: 6, where: 'in a part of the body that readers cannot see' },
  link: { weight: 5, where: 'as the text of a link' },
  line: { weight: 4, where: 'in a line of its own' },
} as const;
type Place = keyof typeof places;

/** Share of a line's letters that must be promotion for the line to be nothing else. */
const shareOfLine = 0.5;
/** Passages that speak of gambling in a story about gambling. */
const topicPassages = 2;
const maximumFindings = 100;

const index = new TermIndex<Entry>([
  ...promotionalPhrases.map((term) => ({ term, isPromotion: true })),
  ...topicWords.map((term) => ({ term, isPromotion: false })),
]);

/**
 * Promotion of gambling where a story does not speak for itself. A story about gambling may use
 * its words, in crossheads too; nothing excuses them in a link or out of readers' sight.
 */
export const gamblingPromotion: Rule = {
  name: 'gambling-promotion',
  version: 1,
  find(manuscript) {
    const found = manuscript.passages.map((passage) => ({ passage, matches: index.find(passage) }));
    if (!found.some(({ matches }) => matches.some(({ entry }) => entry.isPromotion))) return [];
    const isTopic = isAboutGambling(found);
    return found
      .flatMap(({ passage, matches }) => findingsIn(passage, matches, isTopic))
      .slice(0, maximumFindings);
  },
};

interface Found {
  readonly passage: Manuscript['passages'][number];
  readonly matches: readonly Match<Entry>[];
}

function isAboutGambling(found: readonly Found[]): boolean {
  const speaking = found.filter(({ passage, matches }) => {
    if (passage.isHidden || passage.text.length < 40) return false;
    return matches.some(({ entry }) => !entry.isPromotion);
  });
  return speaking.length >= topicPassages;
}

function findingsIn(
  passage: Passage,
  matches: readonly Match<Entry>[],
  isTopic: boolean,
): Finding[] {
  const phrases = longestOf(matches.filter(({ entry }) => entry.isPromotion));
  return phrases.flatMap((phrase) => {
    const place = placeOf(passage, phrase, phrases);
    if (place === null || (place === 'line' && isTopic)) return [];
    return [findingOf(passage, phrase, place)];
  });
}

/** Phrases one after the other; of those that overlap, the one that began first. */
function longestOf(matches: readonly Match<Entry>[]): Match<Entry>[] {
  let end = 0;
  return matches
    .toSorted((a, b) => a.start - b.start || b.end - a.end)
    .filter((match) => {
      if (match.start < end) return false;
      end = match.end;
      return true;
    });
}

function placeOf(passage: Passage, phrase: Range, phrases: readonly Range[]): Place | null {
  if (passage.isHidden) return 'hidden';
  if (passage.links.some(({ start, end }) => phrase.start < end && phrase.end > start)) {
    return 'link';
  }
  const line = passage.lineAround(phrase);
  const inLine = phrases.filter(({ start, end }) => start >= line.start && end <= line.end);
  const promotion = inLine.reduce((sum, range) => sum + letters(passage, range), 0);
  return promotion >= shareOfLine * letters(passage, line) ? 'line' : null;
}

const letters = ({ text }: Passage, { start, end }: Range): number =>
  text.slice(start, end).replace(/[^\p{L}\p{N}]/gu, '').length;

function findingOf(passage: Passage, phrase: Range, place: Place): Finding {
  const { weight, where } = places[place];
  const words = passage.text.slice(phrase.start, phrase.end).replace(/\s+/g, ' ');
  return {
    rule: 'gambling-promotion',
    action: 'hold',
    weight,
    field: passage.field,
    ...passage.locate(phrase),
    excerpt: passage.excerpt(phrase),
    reason: `“${words.slice(0, 100)}” promotes gambling, ${where}`,
  };
}
