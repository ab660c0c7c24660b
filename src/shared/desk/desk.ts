import { z } from 'zod';
import type { State } from '../archive/documents.ts';
import type { Flow } from './flow.ts';
import type { OpenWork } from './open-work.ts';

/** One step of a story, as people see it (DESIGN: contract). */
export const TimelineEntry = z.object({
  stage: z.string(),
  verdict: z.string(),
  /** End of the step, RFC 3339 UTC. */
  at: z.string(),
  ms: z.number(),
  waitMs: z.number(),
  attempt: z.number(),
  revision: z.number(),
  pass: z.number(),
  because: z.array(z.string()).readonly(),
  /** Of what made no revision, so that it can be looked at. */
  submission: z.string().optional(),
});
export type TimelineEntry = Readonly<z.infer<typeof TimelineEntry>>;

/** What is known at the moment of a step, kept for lists of stories. */
export interface DeskEntry {
  readonly storyId: string;
  readonly source: string;
  readonly externalId: string;
  readonly headline: string;
  readonly state: State;
  readonly revision: number;
  readonly pass: number;
  /** RFC 3339, UTC. */
  readonly updated: string;
  /** When it last set out: came to the door, or was let go on by a person (RFC 3339, UTC). */
  readonly began?: string;
}

export interface StepRecord {
  readonly storyId: string;
  readonly revision: number;
  readonly pass: number;
  /** The state after the step; absent, or of an older pass than the desk knows: no change. */
  readonly state?: State;
  /** The pass is one that nobody waits for (slow renditions): only its failure is a change of state. */
  readonly quiet?: boolean;
  /** The pass had ended and goes on: its state moves back. */
  readonly reopened?: boolean;
  readonly entry?: TimelineEntry;
  /** Given when the story is first seen or its newest revision has changed. */
  readonly about?: {
    readonly source: string;
    readonly externalId: string;
    readonly headline: string;
  };
}

export interface StepEvent {
  /** For Last-Event-ID. */
  readonly id: string;
  readonly data: TimelineEntry & {
    readonly storyId: string;
    readonly source?: string | undefined;
    readonly headline?: string | undefined;
  };
}

export interface StoryQuery {
  /** `unpublished`: under way, and waiting for nobody. By when it set out, then. */
  readonly state?: State | 'unpublished';
  readonly source?: string;
  /** Words looked for in headline, story id and external id, without regard to case. */
  readonly q?: string;
  readonly cursor?: string;
  /** By the last change of state; the newest first where absent. */
  readonly order?: 'newest' | 'oldest';
  readonly limit: number;
}

/** Where each story is. Derived: the archive's heads and stage documents are the truth. */
export interface Desk extends Flow {
  record(step: StepRecord): Promise<void>;
  /** Restores an entry from the archive; says nothing to watchers. */
  restore(entry: DeskEntry): Promise<void>;
  /** Keeps where a story is, and no word of it: headline, external id, timeline and events go. */
  erase(storyId: string): Promise<void>;
  find(storyId: string): Promise<DeskEntry | undefined>;
  timeline(storyId: string): Promise<TimelineEntry[]>;
  /** Newest change first, unless the query says otherwise. */
  search(query: StoryQuery): Promise<{ items: DeskEntry[]; next: string | null }>;
  /** How many stories are in each state. */
  counts(): Promise<Partial<Record<State, number>>>;
  /** What the sweeper found open when it last listed the archive. */
  noteOpenWork(work: OpenWork): Promise<void>;
  openWork(): Promise<OpenWork | undefined>;
  /** Steps after the id (or from now on), until the signal aborts. Replays at most the last 1,000. */
  watch(after: string | undefined, signal: AbortSignal): AsyncIterable<StepEvent>;
}
