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

/** Names that betting sites give themselves: a word with `toto`, `4d` or a lucky number behind. */
const brand =
  /(?<![\p{L}\p{N}])(?:[a-z]{3,}(?:toto|togel|slot|4d|bet\d*|qq)|(?:toto|slot|judi|togel|bola)[a-z]{2,}\d*|[a-z]{4,}(?:77|88|99|138|168|303|777|888))(?![\p{L}\p{N}])/iu;

/** What the name of a link promotes; `null` for nothing. */
export function promotionIn(text: string): Promotion | null {
  if (text === '') return null;
  const found = index.find(Passage.of('', text));
  for (const sureness of order) {
    const match = found.find(({ entry }) => entry.sureness === sureness);
    if (match) return { words: text.slice(match.start, match.end).slice(0, 80), sureness };
  }
  const named = brand.exec(text);
  return named ? { words: named[0].slice(0, 80), sureness: 'word' } : null;
}
