import { DelayedError, type Job, UnrecoverableError } from 'bullmq';
import type { Setback } from '../queues/setback.ts';
import { retryFor } from '../shared/errors.ts';

/** Characters of a reason that a job keeps. */
const MOST_BECAUSE = 400;

/** Whether a job that failed with this error will not run again. */
export function isFinal(error: unknown, job: Job): boolean {
  const retry = retryFor(error);
  if (retry === 'never') return true;
  return retry === 'backoff' && job.attemptsMade + 1 >= (job.opts.attempts ?? 1);
}

/** Does with the job what its error asks for: give up, come back later, or back off. */
export async function settle(error: unknown, job: Job, token: string | undefined): Promise<never> {
  const retry = retryFor(error);
  if (retry === 'never') {
    throw Object.assign(new UnrecoverableError(String(error)), { cause: error });
  }
  const kind = retry === 'backoff' ? 'failed' : 'waits';
  const because = (error instanceof Error ? error.message : String(error)).slice(0, MOST_BECAUSE);
  await job.updateProgress({ kind, because } satisfies Setback);
  if (retry === 'backoff') throw error;
  await job.moveToDelayed(Date.now() + retry.afterMs, token);
  throw new DelayedError();
}
