import { concludePass } from '../queues/conclude-pass.ts';
import { sendOn } from '../queues/send-on.ts';
import type { Published, PublishStage } from '../queues/stage.ts';
import type { FrontTicket, StoryTicket } from '../queues/tickets.ts';
import type { StageDocument } from '../shared/archive/documents.ts';
import { isOwnFront } from '../shared/catalogue/front-names.ts';
import { Throttled } from '../shared/errors.ts';
import { countLive } from './count-live.ts';
import { makeWhole } from './make-whole.ts';
import type { QueueWork, Run } from './run-queue.ts';
import { sendFronts, sendFrontsNow } from './send-fronts.ts';
import { concluding, type Desks, giveUpStory } from './story-work.ts';

/** How soon to look again whether the fronts have let go of a story that is withdrawn. */
const FRONTS_RETRY_MS = 100;

/**
 * Puts publish behind its queue: passes of stories, editions of fronts, and the site as a whole.
 * @param stopping aborted when the worker is to finish what it does
 */
export function publishWork(stage: PublishStage, desks: Desks, stopping: AbortSignal): QueueWork {
  const giveUp = giveUpStory('publish', desks);
  return {
    async giveUp(ticket, error, run) {
      // A front that could not be put stays dirty, and the sweeper asks for it again.
      if (ticket.kind === 'story') await giveUp(ticket, error, run);
    },
    async work(ticket, run) {
      if (ticket.kind === 'front') return publishEdition(ticket, { stage, desks });
      if (ticket.kind === 'site') {
        return makeWhole(stage.whole, desks, AbortSignal.any([run.signal, stopping]));
      }
      if (ticket.kind === 'story') return publishPass(ticket, { stage, run, desks });
      throw new TypeError(`a ${ticket.kind} ticket came to publish`);
    },
  };
}

/** The hub hears of feeds once they can be read; a front without feeds of its own has no ping. */
async function publishEdition(
  ticket: FrontTicket,
  { stage, desks }: { stage: PublishStage; desks: Desks },
): Promise<string> {
  const verdict = await stage.edition(ticket);
  const { hub } = desks.services.newsroom.site.feeds;
  if (verdict === 'live' && hub !== undefined && isOwnFront(ticket.front)) {
    await desks.queues.send('notify', { kind: 'ping', front: ticket.front });
  }
  return verdict;
}

async function publishPass(
  { storyId, revision, pass }: StoryTicket,
  { stage, run, desks }: { stage: PublishStage; run: Run; desks: Desks },
): Promise<string> {
  const { archive } = desks.services;
  const began = performance.now();
  const story = await archive.revision(storyId, revision);
  run.trace({ trace: story.trace });
  const published = await stage.publish({ story, pass });
  if (published.verdict === 'waits') {
    await sendFrontsNow(published.soiled, desks);
    throw new Throttled('waits for the fronts to let go of the story', FRONTS_RETRY_MS);
  }
  const ms = Math.round(performance.now() - began);
  const record = { storyId, revision, pass, published, ms, run };
  if (published.verdict === 'live' || published.verdict === 'withdrawn') {
    // A re-run that finds its record has told everybody; only what is retired is left.
    const isTold =
      published.isRerun && (await archive.stage(storyId, pass, 'publish')) !== undefined;
    if (!isTold) {
      await stage.purge(published);
      if (published.verdict === 'live') countLive(desks.services.meter, published.head, story);
      await stage.list(published.release, published.head);
      const send = published.verdict === 'withdrawn' ? sendFrontsNow : sendFronts;
      await Promise.all([
        send(published.release.affected, desks),
        tell(await archive.putStage(documentOf(record)), story.images.length > 0, desks),
      ]);
    }
    await stage.askForPages(published);
    await stage.retire(published);
  } else {
    await tell(documentOf(record), story.images.length > 0, desks);
  }
  await concludePass(concluding(desks), { storyId, pass }, published.verdict);
  return published.verdict;
}

const tell = (document: StageDocument, hasPictures: boolean, desks: Desks): Promise<void> =>
  sendOn({ desk: desks.services.desk, queues: desks.queues }, { document, hasPictures });

function documentOf({
  storyId,
  revision,
  pass,
  published,
  ms,
  run,
}: {
  storyId: string;
  revision: number;
  pass: number;
  published: Exclude<Published, { verdict: 'waits' }>;
  ms: number;
  run: Run;
}): StageDocument {
  return {
    ...{ schema: 1, storyId, revision, pass, stage: 'publish', findings: [], ms },
    verdict: published.verdict,
    because: [...published.because],
    at: new Date().toISOString(),
    waitMs: run.waitMs,
    attempt: run.attempt,
    result: undefined,
  };
}
