import { DelayedError, type Job, UnrecoverableError } from 'bullmq';
import { retryFor } from '../shared/errors.ts';

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
  if (retry === 'backoff') throw error;
  await job.moveToDelayed(Date.now() + retry.afterMs, token);
  throw new DelayedError();
}
