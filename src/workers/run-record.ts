import type { Logger } from 'pino';
import { type QueueName, route, stages } from '../queues/route.ts';
import type { Ticket } from '../queues/tickets.ts';
import { DatelineError } from '../shared/errors.ts';
import type { Meter } from '../shared/metrics/meter.ts';
import type { Settlement } from './settle.ts';

/** Whose work a run does, where its ticket does not say it. */
export interface Traced {
  readonly story?: string | undefined;
  readonly revision?: number | undefined;
  /** The W3C trace id under which the submission came. */
  readonly trace?: string | undefined;
}

/** What log and metrics get to know of one run: names and numbers, never what a story says. */
export interface RunRecord {
  trace(traced: Traced): void;
  done(verdict: string): void;
  failed(error: unknown, settlement: Settlement): void;
}

export interface RecordedRun {
  readonly ticket: Ticket;
  readonly waitMs: number;
  readonly attempt: number;
  readonly log: Logger;
  readonly meter: Meter;
}

const known: ReadonlySet<string> = new Set([...stages, 'renditions']);

/** Takes down the beginning of a run (debug) and its end (info, where a story moved). */
export function openRunRecord(
  queue: QueueName,
  { ticket, waitMs, attempt, log, meter }: RecordedRun,
): RunRecord {
  const began = performance.now();
  const isStory = known.has(queue) && ticket.kind !== 'front';
  const facts: Record<string, unknown> = { stage: queue, ...factsOf(ticket), attempt, waitMs };
  log.debug(facts, 'begins');
  const elapsed = (): number => performance.now() - began;

  return {
    trace(traced) {
      for (const [name, value] of Object.entries(traced)) {
        if (value !== undefined) facts[name] = value;
      }
    },
    done(verdict) {
      const named = Object.hasOwn(route[queue], verdict) ? verdict : 'other';
      const ms = elapsed();
      meter.observe('stageDuration', { stage: queue, verdict: named }, ms / 1000);
      meter.observe('stageWait', { stage: queue }, waitMs / 1000);
      meter.latest('progress', { queue }, Date.now() / 1000);
      facts.verdict = named;
      facts.ms = Math.round(ms);
      if (isStory) log.info(facts, 'done');
      else log.debug(facts, 'done');
    },
    failed(error, settlement) {
      const { kind: then } = settlement;
      const name = error instanceof DatelineError ? error.name : 'Error';
      meter.count('jobErrors', { stage: queue, error: name, then });
      if (settlement.kind !== 'later') {
        log.warn({ ...facts, then, err: error }, 'a stage failed');
        return;
      }
      // Waiting for its turn is no failure; of an outage each job tells once.
      const { because: why, kind: reason } = settlement.setback;
      const isNews = reason === 'away' && !settlement.isOld;
      log[isNews ? 'warn' : 'debug']({ ...facts, why }, 'comes back later');
    },
  };
}

/** Of a ticket its names; a question's text stays out of the log. */
function factsOf(ticket: Ticket): Readonly<Record<string, string | number | undefined>> {
  switch (ticket.kind) {
    case 'story':
      return { story: ticket.storyId, revision: ticket.revision, pass: ticket.pass };
    case 'submission':
      return { submission: ticket.submissionId };
    case 'front':
      return { front: ticket.front, edition: ticket.edition };
    case 'feed':
      return { source: ticket.source };
    case 'ping':
      return { front: ticket.front };
    case 'notice':
      return { story: ticket.storyId, pass: ticket.pass };
    case 'delivery':
      return { subscriber: ticket.subscriber, delivery: ticket.delivery };
    case 'trial':
    case 'site':
      return {};
  }
}
