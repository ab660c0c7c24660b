import type { FastifyInstance, FastifyReply } from 'fastify';
import { z } from 'zod';
import { StaleDecision } from '../../../queues/decision.ts';
import { isSubmissionId } from '../../../shared/ids.ts';
import type { Story } from '../../../shared/story.ts';
import { storyOrNot } from '../../api/stories.ts';
import { nameOf, type Visit } from '../../people/access.ts';
import { carryOut, retryStory } from '../../review/carry-out.ts';
import type { ServerTools } from '../../server-tools.ts';
import { formFields, namedIn, parsed, storyIdIn } from '../forms.ts';
import { sendPage } from '../layout.ts';
import { type StoryAction, storyActions } from './actions-part.ts';
import { checkEdge } from './edge-check.ts';
import { mediaRoute } from './media.ts';
import { readRecord } from './read-record.ts';
import { storyPage } from './story-page.ts';
import { readSubmissionOf, submissionPage } from './submission-page.ts';

const Revision = z.coerce.number().int().positive().optional().catch(undefined);
const Query = z.object({
  done: z
    .enum(Object.keys(storyActions) as [StoryAction])
    .optional()
    .catch(undefined),
  edge: z.literal('1').optional().catch(undefined),
  from: Revision,
  to: Revision,
});
const ActForm = z.object({
  revision: z.coerce.number().int().nonnegative(),
  reason: z.string().trim().max(2000).default(''),
});
const SubmissionParams = z.object({ submission: z.string().refine(isSubmissionId) });

const done: Readonly<Record<StoryAction, string>> = {
  retry: 'The story goes on from where it failed.',
  discard: 'The story is discarded.',
  republish: 'The story is on its way to the site again.',
  remoderate: 'Moderation looks at the story again.',
  withdraw: 'The story is being taken down.',
};

const read = { config: { access: 'viewer' }, schema: { hide: true } } as const;

/** `/desk/stories/:id`: all of one story, and what can be done with it. */
export function storyRoom(scope: FastifyInstance, tools: ServerTools): void {
  mediaRoute(scope, tools);
  scope.get('/desk/stories/:id', read, (request, reply) =>
    sendStoryPage(tools, { request, reply }, {}),
  );
  scope.get('/desk/stories/:id/submissions/:submission', read, async (request, reply) => {
    const { source, storyId } = await storyOrNot(tools, storyIdIn(request), request.log);
    const { submission: submissionId } = namedIn(request, SubmissionParams);
    const wanted = { storyId, source, submissionId };
    const found = await readSubmissionOf(tools, wanted);
    return sendPage(reply, {
      ...{ title: 'Submission', room: '/desk/stories' },
      ...{ newsroom: tools.services.newsroom.site.name, person: request.person },
      body: submissionPage(storyId, found),
    });
  });
  for (const [action, { least }] of Object.entries(storyActions)) {
    scope.post(
      `/desk/stories/:id/${action}`,
      { config: { access: least }, schema: { hide: true } },
      (request, reply) => act(tools, { request, reply }, action as StoryAction),
    );
  }
}

async function act(tools: ServerTools, visit: Visit, action: StoryAction): Promise<FastifyReply> {
  const { request, reply } = visit;
  const storyId = storyIdIn(request);
  const { revision, reason } = parsed(ActForm, formFields(request));
  if (reason === '') {
    const fault = 'Say why; it is kept with the story.';
    return sendStoryPage(tools, visit, { fault, status: 422 });
  }
  const order = { storyId, revision, reason, by: nameOf(request) };
  try {
    if (action === 'retry') await retryStory(tools, order, request.log);
    else await carryOut(tools, { action, ...order }, request.log);
  } catch (error) {
    if (!(error instanceof StaleDecision)) throw error;
    const fault = `${error.message} This is how it stands now.`;
    return sendStoryPage(tools, visit, { fault, reason, status: 409 });
  }
  return reply.redirect(`/desk/stories/${storyId}?done=${action}`, 303);
}

async function sendStoryPage(
  tools: ServerTools,
  { request, reply }: Visit,
  { fault, reason = '', status = 200 }: { fault?: string; reason?: string; status?: number },
): Promise<FastifyReply> {
  const storyId = storyIdIn(request);
  const query = parsed(Query, request.query);
  const record = await readRecord(tools, storyId, request.log);
  const checked = query.edge && (await checkEdge(tools.services, record.site));
  const title = record.story.headline || record.story.externalId;
  return sendPage(
    reply,
    {
      ...{ title, room: '/desk/stories', newsroom: tools.services.newsroom.site.name },
      ...{ person: request.person, follows: storyId },
      body: storyPage({
        ...{ record, checked, fault, reason, now: Date.now() },
        role: request.person?.role ?? 'viewer',
        compared: comparedIn(record.revisions, query),
        notice: query.done && done[query.done],
      }),
    },
    status,
  );
}

function comparedIn(
  revisions: readonly Story[],
  { from, to }: { from?: number | undefined; to?: number | undefined },
): { before: Story; after: Story } | undefined {
  const before = revisions.find(({ revision }) => revision === from);
  const after = revisions.find(({ revision }) => revision === to);
  return before && after && { before, after };
}
