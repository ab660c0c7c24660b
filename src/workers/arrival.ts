import { timelineEntry } from '../queues/send-on.ts';
import type { Arrival, Trip } from '../queues/stage.ts';
import type { Archive } from '../shared/archive/archive.ts';
import type { StageDocument } from '../shared/archive/documents.ts';
import type { Throttled } from '../shared/errors.ts';
import type { Desks } from './story-work.ts';

/** Passes looked back at for what is known of a revision's pictures. */
const MOST_PASSES = 50;

type Here = Pick<Trip, 'story' | 'pass'>;

/** How a story came to the images stage, from the archive: a wait outlasts Redis and restarts. */
export async function arrivalOf(archive: Archive, { story, pass }: Here): Promise<Arrival> {
  const { storyId } = story;
  const [head, review, moderation, earlier] = await Promise.all([
    archive.head(storyId),
    archive.stage(storyId, pass, 'review'),
    archive.stage(storyId, pass, 'moderation'),
    earlierPictures(archive, { story, pass }),
  ]);
  return {
    at: (review ?? moderation)?.at ?? story.received,
    by: review === undefined ? 'pipeline' : byWhom(review),
    isOvertaken: head?.head.pass !== pass,
    earlier,
  };
}

/** The schedule opens a pass in the same way as a person does, and says so. */
function byWhom({ result }: StageDocument): Arrival['by'] {
  const isTimed =
    typeof result === 'object' &&
    result !== null &&
    'trigger' in result &&
    result.trigger === 'schedule';
  return isTimed ? 'embargo' : 'person';
}

/** What the newest pass before this one left of the same revision's pictures. */
async function earlierPictures(archive: Archive, { story, pass }: Here): Promise<unknown> {
  for (let at = pass - 1; at > Math.max(0, pass - MOST_PASSES); at -= 1) {
    const document = await archive.stage(story.storyId, at, 'images');
    if (document === undefined) continue;
    return document.revision === story.revision ? document.result : undefined;
  }
  return undefined;
}

/** Tells the desk, once in a pass, that the story waits and for what; then throws on. */
export async function tellWaiting(
  { story, pass }: Here,
  waiting: Throttled,
  { services: { desk } }: Desks,
): Promise<never> {
  const { storyId, revision } = story;
  const steps = await desk.timeline(storyId);
  const isTold = steps.some((step) => step.pass === pass && step.verdict === 'waits');
  if (!isTold) {
    const entry = timelineEntry({
      ...{ schema: 1, storyId, revision, pass, stage: 'images', verdict: 'waits' },
      ...{ because: [waiting.message], findings: [], at: new Date().toISOString() },
      ...{ ms: 0, waitMs: 0, attempt: 1 },
    });
    await desk.record({ storyId, revision, pass, state: 'imaging', entry });
  }
  throw waiting;
}
