import type { Repair } from '../../shared/repair.ts';
import type { Pause } from '../../shared/sources.ts';
import type { Removed } from '../../shared/story.ts';
import type { StoryAnswer } from '../api/story-answer.ts';
import type { ReviewAnswer } from '../review/review.ts';

/** What somebody had filled in when the page was shown last. */
export interface Filled {
  readonly reason: string;
  readonly cut: readonly number[];
  readonly falseAlarm: readonly number[];
}

export interface ReviewPage {
  readonly story: StoryAnswer;
  readonly review: ReviewAnswer;
  readonly removed: readonly Removed[];
  readonly mayDecide: boolean;
  /** Name of who reads the page. */
  readonly reader: string;
  /** Set while the source is blocked. */
  readonly paused: Pause | null;
  /** Names of lists that a term can be added to. */
  readonly lists: readonly string[];
  readonly filled: Filled;
  /** Set where the text is shown as it would be after these. */
  readonly preview: readonly (Repair & { readonly was: string })[] | undefined;
  readonly notice: string | undefined;
  readonly fault: string | undefined;
  readonly now: number;
}
