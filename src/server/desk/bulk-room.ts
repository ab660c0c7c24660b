import type { FastifyInstance, FastifyReply } from 'fastify';
import { z } from 'zod';
import { Invalid } from '../../shared/formats/format.ts';
import { BulkAction, BulkFilter } from '../bulk/bulk-document.ts';
import type { Bulks } from '../bulk/bulks.ts';
import { nameOf, type Visit } from '../people/access.ts';
import { ProblemError } from '../problems.ts';
import type { ServerTools } from '../server-tools.ts';
import { type BulkForm, type BulkPage, bulkPage } from './bulk-page.ts';
import { sendProgress } from './bulk-progress.ts';
import { formFields, parsed } from './forms.ts';
import { sendPage } from './layout.ts';

const Form = z.object({
  action: BulkAction.default('republish'),
  state: z.string().default(''),
  source: z.string().default(''),
  q: z.string().default(''),
  error: z.string().default(''),
  reason: z.string().trim().max(2000).default(''),
  /** Stories that the page had shown; absent where they are taken as they come. */
  expect: z.coerce.number().int().nonnegative().optional(),
  confirm: z.string().trim().default(''),
});

const access = 'operator' as const;
const read = { config: { access }, schema: { hide: true } };
const write = { config: { access }, schema: { hide: true } };

/** `/desk/bulk`: one decision about many stories; a dry run first. */
export function bulkRoom(scope: FastifyInstance, tools: ServerTools, bulks: Bulks): void {
  scope.get('/desk/bulk', read, async (request, reply) => {
    const form = parsed(Form, Object(request.query));
    const isAsked = BulkFilter.safeParse(filterOf(form)).success;
    return sendBulk({ tools, bulks }, { request, reply }, { form, isAsked });
  });
  scope.post('/desk/bulk', write, (request, reply) =>
    startByForm({ tools, bulks }, { request, reply }),
  );
  scope.get('/desk/bulk/:id', read, (request, reply) =>
    sendProgress({ tools, bulks }, { request, reply }),
  );
  scope.post('/desk/bulk/:id/abort', write, async (request, reply) => {
    const { id } = z.object({ id: z.string() }).parse(request.params);
    await bulks.abort(id, nameOf(request));
    return reply.redirect(`/desk/bulk/${id}`, 303);
  });
}

interface Rooms {
  readonly tools: ServerTools;
  readonly bulks: Bulks;
}

const filterOf = ({ state, source, q, error }: BulkForm) =>
  Object.fromEntries(
    Object.entries({ state, source, q, error }).filter(([, value]) => value !== ''),
  );

async function startByForm({ tools, bulks }: Rooms, visit: Visit): Promise<FastifyReply> {
  const form = parsed(Form, formFields(visit.request));
  const again = (fault: string, status: number) =>
    sendBulk({ tools, bulks }, visit, { form, isAsked: true, fault, status });
  const filter = BulkFilter.safeParse(filterOf(form));
  if (!filter.success) {
    const fault = 'Name at least one thing that the stories have in common.';
    return sendBulk({ tools, bulks }, visit, { form, isAsked: false, fault, status: 422 });
  }
  if (form.reason === '') return again('Say why; it is kept with every story.', 422);
  const { action, reason, expect } = form;
  if (action === 'withdraw' && form.confirm !== `withdraw ${expect ?? ''}`) {
    return again('To take these stories down, type what is asked for.', 422);
  }
  try {
    const order = { action, filter: filter.data, reason, by: nameOf(visit.request), expect };
    const { order: started } = await bulks.start(order);
    return await visit.reply.redirect(`/desk/bulk/${started.id}`, 303);
  } catch (error) {
    if (error instanceof ProblemError && error.type === 'conflict')
      return again(error.message, 409);
    throw error;
  }
}

async function sendBulk(
  { tools, bulks }: Rooms,
  { request, reply }: Visit,
  {
    form,
    isAsked,
    fault,
    status = 200,
  }: { form: BulkForm; isAsked: boolean; fault?: string; status?: number },
): Promise<FastifyReply> {
  const filter = BulkFilter.safeParse(filterOf(form));
  if (isAsked && !filter.success) throw new Invalid([{ pointer: '#', detail: 'no such filter' }]);
  const [selection, recent, sources] = await Promise.all([
    isAsked && filter.success ? bulks.select(filter.data) : undefined,
    bulks.list(),
    tools.services.sources.list(),
  ]);
  const page: BulkPage = {
    ...{ form, selection, recent, fault, now: Date.now() },
    sourceIds: sources.map(({ id }) => id),
  };
  return sendPage(
    reply,
    {
      ...{ title: 'Bulk', room: '/desk/bulk', newsroom: tools.services.newsroom.site.name },
      ...{ person: request.person, body: bulkPage(page) },
    },
    status,
  );
}
