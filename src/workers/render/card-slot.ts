import type { Markup } from './html.ts';

/** A place for a card on a page: the theme decides by `{{card this "kind"}}` how it looks there. */
export class CardSlot {
  readonly #print: (kind: string) => Markup;

  constructor(print: (kind: string) => Markup) {
    this.#print = print;
  }

  print(kind: string): Markup {
    return this.#print(kind);
  }
}
