import { concludePass } from '../queues/conclude-pass.ts';
import { priority } from '../queues/policy.ts';
import { sendOn, timelineEntry } from '../queues/send-on.ts';
import type { Ingested, IngestStages, WorkContext } from '../queues/stage.ts';
import type { Ticket } from '../queues/tickets.ts';
import type { QueueWork } from './run-queue.ts';
import { concluding, type Desks, giveUpStory } from './story-work.ts';

/** Puts ingest behind its queue: a submission becomes a pass, its ticket goes on, the inbox empties. */
export function submissionWork(stages: IngestStages, desks: Desks): QueueWork {
  const giveUpRepair = giveUpStory('ingest', desks);
  return {
    async work(ticket, { waitMs, attempt, priority: place, trace }) {
      const ingested = await ingestedBy(stages, ticket, { waitMs, attempt });
      if (ingested === null) return 'done';
      const { document, about } = ingested;
      trace({
        trace: ingested.trace,
        story: about.storyId ?? undefined,
        revision: document?.revision,
      });
      // A person waits for the repair that they ordered; a submission goes by its urgency.
      const told = ticket.kind === 'submission' ? ticket : { place };
      await tell(ingested, told, desks);
      await ingested.conclude();
      const { ended } = ingested;
      if (document !== null && ended !== undefined) {
        await concludePass(concluding(desks), document, ended);
      }
      return document?.verdict ?? 'failed';
    },
    async giveUp(ticket, error, run) {
      if (ticket.kind === 'story') return giveUpRepair(ticket, error, run);
      // The submission stays in the inbox, where the sweeper finds it and people see it.
      desks.services.meter.count('failed', { stage: 'ingest' });
      desks.services.log.error({ err: error, ticket }, 'a submission could not be ingested');
    },
  };
}

function ingestedBy(
  stages: IngestStages,
  ticket: Ticket,
  context: WorkContext,
): Promise<Ingested | null> {
  switch (ticket.kind) {
    case 'submission':
      return stages.submission(ticket, context);
    case 'story':
      return stages.repair(ticket, context);
    default:
      throw new TypeError(`a ${ticket.kind} ticket came to ingest`);
  }
}

async function tell(
  ingested: Ingested,
  { place, submissionId }: { readonly place?: number | undefined; readonly submissionId?: string },
  { services, queues }: Desks,
): Promise<void> {
  const { document, about, hasPictures, goesOn, urgency, because = [] } = ingested;
  if (document === null) {
    const { storyId, source, externalId, headline } = about;
    services.meter.count('failed', { stage: 'ingest' });
    services.log.warn({ story: storyId, source, because }, 'a submission failed');
    if (storyId === null) return;
    await services.desk.record({
      ...{ storyId, revision: 0, pass: 0, state: 'failed' },
      entry: { ...failedEntry(because), submission: submissionId },
      about: { source, externalId, headline: headline || externalId },
    });
    return;
  }
  if (goesOn) {
    const tools = { desk: services.desk, queues };
    return sendOn(tools, {
      ...{ document, hasPictures, about, priority: place ?? priority.story(urgency) },
    });
  }
  const { storyId, revision, pass, verdict } = document;
  await services.desk.record({
    ...{ storyId, revision, pass, about },
    entry: { ...timelineEntry(document), submission: submissionId },
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
