import { isBetweenSentences, lettersIn, withoutAddresses } from './fragments.ts';
import type { Passage, Range } from './passage.ts';
import type { Match } from './term-index.ts';
import type { Family, Phrase } from './vocabulary/vocabulary.ts';

/** Passages that speak of a subject in a story that is about it. */
const subjectPassages = 2;
/** Shorter ones are crossheads, links or inserted lines. */
const shortestProse = 40;

/** A passage with what was found in it. */
export interface Found {
  readonly passage: Passage;
  /** Phrases that promote; of those that overlap, the one that began first. */
  readonly promotion: readonly Match<Phrase>[];
  /** Subjects that it speaks of as prose does. */
  readonly subjects: ReadonlySet<Family>;
}

export function foundIn(
  passage: Passage,
  matches: readonly Match<Phrase>[],
  shareOfLine: number,
): Found {
  const promotion = longestOf(matches.filter(({ entry }) => entry.tier !== 'topic'));
  const said = promotion.reduce((sum, range) => sum + lettersOf(passage, range), 0);
  const text = matches.length > 0 && !passage.isHidden ? withoutAddresses(passage.text) : '';
  const isProse = text.trim().length >= shortestProse && said < shareOfLine * lettersIn(text);
  const spoken = isProse ? matches.filter((match) => isSpoken(passage, match)) : [];
  return { passage, promotion, subjects: new Set(spoken.map(({ entry }) => entry.family)) };
}

/** What the story is about: subjects that enough of its passages speak of. */
export function subjectsOf(found: readonly Found[]): ReadonlySet<Family> {
  const counts = new Map<Family, number>();
  for (const { subjects } of found) {
    for (const subject of subjects) counts.set(subject, (counts.get(subject) ?? 0) + 1);
  }
  const spoken = [...counts].filter(([, count]) => count >= subjectPassages);
  return new Set(spoken.map(([subject]) => subject));
}

/** Words that reporters use, within a sentence. */
function isSpoken(passage: Passage, match: Match<Phrase>): boolean {
  const { tier } = match.entry;
  return tier === 'topic' || (tier === 'offer' && !isBetweenSentences(passage, match));
}

function longestOf(matches: readonly Match<Phrase>[]): Match<Phrase>[] {
  let end = 0;
  return matches
    .toSorted((a, b) => a.start - b.start || b.end - a.end)
    .filter((match) => {
      if (match.start < end) return false;
      end = match.end;
      return true;
    });
}

const lettersOf = ({ text }: Passage, { start, end }: Range): number =>
  lettersIn(text.slice(start, end));
