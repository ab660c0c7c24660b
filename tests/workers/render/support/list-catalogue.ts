import type { Card } from '../../../../src/shared/archive/publication.ts';
import { frontsOf, kindOf } from '../../../../src/shared/catalogue/front-names.ts';
import type { FrontTools } from '../../../../src/workers/render/front-tools.ts';

/** A catalogue of cards given oldest first; each front numbers them 1, 2, 3 … */
export function listCatalogue(cards: readonly Card[]): FrontTools['catalogue'] {
  const on = (front: string) => cards.filter((card) => frontsOf(card).includes(front));
  const newestFirst = (front: string) =>
    kindOf(front) === 'month'
      ? on(front).sort((one, other) => Date.parse(other.modified) - Date.parse(one.modified))
      : on(front).toReversed();
  return {
    newest: async (front, limit) => newestFirst(front).slice(0, limit),
    // Every full page is in the site already; tests of pages that are not say so themselves.
    sealed: async () => Number.MAX_SAFE_INTEGER,
    highest: async (front) => on(front).length,
    numbered: async (front, from, to) =>
      on(front)
        .map((card, at) => ({ card, number: at + 1 }))
        .filter(({ number }) => number >= from && number <= to),
    async *all(front) {
      yield* newestFirst(front);
    },
    async *publishedAfter(front, moment) {
      yield* newestFirst(front).filter(({ firstPublished }) => Date.parse(firstPublished) > moment);
    },
    async fronts() {
      const names = new Set(cards.flatMap(frontsOf));
      return [...names].map((front) => ({ front, stories: on(front).length }));
    },
  };
}

/** What a front is printed with, but for the press. */
export const frontTools = (
  cards: readonly Card[],
  dirt: Record<string, string> = { front: '1' },
): Omit<FrontTools, 'site' | 'theme' | 'publicUrl'> => ({
  catalogue: listCatalogue(cards),
  dirt,
  textOf: async () => undefined,
  wordsOf: async () => [],
  formerKeys: async () => [],
  now: () => new Date('2026-11-29T12:00:00Z'),
});
