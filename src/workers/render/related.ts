import type { Card } from '../../shared/archive/publication.ts';
import { frontSlug } from '../../shared/catalogue/front-slug.ts';
import { isSameNews, wordsOf } from './headline-words.ts';
import { languageOf } from './language.ts';

export interface RelatedSubject {
  readonly storyId: string;
  readonly headline: string;
  readonly keywords: readonly string[];
  readonly section: string;
  readonly language: string;
}

/** A keyword that half the candidates carry says little, one that two stories share says much. */
const keywordWeight = 4;
const sectionWeight = 3;
/** The newest story against one that is infinitely old. */
const recencyWeight = 2;
/** A story this many days older than the newest is half as recent. */
const halfAgeDays = 7;
/** What a keyword is still worth each time that a chosen story had it. */
const worn = 0.5;
const day = 86_400_000;

interface Candidate {
  readonly card: Card;
  readonly words: ReadonlySet<string>;
  /** Its keywords that the story has too. */
  readonly shared: readonly string[];
  readonly recency: number;
}

/**
 * The stories to read after this one: those that share keywords (rare ones count more), then those
 * of its section, then the newest; in its language, never the story itself nor the same news told
 * again, and not four times for the same keyword.
 */
export function chooseRelated(
  subject: RelatedSubject,
  candidates: readonly Card[],
  limit = 4,
): Card[] {
  const keywords = new Set(keywordsOf(subject));
  const pool = readable(subject, candidates);
  const newest = Math.max(...pool.map(({ firstPublished }) => Date.parse(firstPublished)));
  let open = pool.map((card): Candidate => {
    const age = (newest - Date.parse(card.firstPublished)) / day;
    const shared = keywordsOf(card).filter((keyword) => keywords.has(keyword));
    const recency = recencyWeight / (1 + age / halfAgeDays);
    return { card, words: wordsOf(card.headline), shared, recency };
  });
  const worth = new Worth(open, subject.section);
  const told = [wordsOf(subject.headline)];
  const chosen: Card[] = [];
  while (chosen.length < limit) {
    open = open.filter(({ words }) => !told.some((other) => isSameNews(words, other)));
    const best = worth.best(open);
    if (best === undefined) break;
    chosen.push(best.card);
    told.push(best.words);
    worth.wear(best);
  }
  return chosen;
}

function readable(subject: RelatedSubject, candidates: readonly Card[]): Card[] {
  const { primary } = languageOf(subject.language);
  return candidates.filter(
    ({ storyId, language }) =>
      storyId !== subject.storyId && languageOf(language).primary === primary,
  );
}

/** What each reason to choose a story is worth, and how keywords wear off. */
class Worth {
  readonly #keywords = new Map<string, number>();
  readonly #section: string;

  constructor(candidates: readonly Candidate[], section: string) {
    this.#section = section;
    const spread = new Map<string, number>();
    for (const keyword of candidates.flatMap(({ shared }) => shared)) {
      spread.set(keyword, (spread.get(keyword) ?? 0) + 1);
    }
    for (const [keyword, count] of spread) {
      this.#keywords.set(keyword, keywordWeight * (1 + Math.log(candidates.length / count)));
    }
  }

  /** Ties go to the lower id, so that the choice does not depend on the order of the candidates. */
  best(candidates: readonly Candidate[]): Candidate | undefined {
    const scored = candidates.map((candidate) => ({ candidate, score: this.#of(candidate) }));
    scored.sort(
      (one, other) =>
        other.score - one.score ||
        (one.candidate.card.storyId < other.candidate.card.storyId ? -1 : 1),
    );
    return scored[0]?.candidate;
  }

  wear({ shared }: Candidate): void {
    for (const keyword of shared) {
      this.#keywords.set(keyword, worn * (this.#keywords.get(keyword) ?? 0));
    }
  }

  #of({ card, shared, recency }: Candidate): number {
    const topics = shared.reduce((sum, keyword) => sum + (this.#keywords.get(keyword) ?? 0), 0);
    return topics + (card.section === this.#section ? sectionWeight : 0) + recency;
  }
}

/** However they are spelt, as the fronts of topics have them. */
function keywordsOf({ keywords }: { readonly keywords: readonly string[] }): string[] {
  return [...new Set(keywords.map(frontSlug))].filter(Boolean);
}
