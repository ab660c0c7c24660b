import type { Likeness } from './likeness.ts';

/** A story that reads like another, and came to moderation before it. */
export interface Alike {
  readonly storyId: string;
  /** How much they have in common, 0 to 1. */
  readonly share: number;
}

/** The stories of the last days by what they say; derived, and rebuilt from the heads. */
export interface LikenessIndex {
  /**
   * Notes what a story says now, and tells which others said nearly the same before: at most 10, the most
   * alike first. Of two stories noted at the same moment exactly one is told of the other.
   */
  note(storyId: string, likeness: Likeness): Promise<readonly Alike[]>;
  /** Notes a story of before, when Redis has lost it. */
  restore(storyId: string, likeness: Likeness, since: Date): Promise<void>;
}
