import { concludePass } from '../queues/conclude-pass.ts';
import type { Queues } from '../queues/queues.ts';
import { END, REVIEW, type RouteRow } from '../queues/route.ts';
import { onwards, sendOn, timelineEntry } from '../queues/send-on.ts';
import type { Outcome, StoryStage, Trip } from '../queues/stage.ts';
import type { StoryTicket, Ticket } from '../queues/tickets.ts';
import { hasAftermath } from '../shared/archive/aftermath.ts';
import { EndState, type StageDocument } from '../shared/archive/documents.ts';
import { endPass, putFailure } from '../shared/archive/passes.ts';
import { isCanary } from '../shared/canary.ts';
import type { Finding } from '../shared/finding.ts';
import type { Meter } from '../shared/metrics/meter.ts';
import type { Services } from '../shared/services.ts';
import type { Story } from '../shared/story.ts';
import type { QueueWork, Run } from './run-queue.ts';

export interface Desks {
  readonly services: Services;
  readonly queues: Queues;
}

/**
 * Puts a stage that decides about a story behind its queue: load, decide, record, send on. The
 * record that stands wins: a second run finds the first one's document and sends its ticket on.
 */
export function storyWork<R extends RouteRow>(
  stage: R,
  decide: StoryStage<R>,
  desks: Desks,
): QueueWork {
  return {
    giveUp: giveUpStory(stage, desks),
    async work(ticket, run) {
      const { storyId, revision, pass } = storyTicket(ticket);
      const story = await desks.services.archive.revision(storyId, revision);
      run.trace({ trace: story.trace });
      const began = performance.now();
      const outcome = await decide(tripOf(desks.services, { story, pass }, run));
      const ms = Math.round(performance.now() - began);
      const document = await desks.services.archive.putStage(
        documentOf({ stage, story, pass, outcome, ms, run }),
      );
      if (stage === 'moderation' && !isCanary(story)) countFindings(document, desks.services.meter);
      await conclude(document, { story, run, desks });
      return document.verdict;
    },
  };
}

const isGrave = ({ weight, action }: Finding): boolean =>
  weight > 0 || action === 'hold' || action === 'reject';

function countFindings({ verdict, findings }: StageDocument, meter: Meter): void {
  for (const { rule, action } of findings) meter.count('findings', { rule, action });
  if (verdict !== 'held' && verdict !== 'rejected') return;
  for (const rule of new Set(findings.filter(isGrave).map((finding) => finding.rule))) {
    meter.count('held', { rule, verdict });
  }
}

/** Sends the story on; where the pass ends here, writes that into the head first. */
async function conclude(
  document: StageDocument,
  { story, run, desks }: { story: Story; run: Run; desks: Desks },
): Promise<void> {
  const hasPictures = story.images.length > 0;
  const next = onwards(document, hasPictures);
  const ends = next === END || next === REVIEW;
  const state = next === REVIEW ? 'held' : EndState.safeParse(document.verdict).data;
  if (ends) {
    if (state === undefined) throw new RangeError(`${document.verdict} is no end`);
    await endPass(desks.services.archive, document, { state, because: document.because });
  }
  await sendOn(
    { desk: desks.services.desk, queues: desks.queues },
    { document, hasPictures, ...(run.priority !== undefined && { priority: run.priority }) },
  );
  if (ends) await concludePass(concluding(desks), document, state);
}

/** What a stage sees of a pass. */
export function tripOf(
  { archive }: Services,
  { story, pass }: { readonly story: Story; readonly pass: number },
  { signal, isLastAttempt }: Run,
): Trip {
  return {
    story,
    pass,
    signal,
    isLastAttempt,
    result: async (stage) => (await archive.stage(story.storyId, pass, stage))?.result,
  };
}

function documentOf<R extends RouteRow>({
  stage,
  story,
  pass,
  outcome,
  ms,
  run,
}: {
  stage: R;
  story: Story;
  pass: number;
  outcome: Outcome<R, unknown>;
  ms: number;
  run: Run;
}): StageDocument {
  return {
    schema: 1,
    storyId: story.storyId,
    revision: story.revision,
    pass,
    stage,
    verdict: outcome.verdict,
    because: [...outcome.because],
    findings: [...(outcome.findings ?? [])],
    at: new Date().toISOString(),
    ms,
    waitMs: run.waitMs,
    attempt: run.attempt,
    result: outcome.result,
  };
}

/** A story that gave up is failed, visibly; what was live of it stays live. */
export function giveUpStory(stage: string, desks: Desks): QueueWork['giveUp'] {
  const { services } = desks;
  return async (ticket, error, run) => {
    const { storyId, revision, pass } = storyTicket(ticket);
    const because = [`${stage} gave up: ${error.message}`];
    const head = await endPass(services.archive, { storyId, pass }, { state: 'failed', because });
    if (await hasAftermath(services.archive, head, pass)) {
      // Its marker stays, and the sweeper sends it again.
      services.log.error({ err: error, ticket }, 'what follows a publication has not been done');
      return;
    }
    const hasFailed = head.pass === pass && head.ended?.state === 'failed';
    if (head.pass === pass) {
      services.meter.count('failed', { stage });
      const document: StageDocument = {
        ...{ schema: 1, storyId, revision, pass, stage, verdict: 'failed', because, findings: [] },
        at: head.ended?.at ?? new Date().toISOString(),
        ...{ ms: 0, waitMs: run.waitMs, attempt: run.attempt },
      };
      if (hasFailed) await putFailure(services.archive, document);
      const entry = timelineEntry(document);
      // Where a newer revision waits, for a person or its time, it waits on.
      const state = hasFailed ? { state: 'failed' as const } : {};
      await services.desk.record({ storyId, revision, pass, ...state, entry });
    }
    await concludePass(concluding(desks), { storyId, pass }, hasFailed ? 'failed' : 'superseded');
  };
}

export const concluding = ({ services, queues }: Desks) => ({
  archive: services.archive,
  subscribers: services.subscribers,
  queues,
});

export function storyTicket(ticket: Ticket): StoryTicket {
  if (ticket.kind !== 'story')
    throw new TypeError(`a ${ticket.kind} ticket came to a story's queue`);
  return ticket;
}
