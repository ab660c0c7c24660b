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
  // A try that fails comes back by the schedule and costs no attempt: these are for our own stores.
  notify: { concurrency: 32, attempts: 5 },
};

/** First wait before another run; doubled each time, half of it by chance. */
export const backoff = { type: 'exponential', delay: 300, jitter: 0.5 } as const;

/**
 * Lower runs first. Every job has one: BullMQ runs jobs without a priority before all others.
 */
export const priority = {
  /** A person waits for it; above all a withdrawal. */
  decision: 5,
  /** By the urgency of the wire: 1 (the highest) to 9; 5 for a story that names none. */
  story: (urgency = 5): number => 10 + urgency,
  front: 15,
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

/**
 * A front waits this long for more changes before it is rendered. Nobody reads a sitemap the moment
 * a story is live, and it is the one front that takes the whole catalogue to render.
 */
export const frontDelayMs = (front: string): number => (front === 'sitemap' ? 2000 : 250);

/** How long a person waits for moderation's answer to a question, and how long it is kept for them. */
export const answering = { patienceMs: 60_000, lookEveryMs: 50, keptS: 120 } as const;
