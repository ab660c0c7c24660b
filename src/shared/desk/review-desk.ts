import type { Lesson } from './lesson.ts';
import type { Precedent } from './precedent.ts';

/** Somebody who reads a held story; it tells others, and stops nobody. */
export interface Claim {
  readonly by: string;
  /** RFC 3339, UTC. */
  readonly until: string;
}

/** All that reviewers have taught, oldest first; another `version` when that changes. */
export interface Lessons {
  readonly version: string;
  readonly all: readonly Lesson[];
}

/** What reviewers want to know of each other, and moderation of them. Derived or passing: Redis may lose it. */
export interface ReviewDesk {
  /** Takes or renews a claim; answers whose it is, which may be another's. */
  claim(storyId: string, by: string): Promise<Claim>;
  /** Gives up one's own claim. */
  letGo(storyId: string, by: string): Promise<void>;
  claims(storyIds: readonly string[]): Promise<ReadonlyMap<string, Claim>>;
  /** Keeps a decision under what stories are like each other by. Safe to repeat. */
  note(precedent: Precedent, likenesses: readonly string[]): Promise<void>;
  /** The newest decisions on stories like this, without its own. */
  precedents(storyId: string, likenesses: readonly string[]): Promise<readonly Precedent[]>;
  /** Keeps what a decision teaches; the newest 2,000 lessons are kept. Safe to repeat. */
  teach(lessons: readonly Lesson[], at: string): Promise<void>;
  /** `undefined` where nothing has changed since this version. */
  lessons(since?: string): Promise<Lessons | undefined>;
  /** Forgets all that was decided about a story, and what it taught. Safe to repeat. */
  erase(storyId: string): Promise<void>;
  /** Takes the lessons of a decision back; whether there were any. */
  forget(storyId: string, pass: number): Promise<boolean>;
}
