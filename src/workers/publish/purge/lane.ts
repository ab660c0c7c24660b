import { setTimeout as pause } from 'node:timers/promises';
import { Throttled } from '../../../shared/errors.ts';
import type { Manner, Purger } from './purger.ts';
import type { TokenBucket } from './token-bucket.ts';

/** First wait after a failure, doubled each time up to the last. */
export interface Patience {
  readonly firstMs: number;
  readonly longestMs: number;
}

interface Waiting {
  readonly tags: readonly string[];
  readonly done: () => void;
  readonly failed: (error: unknown) => void;
}

export interface LaneTools {
  readonly purger: Purger;
  readonly bucket: TokenBucket;
  readonly manner: Manner;
  /** Takes what the bucket keeps back for what was taken down. */
  readonly isUrgent: boolean;
  readonly collectMs: number;
  readonly patience: Patience;
  readonly onFailure: (error: unknown, failures: number) => void;
  readonly signal: AbortSignal;
}

/**
 * Purges one batch after another. What comes while a batch is under way, or waits for its turn, goes
 * with the next: a burst of a thousand stories is a handful of requests.
 */
export function openLane(tools: LaneTools): { purge(tags: readonly string[]): Promise<void> } {
  const waiting = new Set<Waiting>();
  let isRunning = false;

  async function run(): Promise<void> {
    isRunning = true;
    while (waiting.size > 0) {
      await pause(tools.collectMs, undefined, { signal: tools.signal });
      for (const { done } of await purgeUntilTaken(waiting, tools)) done();
    }
    isRunning = false;
  }

  return {
    purge: (tags) =>
      new Promise((done, failed) => {
        waiting.add({ tags, done, failed });
        if (isRunning) return;
        // Only the end of this process stops a lane; what it owes is in the archive.
        run().catch((error: unknown) => {
          for (const one of waiting) one.failed(error);
        });
      }),
  };
}

/**
 * Takes all that waits anew for each try: what came while the vendor was away goes with it. What
 * comes while a try is under way does not, though its tags be the same: the site has changed since.
 */
async function purgeUntilTaken(
  waiting: Set<Waiting>,
  tools: LaneTools,
): Promise<readonly Waiting[]> {
  const { patience, signal } = tools;
  let wait = patience.firstMs;
  for (let failures = 1; ; failures += 1) {
    const taken = [...waiting];
    try {
      await purgeAll([...new Set(taken.flatMap(({ tags }) => tags))], tools);
      for (const one of taken) waiting.delete(one);
      return taken;
    } catch (error) {
      signal.throwIfAborted();
      tools.onFailure(error, failures);
      const asked = error instanceof Throttled && typeof error.retry === 'object';
      const afterMs = asked ? error.retry.afterMs : wait * (0.5 + Math.random() / 2);
      await pause(Math.min(afterMs, patience.longestMs), undefined, { signal });
      wait = Math.min(patience.longestMs, wait * 2);
    }
  }
}

async function purgeAll(tags: readonly string[], tools: LaneTools): Promise<void> {
  for (const batch of batches(tags, tools.purger.most)) {
    await tools.bucket.take(tools.isUrgent, tools.signal);
    await tools.purger.purge(batch, tools.manner);
  }
}

/** Requests as full as the vendor takes them. */
export function batches(tags: readonly string[], most: Purger['most']): string[][] {
  const made: string[][] = [];
  let bytes = 0;
  for (const tag of tags) {
    const last = made.at(-1);
    bytes += tag.length + 1;
    if (last !== undefined && last.length < most.tags && bytes <= most.bytes) {
      last.push(tag);
    } else {
      made.push([tag]);
      bytes = tag.length + 1;
    }
  }
  return made;
}
