import type { Card } from '../../shared/archive/publication.ts';
import { languageOf } from './language.ts';

export interface RelatedSubject {
  readonly storyId: string;
  readonly keywords: readonly string[];
  readonly section: string;
  readonly language: string;
}

const sectionWeight = 2;
/** A keyword that half the candidates carry says little, one that two stories share says much. */
const keywordWeight = 4;
const day = 86_400_000;

/**
 * The stories to read after this one: those that share keywords (rare ones count more), then those
 * of its section, then the newest; in its language, and never the story itself.
 */
export function chooseRelated(
  subject: RelatedSubject,
  candidates: readonly Card[],
  limit = 4,
): Card[] {
  const { primary } = languageOf(subject.language);
  const readable = candidates.filter(
    ({ storyId, language }) =>
      storyId !== subject.storyId && languageOf(language).primary === primary,
  );
  const keywords = new Set(subject.keywords.map(folded));
  const spread = countKeywords(readable, keywords);
  const newest = Math.max(...readable.map(({ firstPublished }) => Date.parse(firstPublished)));
  const scored = readable.map((card) => {
    const shared = keywordsOf(card).filter((keyword) => keywords.has(keyword));
    const rarity = shared.map(
      (keyword) => 1 + Math.log(readable.length / (spread.get(keyword) ?? 1)),
    );
    const age = (newest - Date.parse(card.firstPublished)) / day;
    const score =
      keywordWeight * rarity.reduce((sum, part) => sum + part, 0) +
      (card.section === subject.section ? sectionWeight : 0) +
      1 / (1 + age);
    return { card, score };
  });
  // Ties by id, so that the choice does not depend on the order of the candidates.
  scored.sort(
    (one, other) => other.score - one.score || (one.card.storyId < other.card.storyId ? -1 : 1),
  );
  return scored.slice(0, limit).map(({ card }) => card);
}

function countKeywords(
  cards: readonly Card[],
  wanted: ReadonlySet<string>,
): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const keyword of cards.flatMap(keywordsOf)) {
    if (wanted.has(keyword)) counts.set(keyword, (counts.get(keyword) ?? 0) + 1);
  }
  return counts;
}

function keywordsOf({ keywords }: Card): string[] {
  return [...new Set(keywords.map(folded))];
}

function folded(keyword: string): string {
  return keyword.normalize('NFKC').trim().toLowerCase();
}
