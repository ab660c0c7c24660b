import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { findStories, listStories } from '../api/stories.ts';
import type { ServerTools } from '../server-tools.ts';
import { parsed } from './forms.ts';
import { sendPage } from './layout.ts';
import { storiesPage } from './stories-page.ts';
import { StoryFilter } from './story-filter.ts';

const PAGE = 50;
const MOST_WAITING = 10;

/** `/desk/stories`: every story, found by what is known of it. */
export function storiesRoom(scope: FastifyInstance, tools: ServerTools): void {
  scope.get(
    '/desk/stories',
    { config: { access: 'viewer' }, schema: { hide: true } },
    (request, reply) => sendStories(tools, request, reply),
  );
}

async function sendStories(
  tools: ServerTools,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  // Fields of the form that were left empty are not asked for.
  const given = Object.entries(Object(request.query)).filter(([, value]) => value !== '');
  const filter = parsed(StoryFilter, Object.fromEntries(given));
  const { q, source, state, cursor } = filter;
  const order = filter.order ?? (state === 'unpublished' ? 'oldest' : 'newest');
  const isFirst = given.length === 0;
  const [found, waiting, sources] = await Promise.all([
    findStories(
      tools,
      {
        ...{ limit: PAGE, order },
        ...(q && { q }),
        ...(source && { source }),
        ...(state && { state }),
        ...(cursor && { cursor }),
      },
      request.log,
    ),
    isFirst
      ? listStories(tools, { state: 'unpublished', order: 'oldest', limit: MOST_WAITING })
      : undefined,
    tools.services.sources.list(),
  ]);
  const sourceIds = sources.map(({ id }) => id);
  return sendPage(reply, {
    ...{ title: 'Stories', room: '/desk/stories', newsroom: tools.services.newsroom.site.name },
    person: request.person,
    ...(isFirst && { follows: 'all' }),
    body: storiesPage({ ...found, waiting: waiting?.items, filter, sourceIds, now: Date.now() }),
  });
}
