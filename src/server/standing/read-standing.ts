import type { FastifyBaseLogger } from 'fastify';
import { z } from 'zod';
import type { StoryAnswer } from '../api/story-answer.ts';
import { waitingSubmission } from '../api/story-documents.ts';
import { askRedis } from '../redis-reach.ts';
import type { ServerTools } from '../server-tools.ts';
import { placeInQueue } from './place-in-queue.ts';
import { type Answer, sentenceOf, whyNotLive } from './why-not-live.ts';

export const StandingAnswer = z
  .object({
    storyId: z.string(),
    isLive: z.boolean(),
    because: z.string(),
    next: z.string().describe('What happens by itself, or who must do what'),
    sentence: z.string().describe('Both in one sentence'),
  })
  .meta({ id: 'Standing' });

/** Why the story is not live and what comes next. */
export async function readStanding(
  tools: ServerTools,
  story: StoryAnswer,
  log: FastifyBaseLogger,
): Promise<Answer & { readonly sentence: string }> {
  const { services, redis } = tools;
  const { archive, reviewDesk } = services;
  const [place, claims, embargoed, came, held] = await Promise.all([
    askRedis({ redis, log }, () => placeInQueue(tools, story), undefined),
    story.state === 'held'
      ? askRedis({ redis, log }, () => reviewDesk.claims([story.storyId]), undefined)
      : undefined,
    story.state === 'scheduled' && story.revision > 0
      ? archive.revision(story.storyId, story.revision).then((one) => one.embargoed ?? null)
      : null,
    story.timeline.length === 0 ? waitingSubmission(archive, story.storyId) : undefined,
    story.state === 'withdrawn' ? archive.head(story.storyId) : undefined,
  ]);
  const answer = whyNotLive(
    {
      ...{ state: story.state, revision: story.revision, because: becauseOf(story) },
      since: sinceOf(story, came?.envelope.received),
      liveRevision: story.live?.revision ?? null,
      rules: story.findings.flatMap(({ action, rule }) => (action === 'note' ? [] : [rule])),
      embargoed,
      claimedBy: claims?.get(story.storyId)?.by ?? null,
      isErased: held?.head.erased !== undefined,
    },
    place,
    Date.now(),
  );
  return { ...answer, sentence: sentenceOf(answer) };
}

/** Publish only says that a page is down; why it is, who asked for it has said. */
function becauseOf({ state, because, timeline }: StoryAnswer): readonly string[] {
  if (state !== 'withdrawn') return because;
  const asked = timeline.findLast(
    ({ stage, verdict }) => verdict === 'withdrawn' && stage !== 'publish',
  );
  return asked === undefined || asked.because.length === 0 ? because : asked.because;
}

/** When its newest pass did something last, or when it came to the door. */
function sinceOf({ state, live, timeline }: StoryAnswer, came: string | undefined): string {
  if (state === 'live' && live !== null) return live.at;
  return timeline.at(-1)?.at ?? came ?? new Date().toISOString();
}
