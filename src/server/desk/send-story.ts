import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Repair } from '../../shared/repair.ts';
import { placeAfter, repaired } from '../../shared/repair.ts';
import type { Removed } from '../../shared/story.ts';
import { storyOrNot } from '../api/stories.ts';
import { nameOf, type Visit } from '../people/access.ts';
import { ProblemError } from '../problems.ts';
import { askRedis } from '../redis-reach.ts';
import { type ReviewAnswer, readReview } from '../review/review.ts';
import type { ServerTools } from '../server-tools.ts';
import { mayDecide, storyIdIn } from './forms.ts';
import { sendPage } from './layout.ts';
import type { Filled } from './page-content.ts';
import { reviewPage } from './review-page.ts';

export interface Showing {
  readonly filled?: Filled;
  readonly preview?: readonly Repair[] | undefined;
  readonly notice?: string | undefined;
  readonly fault?: string;
  readonly status?: number;
}

const nothing: Filled = { reason: '', cut: [], falseAlarm: [] };

/** Tells other reviewers that somebody opened the story. */
export async function claimStory(
  { services, redis }: ServerTools,
  request: FastifyRequest,
): Promise<void> {
  const storyId = storyIdIn(request);
  const claim = () => services.reviewDesk.claim(storyId, nameOf(request));
  await askRedis({ redis, log: request.log }, claim, undefined);
}

/** The page of a story, with what was filled in, or as it would be after repairs. */
export async function sendStory(
  tools: ServerTools,
  { request, reply }: Visit,
  { filled, preview, notice, fault, status = 200 }: Showing,
): Promise<FastifyReply> {
  const storyId = storyIdIn(request);
  const { services } = tools;
  const [story, review, lists] = await Promise.all([
    storyOrNot(tools, storyId, request.log),
    readReview(tools, storyId, request.log),
    services.lists.all(),
  ]);
  if (review === undefined)
    throw new ProblemError('not-found', 'Nothing of this story is here yet.');
  const { removed } = await services.archive.revision(storyId, review.revision);
  const shown = preview === undefined ? { review, removed } : after(review, removed, preview);
  const paused = (await services.sources.find(story.source))?.paused ?? null;
  const title = review.fields['/headline'] ?? story.externalId;
  const page = {
    ...shown,
    ...{ story, paused, notice, fault, now: Date.now() },
    preview: preview?.map((repair) => ({ ...repair, was: wordsAt(review, repair) })),
    mayDecide: mayDecide(request),
    reader: nameOf(request),
    lists: lists.filter(({ origin }) => origin === 'archive').map(({ name }) => name),
    filled: filled ?? { ...nothing, cut: proposed(story.findings) },
  };
  return sendPage(
    reply,
    {
      ...{ title, room: '/desk/review', newsroom: services.newsroom.site.name },
      person: request.person,
      body: reviewPage(page),
    },
    status,
  );
}

/** What moderation proposes to cut is ticked from the start. */
const proposed = (findings: readonly { action: string }[]): number[] =>
  findings.flatMap(({ action }, at) => (action === 'strip' ? [at] : []));

/** What stands at a place, as it was submitted. */
const wordsAt = ({ fields }: ReviewAnswer, { field, offset, length }: Repair): string =>
  (fields[field] ?? '').slice(offset, offset + length);

/** The texts with repairs made, and where hidden parts are then. */
function after(
  review: ReviewAnswer,
  removed: readonly Removed[],
  repairs: readonly Repair[],
): { review: ReviewAnswer; removed: readonly Removed[] } {
  const fields = Object.entries(review.fields).map(([field, text]) => {
    const ofField = repairs.filter((repair) => repair.field === field);
    return [field, repaired(text, ofField)] as const;
  });
  const left = removed.flatMap((part) => placeAfter({ ...part, field: '/body' }, repairs) ?? []);
  // What a hidden part says after the repair is read from the text, not from what ingest kept of it.
  const asRead = left.map((part) => (part.kind === 'hidden' ? { ...part, text: '' } : part));
  return { review: { ...review, fields: Object.fromEntries(fields) }, removed: asRead };
}
