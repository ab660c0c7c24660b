import { Passage } from '../passage.ts';
import { promotionalPhrases, topicWords } from '../promotions.ts';
import { TermIndex } from '../term-index.ts';
import { anchorPhrases, anchorWords } from './anchor-terms.ts';

/**
 * How sure it is that a seller wrote it: `promotion` is what nobody reports in, `offer` names what
 * is sold and stands in reports on the trade too, `word` stands in honest links of every kind.
 */
type Sureness = 'promotion' | 'offer' | 'word';

export interface Promotion {
  readonly words: string;
  readonly sureness: Sureness;
}

const order: readonly Sureness[] = ['promotion', 'offer', 'word'];

const entries = (terms: readonly string[], sureness: Sureness) =>
  terms.map((term) => ({ term, sureness }));

const index = new TermIndex([
  ...entries(promotionalPhrases, 'promotion'),
  ...entries(anchorPhrases, 'offer'),
  ...entries([...topicWords, ...anchorWords], 'word'),
]);

/** Names that betting sites give themselves: a word with `toto`, `4d` or a lucky number to it. */
const brands: readonly (readonly [name: RegExp, sureness: Sureness])[] = [
  [
    wholeWord(String.raw`[a-z]{3,}(?:toto|togel|slot|4d)|(?:toto|slot|togel)[a-z]{0,10}\d+`),
    'offer',
  ],
  [wholeWord(String.raw`[a-z]{3,}(?:bet|qq)\d*|[a-z]{4,}(?:77|88|99|138|168|303|777|888)`), 'word'],
];

function wholeWord(pattern: string): RegExp {
  return new RegExp(String.raw`(?<![\p{L}\p{N}])(?:${pattern})(?![\p{L}\p{N}])`, 'iu');
}

/** What the name of a link promotes; `null` for nothing. */
export function promotionIn(text: string): Promotion | null {
  if (text === '') return null;
  const found = index.find(Passage.of('', text));
  const named = brandIn(text);
  for (const sureness of order) {
    const match = found.find(({ entry }) => entry.sureness === sureness);
    if (match) return { words: text.slice(match.start, match.end).slice(0, 80), sureness };
    if (named?.sureness === sureness) return named;
  }
  return null;
}

function brandIn(text: string): Promotion | null {
  for (const [pattern, sureness] of brands) {
    const words = pattern.exec(text)?.[0];
    if (words !== undefined) return { words: words.slice(0, 80), sureness };
  }
  return null;
}
