import type { Card } from '../../shared/archive/publication.ts';
import type { Catalogue } from '../../shared/catalogue/catalogue.ts';
import type { Markup } from './html.ts';
import type { Press } from './press.ts';
import type { Printed } from './site-objects.ts';

export interface FrontTools extends Press {
  readonly catalogue: Pick<
    Catalogue,
    'newest' | 'numbered' | 'highest' | 'sealed' | 'all' | 'publishedAfter' | 'fronts'
  >;
  /** What is dirty on the front, as `Catalogue.dirt` gives it: `front` and page numbers, with marks. */
  readonly dirt: Readonly<Record<string, string>>;
  /** The text of a live story, for feeds that give all of it; `undefined` where it is live no more. */
  textOf(card: Card): Promise<Markup | undefined>;
  /** Words of the text of a live story by which search finds it, each once; see story-words.ts. */
  wordsOf(card: Card): Promise<readonly string[]>;
  /** Keys of what the edition before this one put; none where that is not known. */
  formerKeys(): Promise<readonly string[]>;
  now(): Date;
}

/**
 * Prints a kind of front; `argument` is what follows the slash in its name. One of many objects gives
 * them as it goes: what is done with the one before the next is printed need not be held.
 */
export type FrontPrinter = (
  tools: FrontTools,
  argument: string,
) => Promise<Printed[]> | AsyncIterable<Printed>;
