import { priority } from '../queues/policy.ts';
import { sendOn, timelineEntry } from '../queues/send-on.ts';
import type { Ingested, SubmissionStage } from '../queues/stage.ts';
import type { Ticket } from '../queues/tickets.ts';
import type { QueueWork } from './run-queue.ts';
import type { Desks } from './story-work.ts';

/** Puts ingest behind its queue: a submission becomes a pass, its ticket goes on, the inbox empties. */
export function submissionWork(stage: SubmissionStage, desks: Desks): QueueWork {
  return {
    async work(ticket, { waitMs, attempt }) {
      const ingested = await stage(submissionTicket(ticket), { waitMs, attempt });
      if (ingested === null) return 'done';
      await tell(ingested, desks);
      await ingested.conclude();
      return ingested.document?.verdict ?? 'failed';
    },
    async giveUp(ticket, error) {
      // The submission stays in the inbox, where the sweeper finds it and people see it.
      desks.services.log.error({ err: error, ticket }, 'a submission could not be ingested');
    },
  };
}

async function tell(ingested: Ingested, { services, queues }: Desks): Promise<void> {
  const { document, about, hasPictures, goesOn, urgency, because = [] } = ingested;
  if (document === null) {
    services.log.warn({ ...about, because }, 'a submission failed');
    if (about.storyId === null) return;
    const { storyId, source, externalId, headline } = about;
    await services.desk.record({
      ...{ storyId, revision: 0, pass: 0, state: 'failed' },
      entry: failedEntry(because),
      about: { source, externalId, headline: headline || externalId },
    });
    return;
  }
  if (goesOn) {
    const tools = { desk: services.desk, queues };
    return sendOn(tools, {
      ...{ document, hasPictures, about, priority: priority.story(urgency) },
    });
  }
  const { storyId, revision, pass, verdict } = document;
  await services.desk.record({
    ...{ storyId, revision, pass, about, entry: timelineEntry(document) },
    ...(verdict === 'withdrawn' && { state: 'withdrawn' }),
  });
}

const failedEntry = (because: readonly string[]) => ({
  stage: 'ingest',
  verdict: 'failed',
  at: new Date().toISOString(),
  ms: 0,
  waitMs: 0,
  attempt: 1,
  revision: 0,
  pass: 0,
  because,
});

function submissionTicket(ticket: Ticket) {
  if (ticket.kind !== 'submission') throw new TypeError(`a ${ticket.kind} ticket came to ingest`);
  return ticket;
}
