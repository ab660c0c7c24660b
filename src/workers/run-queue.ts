import { DelayedError, type Job, Worker } from 'bullmq';
import type { Redis } from 'ioredis';
import type { Logger } from 'pino';
import { locking, policy } from '../queues/policy.ts';
import { redisPrefix, redisQueueName } from '../queues/queues.ts';
import type { QueueName } from '../queues/route.ts';
import { Ticket } from '../queues/tickets.ts';
import type { Meter } from '../shared/metrics/meter.ts';
import { translateRedis } from '../shared/redis-errors.ts';
import { openRunRecord, type RunRecord, type Traced } from './run-record.ts';
import { settle, settlementOf } from './settle.ts';

/** What is known of one run of a job, besides its ticket. */
export interface Run {
  /** How long the job waited in its queue. */
  readonly waitMs: number;
  /** 1 for the first, one more after each failure or kill; coming back for its turn counts for none. */
  readonly attempt: number;
  readonly isLastAttempt: boolean;
  /** Lower runs first; what the job sends on inherits it. */
  readonly priority: number | undefined;
  /** Aborted when the lock is lost or the process must stop. */
  readonly signal: AbortSignal;
  /** Tells the log whose work this is, once that is known. */
  readonly trace: (traced: Traced) => void;
}

/** Works one ticket; returns the verdict, for dashboards. */
export type Work = (ticket: Ticket, run: Run) => Promise<string>;

export interface QueueWork {
  readonly work: Work;
  /** Records that the ticket will not be worked again. */
  readonly giveUp: (ticket: Ticket, error: Error, run: Run) => Promise<void>;
}

export interface RunTools {
  readonly connection: Redis;
  readonly log: Logger;
  readonly meter: Meter;
}

/** The one BullMQ worker: every queue is worked by it, whatever stands behind. */
export function runQueue(
  name: QueueName,
  { work, giveUp }: QueueWork,
  { connection, ...watching }: RunTools,
): Worker<Ticket, string> {
  const { log } = watching;
  const quiet: RunRecord['trace'] = () => undefined;
  // Three parameters: BullMQ makes the signal only for a function that declares it.
  const workJob = async (
    job: Job<Ticket, string>,
    token: string | undefined,
    signal: AbortSignal | undefined,
  ): Promise<string> => {
    const ticket = Ticket.parse(job.data);
    const known = runOf(job, signal ?? new AbortController().signal);
    const record = openRunRecord(name, { ticket, ...known, ...watching });
    const run = { ...known, trace: record.trace };
    try {
      const verdict = await work(ticket, run);
      record.done(verdict);
      return verdict;
    } catch (thrown) {
      const error = translateRedis(thrown);
      const settlement = settlementOf(error, job);
      record.failed(error, settlement);
      if (settlement.kind === 'end') {
        const other = await failureOf(() => giveUp(ticket, asError(error), run));
        // What cannot be written down now has not ended: it comes to its end once more.
        if (other !== undefined) return settle(settlementOf(other, job), other, { job, token });
      }
      return settle(settlement, error, { job, token });
    }
  };
  const worker = new Worker<Ticket, string>(redisQueueName(name), workJob, {
    connection,
    prefix: redisPrefix,
    concurrency: policy[name].concurrency,
    ...locking,
  });
  worker.on('lockRenewalFailed', (ids) => {
    for (const id of ids) worker.cancelJob(id, 'its lock is lost');
  });
  worker.on('failed', (job, error) => {
    // A job that killed its workers too often never reaches the catch above.
    if (job === undefined || !error.message.includes('stalled more than')) return;
    // BullMQ counts giving it up as a failure, too; no run began for that.
    const attempt = job.attemptsMade - 1 + job.stalledCounter;
    const run = { ...runOf(job, new AbortController().signal), attempt, trace: quiet };
    giveUp(Ticket.parse(job.data), error, run).catch((failure: unknown) =>
      log.error({ err: failure, queue: name }, 'could not quarantine a job'),
    );
  });
  worker.on('error', (error) => {
    if (!(error instanceof DelayedError)) log.debug({ err: error.message, queue: name }, 'worker');
  });
  return worker;
}

function runOf(job: Job<Ticket, string>, signal: AbortSignal): Omit<Run, 'trace'> {
  return {
    waitMs: Math.max(0, (job.processedOn ?? Date.now()) - job.timestamp - (job.opts.delay ?? 0)),
    attempt: job.attemptsMade + job.stalledCounter + 1,
    isLastAttempt: job.attemptsMade + 1 >= (job.opts.attempts ?? 1),
    // As it is now: a job may have been moved up since it was sent.
    priority: job.priority || undefined,
    signal,
  };
}

async function failureOf(act: () => Promise<void>): Promise<unknown> {
  try {
    await act();
    return undefined;
  } catch (error) {
    return translateRedis(error);
  }
}

const asError = (error: unknown): Error =>
  error instanceof Error ? error : new Error(String(error));
