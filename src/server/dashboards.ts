import { createBullBoard } from '@bull-board/api';
import { BullMQAdapter } from '@bull-board/api/bullMQAdapter';
import { FastifyAdapter } from '@bull-board/fastify';
import type { FastifyInstance } from 'fastify';
import type { Queues } from '../queues/queues.ts';
import { Ticket } from '../queues/tickets.ts';
import { askToSignIn } from './desk/ask-to-sign-in.ts';

export const dashboardPrefix = '/queues';

/** What bull-board needs: its own scripts, inline styles, and a base address for its links. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "font-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'self'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Nobody's visit is told to a font host. */
const foreignStyles = /<link[^>]+href="https:[^>]*>/g;

/** Where a job's story is to be seen; jobs of other kinds have no page. */
function storyOf({ data }: { readonly data?: unknown }): { href: string; displayText: string } {
  const ticket = Ticket.safeParse(data);
  return ticket.data?.kind === 'story'
    ? { href: `/desk/stories/${ticket.data.storyId}`, displayText: 'The story' }
    : { href: '/desk', displayText: 'The desk' };
}

/**
 * bull-board, for looking only: whatever would change a queue is refused by its server side too. A
 * job that is run again behind the archive's back would not move its story; the desk does that.
 */
export async function openDashboards(app: FastifyInstance, queues: Queues): Promise<void> {
  const serverAdapter = new FastifyAdapter();
  serverAdapter.setBasePath(dashboardPrefix);
  createBullBoard({
    queues: [...queues.all].map(
      ([displayName, queue]) =>
        new BullMQAdapter(queue, { readOnlyMode: true, displayName, externalJobUrl: storyOf }),
    ),
    serverAdapter,
    options: {
      uiConfig: {
        boardTitle: 'Dateline',
        pollingInterval: { forceInterval: 15 },
        showWorkers: false,
        hideDocsLink: true,
      },
      handlerHooks: {
        before: ({ method }) =>
          method === 'get' ? { allow: true } : { allow: false, status: 403 },
      },
    },
  });
  await app.register(async (scope) => {
    scope.addHook('onSend', async (_request, reply, payload) => {
      reply.header('content-security-policy', policy);
      return typeof payload === 'string' ? payload.replace(foreignStyles, '') : payload;
    });
    // Its pages are for people, what they ask for is not.
    scope.addHook('onRoute', (route) => {
      if (/\/(api|static)\//.test(route.url)) return;
      route.config = { refuse: askToSignIn, ...route.config };
    });
    await scope.register(serverAdapter.registerPlugin(), { prefix: dashboardPrefix });
  });
}
