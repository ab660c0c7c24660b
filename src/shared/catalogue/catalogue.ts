import type { Card } from '../archive/publication.ts';

/** A story on a front, with the number that fixes which sealed page it is on. */
export interface Listed {
  readonly number: number;
  readonly card: Card;
}

/** One process rebuilds at a time, or half a catalogue could be marked as complete. */
export interface RebuildTurn {
  /** Marks the catalogue as complete; false where the turn was lost meanwhile. */
  finish(): Promise<boolean>;
  /** Gives the turn up, after a failure. */
  abandon(): Promise<void>;
}

/** Where a live story is listed. */
export interface Listing {
  readonly fronts: readonly string[];
  readonly numbers: Readonly<Record<string, number>>;
  /** Fronts of its last live state. */
  readonly former: readonly string[];
  /** Other stories that its page shows, each with its mark. */
  readonly related: Readonly<Record<string, string>>;
}

export interface FrontTally {
  readonly front: string;
  readonly stories: number;
}

/** What one change marks on a front: the front itself, and sealed pages by number. */
export interface Dirt {
  readonly front: string;
  /** Sealed pages to be written again. */
  readonly pages: readonly number[];
}

/**
 * What is live, by front and time. Derived: rebuilt from the heads whenever its complete mark is
 * missing. Fronts are named in front-names.ts; `sitemap`, `news` and `site` (404 page, robots, assets)
 * list nothing of their own.
 */
export interface Catalogue {
  /** Whether the fronts may be rendered from it. */
  isComplete(): Promise<boolean>;
  /** Forgets everything, the complete mark first; undefined while another process rebuilds. */
  startRebuild(): Promise<RebuildTurn | undefined>;
  /** Whether Redis has restarted since, and may have forgotten the last second. */
  hasRestarted(): Promise<boolean>;
  /** Names the time since Redis' last start. */
  run(): Promise<string>;
  /** Everything that the heads say has been restored; `run` as it was before that began. */
  noteRestored(run: string): Promise<void>;
  /** Notes that Redis has forgotten nothing so far; not where that is still to be restored. */
  noteWhole(): Promise<void>;
  /** When that was noted last: what was done before it has outlived every restart since. */
  wholeAt(): Promise<Date | undefined>;
  /**
   * Gives the story a number on each front where it has none yet; returns all of them. Throws
   * Throttled for a new number while the catalogue is not complete: it could be another story's.
   */
  assignNumbers(
    storyId: string,
    fronts: readonly string[],
    known: Readonly<Record<string, number>>,
  ): Promise<Record<string, number>>;
  /** Lists the story on its fronts, no longer on others of `former`, and marks the dirt: all at once. */
  list(card: Card, listing: Listing, dirt: readonly Dirt[]): Promise<void>;
  /** Takes the story from every front named and marks the dirt, all at once. */
  remove(storyId: string, fronts: readonly string[], dirt: readonly Dirt[]): Promise<void>;
  isListed(storyId: string): Promise<boolean>;
  /** What fronts show of a story; `undefined` where they do not. */
  card(storyId: string): Promise<Card | undefined>;
  /**
   * Live stories that are this one in other languages: the original first, then what was translated
   * from it, the oldest first, without the story itself; a bounded number. Each has the others.
   */
  translations(card: Pick<Card, 'storyId' | 'original'>): Promise<Card[]>;
  /** Live stories whose pages show this one, each with the mark of what it shows of it. */
  showing(storyId: string): Promise<Record<string, string>>;
  /** Notes that a story uses these renditions, by their keys in the site; before they are put. */
  addMediaUses(storyId: string, renditions: readonly string[]): Promise<void>;
  dropMediaUses(storyId: string, renditions: readonly string[]): Promise<void>;
  /** Those of the renditions that no live story uses. */
  unusedMedia(renditions: readonly string[]): Promise<string[]>;
  /** Newest first by first publication; on a part of the sitemap, by last change. */
  newest(front: string, limit: number): Promise<Card[]>;
  /** Stories whose numbers lie in the range (both ends included), lowest number first. */
  numbered(front: string, from: number, to: number): Promise<Listed[]>;
  /** The highest number given on a front; 0 where there is none. */
  highest(front: string): Promise<number>;
  /** The newest sealed page of a front that has been put into the site; 0 where there is none. */
  sealed(front: string): Promise<number>;
  /** Notes that the sealed pages up to this one are in the site. */
  noteSealed(front: string, page: number): Promise<void>;
  /** Every card of a front, newest first as in `newest`, read in pages; for parts of the sitemap. */
  all(front: string): AsyncIterable<Card>;
  /** As `all`, but only what was first published after the moment (milliseconds since 1970). */
  publishedAfter(front: string, moment: number): AsyncIterable<Card>;
  /** Every front that lists a story, with how many; fullest first. */
  fronts(): Promise<FrontTally[]>;

  /** Marks fronts as to be rendered again. */
  soil(dirt: readonly Dirt[]): Promise<void>;
  /** What is dirty on a front: `front` and page numbers, each with its mark. */
  dirt(front: string): Promise<Record<string, string>>;
  /** Clears what still bears the mark it had when the edition was rendered. True: nothing is left. */
  clean(front: string, marks: Readonly<Record<string, string>>): Promise<boolean>;
  /** The longest dirty first. */
  dirtyFronts(): Promise<string[]>;
  /** The same, each with since when something has changed that is not on it, in milliseconds. */
  dirtySince(): Promise<ReadonlyMap<string, number>>;
  /** A number for a new edition, which grows over restarts, and the one given before; 0: none is known. */
  nextEdition(front: string): Promise<{ edition: number; after: number }>;
  /** Notes that all of an edition is in the site. */
  notePublished(front: string, edition: number): Promise<void>;
  /**
   * Whether this edition is the last one noted. False too where Redis has restarted since: it may have
   * forgotten that a later one was begun.
   */
  isLastPublished(front: string, edition: number): Promise<boolean>;
  /** How many editions of each front there were in its present spell of changes. */
  spells(fronts: readonly string[]): Promise<number[]>;
}
