import { setTimeout as wait } from 'node:timers/promises';
import { type JobState, type JobsOptions, Queue } from 'bullmq';
import type { Redis } from 'ioredis';
import { Unavailable } from '../shared/errors.ts';
import {
  answering,
  backoff,
  frontDelayMs,
  frontPriority,
  pingDelayMs,
  policy,
  priority,
  retention,
  unkept,
} from './policy.ts';
import { type QueueName, queueNames } from './route.ts';
import { type FrontTicket, jobIdFor, Ticket, type TrialTicket } from './tickets.ts';

/** Where a ticket's job is: `gone` when Redis knows nothing of it. */
export type TicketState = 'waiting' | 'active' | 'done' | 'failed' | 'gone';

export interface SendOptions {
  /** Lower runs first; that of a story without urgency where absent. */
  readonly priority?: number;
}

export interface Queues {
  send(queue: QueueName, ticket: Ticket, options?: SendOptions): Promise<void>;
  /**
   * Asks for a front to be rendered, once for a burst of changes.
   * @param delayMs how long it waits for more of them; `now`: somebody waits for it
   */
  sendFront(ticket: FrontTicket, delayMs?: number | 'now'): Promise<void>;
  /** Sends again what Redis has lost or finished; leaves alone what waits or is being worked. */
  resend(queue: QueueName, ticket: Ticket, options?: SendOptions): Promise<boolean>;
  state(queue: QueueName, ticket: Ticket): Promise<TicketState>;
  /** Takes a ticket out of its queue, and out of the queue's memory. False: it is being worked. */
  remove(queue: QueueName, ticket: Ticket): Promise<boolean>;
  /** How many tickets of this priority wait in all queues. */
  waiting(priority: number): Promise<number>;
  /** Asks moderation and waits for what it answers. Throws Unavailable where no worker does. */
  ask(ticket: TrialTicket): Promise<string>;
  /** For dashboards and metrics. */
  readonly all: ReadonlyMap<QueueName, Queue<Ticket>>;
  close(): Promise<void>;
}

/** The hash tag keeps one queue's keys on one node of a Redis Cluster, and spreads the queues. */
export const redisQueueName = (queue: QueueName): string => `{${queue}}`;
export const redisPrefix = 'dateline';

const ticketStates: Record<JobState | 'unknown', TicketState> = {
  waiting: 'waiting',
  prioritized: 'waiting',
  delayed: 'waiting',
  'waiting-children': 'waiting',
  active: 'active',
  completed: 'done',
  failed: 'failed',
  unknown: 'gone',
};

/** A job that was asked for before may wait for its time, or behind others. */
async function hurry(queue: Queue<Ticket>, jobId: string | undefined): Promise<void> {
  const job = jobId === undefined ? undefined : await queue.getJob(jobId);
  if (job === undefined || (await job.isActive())) return;
  try {
    if (await job.isDelayed()) await job.promote();
    await job.changePriority({ priority: priority.decision });
  } catch (error) {
    // It has been taken up meanwhile, which is what was wanted.
    const now = await job.getState();
    if (now === 'delayed' || now === 'prioritized' || now === 'waiting') throw error;
  }
}

/** One job for all that is asked while it waits, and one more for what is asked while it is worked. */
const coalesced = (id: string, delay: number): JobsOptions => ({
  delay,
  deduplication: { id, keepLastIfActive: true },
});

export function openQueues(connection: Redis): Queues {
  const open = (name: QueueName) => {
    const queue = new Queue<Ticket>(redisQueueName(name), { connection, prefix: redisPrefix });
    // The connection's own listener has logged it.
    return queue.on('error', () => undefined);
  };
  const all = new Map(queueNames.map((name) => [name, open(name)]));
  const queueOf = (name: QueueName): Queue<Ticket> => {
    const queue = all.get(name);
    if (queue === undefined) throw new RangeError(`no queue ${name}`);
    return queue;
  };
  const optionsFor = (name: QueueName): JobsOptions => ({
    attempts: policy[name].attempts,
    backoff,
    ...retention,
  });

  async function send(name: QueueName, ticket: Ticket, options: SendOptions = {}): Promise<void> {
    const jobId = jobIdFor(ticket);
    await queueOf(name).add(ticket.kind, Ticket.parse(ticket), {
      ...optionsFor(name),
      priority: options.priority ?? priority.story(),
      ...(jobId !== undefined && { jobId }),
      ...((ticket.kind === 'notice' || ticket.kind === 'delivery') && unkept),
      ...(ticket.kind === 'ping' && coalesced(ticket.front, pingDelayMs)),
    });
  }

  async function state(name: QueueName, ticket: Ticket): Promise<TicketState> {
    const jobId = jobIdFor(ticket);
    if (jobId === undefined) return 'gone';
    return ticketStates[await queueOf(name).getJobState(jobId)];
  }

  async function ask(ticket: TrialTicket): Promise<string> {
    const queue = queueOf('trials');
    const job = await queue.add(ticket.kind, Ticket.parse(ticket), {
      ...{ attempts: 1, priority: priority.decision },
      ...{ removeOnComplete: { age: answering.keptS }, removeOnFail: { age: answering.keptS } },
    });
    const deadline = Date.now() + answering.patienceMs;
    while (Date.now() < deadline) {
      await wait(answering.lookEveryMs);
      const found = await queue.getJob(job.id ?? '');
      if (found?.failedReason) throw new Unavailable(found.failedReason);
      if (typeof found?.returnvalue === 'string') return found.returnvalue;
    }
    throw new Unavailable('No moderation worker has answered.');
  }

  return {
    send,
    state,
    ask,
    async sendFront(ticket, delayMs = frontDelayMs(ticket.front)) {
      const isUrgent = delayMs === 'now';
      const job = await queueOf('fronts').add('front', Ticket.parse(ticket), {
        ...optionsFor('fronts'),
        priority: isUrgent ? priority.decision : frontPriority(ticket.front),
        ...coalesced(ticket.front, isUrgent ? 0 : delayMs),
      });
      if (isUrgent) await hurry(queueOf('fronts'), job.id);
    },
    async resend(name, ticket, options) {
      const now = await state(name, ticket);
      if (now === 'waiting' || now === 'active') return false;
      const jobId = jobIdFor(ticket);
      if (now !== 'gone' && jobId !== undefined) await queueOf(name).remove(jobId);
      await send(name, ticket, options);
      return true;
    },
    async remove(name, ticket) {
      const jobId = jobIdFor(ticket);
      if (jobId === undefined || (await state(name, ticket)) === 'gone') return true;
      // 0 where a worker has it.
      return (await queueOf(name).remove(jobId)) === 1;
    },
    async waiting(place) {
      const counts = await Promise.all(
        [...all.values()].map((queue) => queue.getCountsPerPriority([place])),
      );
      return counts.reduce((sum, count) => sum + (count[place] ?? 0), 0);
    },
    all,
    async close() {
      await Promise.all([...all.values()].map((queue) => queue.close()));
    },
  };
}
