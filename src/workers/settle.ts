import { DelayedError, type Job, UnrecoverableError } from 'bullmq';
import { waitForOutage } from '../queues/policy.ts';
import { Setback } from '../queues/setback.ts';
import { Outage, retryFor } from '../shared/errors.ts';
import { translateRedis } from '../shared/redis-errors.ts';

/** Characters of a reason that a job keeps. */
const MOST_BECAUSE = 400;

/** What becomes of a job that failed: `later` costs no attempt. */
export type Settlement =
  | { readonly kind: 'end' }
  | { readonly kind: 'retry'; readonly setback: Setback }
  | {
      readonly kind: 'later';
      readonly setback: Setback;
      readonly afterMs: number;
      /** Whether it has already come back for the same reason. */
      readonly isOld: boolean;
    };

/** What the error asks for, and what is left of the job's attempts and its patience. */
export function settlementOf(error: unknown, job: Job, now = Date.now()): Settlement {
  const retry = retryFor(error);
  const because = (error instanceof Error ? error.message : String(error)).slice(0, MOST_BECAUSE);
  const { attempts = 1 } = job.opts;
  const before = Setback.safeParse(job.progress).data;
  if (typeof retry === 'object') {
    const isOld = before?.kind === 'waits';
    return { kind: 'later', setback: { kind: 'waits', because }, afterMs: retry.afterMs, isOld };
  }
  const isOld = before?.kind === 'away';
  const since = isOld ? before.since : now;
  const setback = retry === 'outage' ? away(because, since) : failed(because);
  // Of a job that runs once, nobody waits for another run.
  if (retry === 'outage' && attempts > 1) {
    const afterMs = waitForOutage(now - since);
    if (afterMs !== undefined) return { kind: 'later', setback, afterMs, isOld };
  }
  if (retry === 'never' || job.attemptsMade + 1 >= attempts) return { kind: 'end' };
  return { kind: 'retry', setback };
}

const away = (because: string, since: number): Setback => ({ kind: 'away', because, since });
const failed = (because: string): Setback => ({ kind: 'failed', because });

/** Does that with the job: gives up, backs off, or comes back later. */
export async function settle(
  settlement: Settlement,
  error: unknown,
  { job, token }: { readonly job: Job; readonly token: string | undefined },
): Promise<never> {
  if (settlement.kind === 'end') {
    if (retryFor(error) !== 'never') throw error;
    throw Object.assign(new UnrecoverableError(String(error)), { cause: error });
  }
  const isNoted = await note(settlement.setback, job);
  if (settlement.kind === 'retry') throw error;
  // What cannot be noted cannot grow either: then it is the age of the job that does.
  const afterMs = isNoted ? settlement.afterMs : waitForOutage(Date.now() - job.timestamp);
  await job.moveToDelayed(Date.now() + (afterMs ?? settlement.afterMs), token);
  throw new DelayedError();
}

/** False: Redis is full. It takes no word more, but still moves what it has. */
async function note(setback: Setback, job: Job): Promise<boolean> {
  try {
    await job.updateProgress(setback);
    return true;
  } catch (error) {
    if (!(translateRedis(error) instanceof Outage)) throw error;
    return false;
  }
}
