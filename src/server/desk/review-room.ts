import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { addTerm } from '../api/lists.ts';
import { listStories, storyOrNot } from '../api/stories.ts';
import { nameOf } from '../people/access.ts';
import type { ServerTools } from '../server-tools.ts';
import { doerOf, pauseSource } from '../sources/change.ts';
import { decideByForm } from './decide-by-form.ts';
import { mayDecide, parsed, reasonIn, storyIdIn, termIn } from './forms.ts';
import { sendPage } from './layout.ts';
import { type HeldStory, reviewList } from './review-list.ts';
import { claimStory, sendStory } from './send-story.ts';

const PAGE = 50;

const ListQuery = z.object({
  source: z.string().max(40).optional(),
  cursor: z.string().max(100).optional(),
  done: z.enum(['released', 'repaired', 'rejected']).optional().catch(undefined),
});
const PageQuery = z.object({
  done: z.enum(['term', 'pause', 'resume']).optional().catch(undefined),
});

const notices = {
  released: 'The story is released.',
  repaired: 'The story goes on without the parts you cut; moderation looks at it once more.',
  rejected: 'The story is rejected.',
  term: 'The term is on the list: stories with it are held from now on.',
  pause: 'The source is blocked: what it sends is held.',
  resume: 'The source may send again; what was held meanwhile stays held.',
} as const;

const read = {
  config: { access: 'viewer' },
  schema: { hide: true },
} as const;
const write = { config: { access: 'editor' }, schema: { hide: true } } as const;

/** `/desk/review`: held stories, and each with what is needed to decide. */
export function reviewRoom(scope: FastifyInstance, tools: ServerTools): void {
  scope.get('/desk/review', read, (request, reply) => sendList(tools, request, reply));
  scope.get('/desk/review/:id', read, async (request, reply) => {
    const { done } = parsed(PageQuery, request.query);
    if (mayDecide(request)) await claimStory(tools, request);
    return sendStory(tools, { request, reply }, { notice: done && notices[done] });
  });
  scope.post('/desk/review/:id', write, (request, reply) =>
    decideByForm(tools, { request, reply }),
  );
  scope.post('/desk/review/:id/term', write, async (request, reply) => {
    const { list, ...term } = termIn(request);
    await addTerm(tools, list, { ...term, by: nameOf(request) });
    return reply.redirect(`/desk/review/${storyIdIn(request)}?done=term`, 303);
  });
  for (const verb of ['pause', 'resume'] as const) {
    scope.post(`/desk/review/:id/${verb}`, write, async (request, reply) => {
      const storyId = storyIdIn(request);
      const reason = reasonIn(request);
      const { source: id } = await storyOrNot(tools, storyId, request.log);
      await pauseSource(tools, { verb, id, reason }, doerOf(request));
      return reply.redirect(`/desk/review/${storyId}?done=${verb}`, 303);
    });
  }
}

async function sendList(
  tools: ServerTools,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { source, cursor, done } = parsed(ListQuery, request.query);
  const { items, next } = await listStories(tools, {
    ...{ state: 'held', order: 'oldest', limit: PAGE },
    ...(source && { source }),
    ...(cursor && { cursor }),
  });
  const held = await Promise.all(items.map((story) => withReason(tools, story)));
  const notice = done && notices[done];
  return sendPage(reply, {
    ...{ title: 'Review', room: '/desk/review', newsroom: tools.services.newsroom.site.name },
    person: request.person,
    body: reviewList({ held, next, source, notice, now: Date.now() }),
  });
}

/** Why a story is held, as the archive says. */
async function withReason(
  { services }: ServerTools,
  story: HeldStory['story'],
): Promise<HeldStory> {
  const because = (await services.archive.head(story.storyId))?.head.ended?.because ?? [];
  const [why = 'The reason is in its timeline.', ...more] = because;
  return { story, why, moreReasons: more.length };
}
