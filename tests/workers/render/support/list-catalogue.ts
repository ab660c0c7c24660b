import type { Card } from '../../../../src/shared/archive/publication.ts';
import type { FrontTools } from '../../../../src/workers/render/front-tools.ts';

/** A catalogue of cards given oldest first; each front numbers them 1, 2, 3 … */
export function listCatalogue(cards: readonly Card[]): FrontTools['catalogue'] {
  const on = (front: string) =>
    front === 'home' ? cards : cards.filter(({ section }) => front === `section/${section}`);
  return {
    newest: async (front, limit) => on(front).toReversed().slice(0, limit),
    // Every full page is in the site already; tests of pages that are not say so themselves.
    sealed: async () => Number.MAX_SAFE_INTEGER,
    highest: async (front) => on(front).length,
    numbered: async (front, from, to) =>
      on(front)
        .map((card, at) => ({ card, number: at + 1 }))
        .filter(({ number }) => number >= from && number <= to),
    async *all() {
      yield* cards.toReversed();
    },
  };
}
