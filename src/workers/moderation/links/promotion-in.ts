import { Passage } from '../passage.ts';
import { TermIndex } from '../term-index.ts';
import { phrasesIn } from '../vocabulary/said.ts';
import type { Family, Tier } from '../vocabulary/vocabulary.ts';
import { linkNames } from './link-names.ts';

/** What the name of a link promotes. */
export interface Promotion {
  readonly words: string;
  readonly family: Family;
  /** `strong` is what nobody reports in; a word of a `topic` stands in honest links too. */
  readonly tier: Tier;
  /** Whether letters of other scripts, digits for letters or gaps were undone to read it. */
  readonly isDisguised: boolean;
  /** A word that shows what a story is about, and says little in the name of a link. */
  readonly isSubject: boolean;
}

const order: readonly Tier[] = ['strong', 'offer', 'topic'];
const nameIndex = new TermIndex(linkNames);

/** Names that betting sites give themselves: a word with `toto`, `4d` or a lucky number to it. */
const brands: readonly (readonly [name: RegExp, tier: Tier])[] = [
  [
    wholeWord(String.raw`[a-z]{3,}(?:toto|togel|slot|4d)|(?:toto|slot|togel)[a-z]{0,10}\d+`),
    'offer',
  ],
  [
    wholeWord(
      String.raw`[a-z]{3,}(?:bet|qq)\d*|[a-z]{4,}(?:77|88|99|138|168|303|[1-9]00|111|222|333|444|555|666|777|888|999)`,
    ),
    'topic',
  ],
];

function wholeWord(pattern: string): RegExp {
  return new RegExp(String.raw`(?<![\p{L}\p{N}])(?:${pattern})(?![\p{L}\p{N}])`, 'iu');
}

/** What a name promotes, by the surest of its words; `null` for nothing. */
export function promotionIn(text: string): Promotion | null {
  if (text === '') return null;
  const passage = Passage.of('', text);
  const subjects = phrasesIn(passage);
  const found = [...nameIndex.find(passage), ...subjects];
  const named = brandIn(text);
  for (const tier of order) {
    if (named?.tier === tier) return named;
    const match = found.find(({ entry }) => entry.tier === tier);
    if (match) {
      const { entry, start, end, isDisguised } = match;
      const words = text.slice(start, end).slice(0, 80);
      const isSubject = tier === 'topic' && subjects.includes(match);
      return { words, family: entry.family, tier, isDisguised, isSubject };
    }
  }
  return null;
}

function brandIn(text: string): Promotion | null {
  for (const [pattern, tier] of brands) {
    const words = pattern.exec(text)?.[0];
    if (words === undefined) continue;
    return {
      words: words.slice(0, 80),
      family: 'gambling',
      tier,
      isDisguised: false,
      isSubject: false,
    };
  }
  return null;
}
