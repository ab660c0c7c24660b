import type { State } from '../archive/documents.ts';

/**
 * How long stories took from the door (or a person's decision) to live: upper ends of the classes
 * that they are counted in, in milliseconds; the last class has none.
 */
export const tookLimits = [
  ...[250, 500, 1000, 2000, 5000, 10_000],
  ...[30_000, 60_000, 300_000, 1_800_000],
] as const;

/** What happened in one minute, or in ten. */
export interface FlowPoint {
  /** Its beginning, in milliseconds since 1970. */
  readonly at: number;
  /** Steps by stage. */
  readonly done: Readonly<Record<string, number>>;
  readonly failed: Readonly<Record<string, number>>;
  /** Stories that came to be live. */
  readonly live: number;
  /** Of these, how many took how long: a count for each class of `tookLimits`, and one more. */
  readonly took: readonly number[];
}

/** How many requests of a source were answered how: `accepted`, `replayed`, or a status. */
export interface Knocks {
  readonly source: string;
  readonly result: string;
  readonly count: number;
}

/** One day of a source (UTC); counts by result of the door and by verdict of moderation. */
export interface SourceDay {
  readonly day: string;
  readonly counts: Readonly<Record<string, number>>;
}

export interface SourceHealth {
  /** When it last knocked with this result (RFC 3339, UTC). */
  readonly last: Readonly<Record<string, string>>;
  /** Newest first; a week. */
  readonly days: readonly SourceDay[];
}

/** Figures of the newsroom's work. Derived and bounded: Redis may lose them. */
export interface Flow {
  /** By minutes of the last hour, or by ten minutes of the last day; oldest first. */
  flow(span: 'hour' | 'day'): Promise<readonly FlowPoint[]>;
  /** Since when the story that is longest in a state is in it. */
  oldest(): Promise<Partial<Record<State, string>>>;
  noteKnocks(knocks: readonly Knocks[]): Promise<void>;
  sourceHealth(source: string): Promise<SourceHealth>;
}

/**
 * The time within which this share of stories was live, as the upper end of its class; `undefined`
 * where none was, Infinity beyond the last class.
 */
export function tookAtMost(points: readonly FlowPoint[], share: number): number | undefined {
  const sums = Array.from({ length: tookLimits.length + 1 }, (_, at) =>
    points.reduce((sum, { took }) => sum + (took[at] ?? 0), 0),
  );
  const total = sums.reduce((sum, count) => sum + count, 0);
  if (total === 0) return undefined;
  let seen = 0;
  for (const [at, count] of sums.entries()) {
    seen += count;
    if (seen >= total * share) return tookLimits[at] ?? Number.POSITIVE_INFINITY;
  }
  return Number.POSITIVE_INFINITY;
}
