import type { Finding } from '../../../shared/finding.ts';
import type { Passage } from '../passage.ts';
import type { Rule } from '../rule.ts';
import type { Match } from '../term-index.ts';
import { swearWordsIn } from '../vocabulary/said.ts';
import type { SwearWord } from '../vocabulary/swear-words.ts';

const degrees = { 1: 'coarse', 2: 'obscene', 3: 'a slur' } as const;
const maximumFindings = 20;

/**
 * Swear words of the story's own language: noted for editors and never counted, for a word that is
 * obscene in one language is a town in another, and news quotes people.
 */
export const profanity: Rule = {
  name: 'profanity',
  kind: 'style',
  version: 3,
  find({ story, passages }) {
    const language = story.language.split('-')[0] ?? '';
    const findings: Finding[] = [];
    for (const passage of passages) {
      const said = swearWordsIn(passage);
      if (said.length === 0) continue;
      const matches = said.filter(
        ({ entry, isDisguised }) => entry.language === language && !isDisguised,
      );
      findings.push(...longestOf(matches).map((match) => findingOf(passage, match)));
      if (findings.length >= maximumFindings) break;
    }
    return findings.slice(0, maximumFindings);
  },
};

/** Without words that stand inside a longer one of the list. */
function longestOf(matches: readonly Match<SwearWord>[]): Match<SwearWord>[] {
  let reach = 0;
  return matches
    .toSorted((a, b) => a.start - b.start || b.end - a.end)
    .filter(({ end }) => {
      const isOutside = end > reach;
      reach = Math.max(reach, end);
      return isOutside;
    });
}

const findingOf = (passage: Passage, match: Match<SwearWord>): Finding => ({
  rule: 'profanity',
  action: 'note',
  weight: 0,
  field: passage.field,
  ...passage.locate(match),
  excerpt: passage.excerpt(match),
  reason: `“${passage.text.slice(match.start, match.end)}” is ${degrees[match.entry.severity]}`,
});
