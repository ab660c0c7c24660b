import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { ListName } from '../../shared/lists/term-list.ts';
import type { ServerTools } from '../server-tools.ts';
import { editListByForm } from './edit-list.ts';
import { LIST_FORM_BYTES, mayDecide, namedIn, parsed } from './forms.ts';
import { sendPage } from './layout.ts';
import { listsPage } from './lists-page.ts';
import { sendList } from './send-list.ts';

const read = {
  config: { access: 'viewer' },
  schema: { hide: true },
} as const;
const write = {
  config: { access: 'editor' },
  schema: { hide: true },
  bodyLimit: LIST_FORM_BYTES,
} as const;

const Params = z.object({ name: ListName });
const PageQuery = z.object({ done: z.enum(['saved']).optional().catch(undefined) });

/** `/desk/lists`: the newsroom's lists of terms, and each with what is needed to edit and try it. */
export function listsRoom(scope: FastifyInstance, tools: ServerTools): void {
  const { lists, newsroom } = tools.services;
  scope.get('/desk/lists', read, async (request, reply) =>
    sendPage(reply, {
      ...{ title: 'Lists', room: '/desk/lists', newsroom: newsroom.site.name },
      person: request.person,
      body: listsPage({
        lists: await lists.all(),
        faults: await lists.faults(),
        mayEdit: mayDecide(request),
      }),
    }),
  );
  scope.get('/desk/lists/:name', read, (request, reply) => {
    const { done } = parsed(PageQuery, request.query);
    const notice = done && 'The list is saved: it is in force within seconds.';
    return sendList(tools, { request, reply }, { name: nameIn(request), notice });
  });
  scope.post('/desk/lists/:name', write, (request, reply) =>
    editListByForm(tools, { request, reply }, nameIn(request)),
  );
  scope.get(
    '/desk/new-list',
    { ...read, config: { ...read.config, access: 'editor' } },
    (request, reply) => sendList(tools, { request, reply }, {}),
  );
  scope.post('/desk/new-list', write, (request, reply) =>
    editListByForm(tools, { request, reply }, undefined),
  );
}

/** The list that the address names. Throws the problem `not-found`. */
const nameIn = (request: FastifyRequest): string => namedIn(request, Params).name;
