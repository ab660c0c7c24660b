import { Passage } from '../passage.ts';
import { promotionalPhrases, topicWords } from '../promotions.ts';
import { TermIndex } from '../term-index.ts';
import { anchorPhrases, anchorWords } from './anchor-terms.ts';

export interface Promotion {
  readonly words: string;
  /** Nobody but a seller writes so; other words stand in honest links too. */
  readonly isSure: boolean;
}

const index = new TermIndex([
  ...[...promotionalPhrases, ...anchorPhrases].map((term) => ({ term, isSure: true })),
  ...[...topicWords, ...anchorWords].map((term) => ({ term, isSure: false })),
]);

/** What the name of a link promotes; `null` for nothing. */
export function promotionIn(text: string): Promotion | null {
  if (text === '') return null;
  const passage = Passage.of('', text);
  const found = index.find(passage);
  const best = found.find(({ entry }) => entry.isSure) ?? found[0];
  if (!best) return null;
  return { words: text.slice(best.start, best.end).slice(0, 80), isSure: best.entry.isSure };
}
