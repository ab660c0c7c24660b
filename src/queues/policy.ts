import { kindOf } from '../shared/catalogue/front-names.ts';
import type { QueueName } from './route.ts';

/** How a queue's jobs are worked and kept. */
export interface QueuePolicy {
  /** Jobs at once in one worker process. */
  readonly concurrency: number;
  /** Runs at most, for errors that ask for another. */
  readonly attempts: number;
}

export const policy: Readonly<Record<QueueName, QueuePolicy>> = {
  ingest: { concurrency: 16, attempts: 5 },
  moderation: { concurrency: 8, attempts: 5 },
  // A picture that cannot be had soon is left out; the slow lane asks for it again.
  images: { concurrency: 4, attempts: 2 },
  render: { concurrency: 8, attempts: 5 },
  publish: { concurrency: 16, attempts: 5 },
  renditions: { concurrency: 1, attempts: 5 },
  fronts: { concurrency: 2, attempts: 5 },
  // Whoever asks waits for the answer: a second run would answer nobody.
  trials: { concurrency: 1, attempts: 1 },
  // The next poll is the next attempt.
  feeds: { concurrency: 4, attempts: 1 },
  // For hubs: a delivery that fails comes back by its schedule at no cost.
  notify: { concurrency: 32, attempts: 8 },
};

/** First wait before another run; doubled each time, half of it by chance. */
export const backoff = { type: 'exponential', delay: 300, jitter: 0.5 } as const;

/** While a service of our own is away, milliseconds. */
const outage = { least: 1000, most: 30_000, giveUpAfter: 3 * 24 * 3_600_000 } as const;

/**
 * How long a job waits for a service of our own that has been away from it for so long: by chance, at
 * most as long again, so that thousands of jobs do not come back at once. `undefined`: so long that it
 * may be the job's own fault, and it fails like any other.
 */
export function waitForOutage(awayMs: number): number | undefined {
  if (awayMs > outage.giveUpAfter) return undefined;
  return Math.random() * Math.min(outage.most, Math.max(outage.least, awayMs));
}

/**
 * Lower runs first. Every job has one: BullMQ runs jobs without a priority before all others.
 */
export const priority = {
  /** A person waits for it; above all a withdrawal. */
  decision: 5,
  /** By the urgency of the wire: 1 (the highest) to 9; 5 for a story that names none. */
  story: (urgency = 5): number => 10 + urgency,
  /** What readers open first is never behind the topics of a burst, nor these before stories. */
  front: 15,
  topic: 30,
  sitemap: 40,
  /** Many stories at once, which nothing new waits for. */
  bulk: 50,
  renditions: 100,
  /** Who is to be told of a pass; before anything is delivered, which may take long. */
  notice: 10,
  delivery: 20,
  feed: 200,
} as const;

/** Finished jobs are kept for the dashboards only; the archive is the record. */
export const retention = {
  removeOnComplete: { age: 3600, count: 1000 },
  removeOnFail: { age: 14 * 24 * 3600 },
} as const;

/** What the queue keeps no trace of: its own log has it, and a ticket sent again must count. */
export const unkept = { removeOnComplete: true, removeOnFail: true } as const;

/** A killed worker's job runs again after a lock and a check: 12 s measured, 15 s promised. */
export const locking = { lockDuration: 10_000, stalledInterval: 5000, maxStalledCount: 3 } as const;

interface FrontPolicy {
  /** How long a front waits for more changes before it is rendered. */
  readonly first: number;
  /** How long at most, while one change follows another. */
  readonly most: number;
  readonly priority: number;
}

/** By kind of front. */
const frontPolicies: Readonly<Record<string, FrontPolicy>> = {
  tag: { first: 1000, most: 4000, priority: priority.topic },
  author: { first: 1000, most: 4000, priority: priority.topic },
  // Nobody reads a sitemap the moment a story is live, and its parts are long; the index is last.
  month: { first: 3000, most: 3000, priority: priority.sitemap },
  news: { first: 3000, most: 3000, priority: priority.sitemap },
  sitemap: { first: 4000, most: 4000, priority: priority.sitemap },
  search: { first: 60_000, most: 60_000, priority: priority.sitemap },
};
const usual: FrontPolicy = { first: 250, most: 4000, priority: priority.front };

const policyOf = (front: string): FrontPolicy => frontPolicies[kindOf(front)] ?? usual;

export const frontPriority = (front: string): number => policyOf(front).priority;

/** So many editions in a row come at the usual pace; each later one waits twice as long. */
const briskEditions = 3;

/**
 * How long a front waits for more changes. @param editions how many there were in the present spell
 * of changes: a burst of a thousand stories writes the home page a handful of times.
 */
export function frontDelayMs(front: string, editions = 0): number {
  const { first, most } = policyOf(front);
  const doublings = Math.min(16, Math.max(0, editions - briskEditions));
  return Math.min(most, first * 2 ** doublings);
}

/** How long a front waits for more changes before its hub is told, milliseconds. */
export const pingDelayMs = 1000;

/** How long a person waits for moderation's answer to a question, and how long it is kept for them. */
export const answering = { patienceMs: 60_000, lookEveryMs: 50, keptS: 120 } as const;
