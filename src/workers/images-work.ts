import { priority } from '../queues/policy.ts';
import { sendOn } from '../queues/send-on.ts';
import type { ImagesStages, StoryStage } from '../queues/stage.ts';
import type { Archive } from '../shared/archive/archive.ts';
import type { Head } from '../shared/archive/documents.ts';
import { type Opening, openPass } from '../shared/archive/open-pass.ts';
import { Throttled } from '../shared/errors.ts';
import { arrivalOf, tellWaiting } from './arrival.ts';
import { appointFirstVisit, hasLatePictures } from './late-pictures.ts';
import type { QueueWork, Run } from './run-queue.ts';
import { type Desks, storyTicket, storyWork, tripOf } from './story-work.ts';

/** How soon to look again whether the pass with the essential renditions is live. */
const NOT_LIVE_RETRY_MS = 100;

/** Images behind its queue; what is left of the ladder goes to the queue of slow renditions. */
export function imagesWork({ images, isComplete }: ImagesStages, desks: Desks): QueueWork {
  const { archive } = desks.services;
  const decide: StoryStage<'images'> = async (trip) => {
    const arrival = await arrivalOf(archive, trip);
    const outcome = await images({ ...trip, arrival }).catch((error: unknown) => {
      if (!(error instanceof Throttled)) throw error;
      return tellWaiting(trip, error, desks);
    });
    const { storyId, revision } = trip.story;
    // On the schedule first: once its document stands, a story goes on without coming back here.
    if (outcome.verdict === 'ready') {
      await appointFirstVisit(archive, { storyId, revision, pass: trip.pass }, outcome.result);
    }
    return outcome;
  };
  const essential = storyWork('images', decide, desks);
  return {
    giveUp: essential.giveUp,
    async work(ticket, run) {
      const verdict = await essential.work(ticket, run);
      const { storyId, pass } = storyTicket(ticket);
      const document = await desks.services.archive.stage(storyId, pass, 'images');
      if (document !== undefined && !isComplete(document.result)) {
        await desks.queues.send('renditions', ticket, { priority: priority.renditions });
      }
      return verdict;
    },
  };
}

/**
 * Slow renditions behind their queue. When they are made, the live page is released again with
 * them, in a pass of its own; a story that is not live takes them up whenever it is.
 */
export function renditionsWork({ renditions }: ImagesStages, desks: Desks): QueueWork {
  const { services, queues } = desks;
  return {
    async giveUp(ticket, error) {
      services.log.error({ err: error, ticket }, 'slow renditions could not be made');
    },
    async work(ticket, run) {
      const { storyId, revision, pass } = storyTicket(ticket);
      await afterItsPage(services.archive, { storyId, pass });
      const story = await services.archive.revision(storyId, revision);
      run.trace({ trace: story.trace });
      const began = performance.now();
      const trip = tripOf(services, { story, pass }, run);
      const decided = await renditions(trip);
      const hasLate = hasLatePictures(await trip.result('images'), decided.result);
      const outcome = { ...decided, hasLate };
      const ms = Math.round(performance.now() - began);
      const opened = await openPass<{ verdict: 'unchanged' }>(services.archive, storyId, (head) =>
        openingFor(head, { revision, outcome, ms, run }),
      );
      if ('stop' in opened) return opened.stop.verdict;
      await sendOn(
        { desk: services.desk, queues },
        {
          document: opened.document,
          hasPictures: true,
          quiet: true,
          priority: priority.renditions,
        },
      );
      return outcome.verdict;
    },
  };
}

/** The cores are the page's until it is readable. Throws Throttled while it is not. */
async function afterItsPage(
  archive: Archive,
  { storyId, pass }: { readonly storyId: string; readonly pass: number },
): Promise<void> {
  const head = (await archive.head(storyId))?.head;
  if (head?.pass === pass && head.ended === null) {
    throw new Throttled('waits for the page to be live', NOT_LIVE_RETRY_MS);
  }
}

function openingFor(
  head: Head | undefined,
  {
    revision,
    outcome,
    ms,
    run,
  }: {
    revision: number;
    outcome: Awaited<ReturnType<ImagesStages['renditions']>> & { hasLate: boolean };
    ms: number;
    run: Run;
  },
): Opening | { readonly stop: { verdict: 'unchanged' } } {
  const stop = { stop: { verdict: 'unchanged' as const } };
  if (head === undefined || head.revision !== revision || outcome.verdict === 'unchanged') {
    return stop;
  }
  if (head.ended === null) throw new Throttled('waits for the page to be live', NOT_LIVE_RETRY_MS);
  // Of a story under embargo, only a picture that has come late must be in what is built.
  const isTaken =
    head.ended.state === 'live' || (head.ended.state === 'scheduled' && outcome.hasLate);
  if (!isTaken) return stop;
  return {
    head: { ...head, trigger: 'renditions' },
    revision,
    document: {
      stage: 'images',
      verdict: 'ready',
      because: [...outcome.because],
      findings: [],
      result: outcome.result,
      ms,
      waitMs: run.waitMs,
      attempt: run.attempt,
    },
  };
}
