import type { FastifyInstance, FastifyReply } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { audit } from '../../shared/audit.ts';
import { ListContent, ListName, type TermList } from '../../shared/lists/term-list.ts';
import { problemAnswers } from '../openapi.ts';
import { nameOf } from '../people/access.ts';
import { ProblemError } from '../problems.ts';
import type { ServerTools } from '../server-tools.ts';
import { Reason } from './reason.ts';

const ListAnswer = ListContent.extend({
  name: ListName,
  origin: z.enum(['file', 'archive']).describe('Lists of files are edited in the files'),
  etag: z.string().nullable().describe('To be sent as If-Match with a change'),
}).meta({ id: 'TermList' });

const Params = z.object({ name: ListName });
const Put = ListContent.extend({ reason: Reason }).meta({ id: 'ListChange' });
const TermChange = z
  .strictObject({ term: ListContent.shape.terms.element, reason: Reason })
  .meta({ id: 'TermChange' });

const refusals = problemAnswers(400, 401, 403, 409, 422, 503);

/** The newsroom's lists of terms, read and edited. */
export function listRoutes(plain: FastifyInstance, tools: ServerTools): void {
  const app = plain.withTypeProvider<ZodTypeProvider>();
  const { lists, archive } = tools.services;
  app.get(
    '/v1/lists',
    {
      config: { access: 'viewer' },
      schema: {
        tags: ['moderation'],
        summary: 'The lists of terms in force',
        response: { 200: z.object({ items: z.array(ListAnswer) }), ...problemAnswers(401, 403) },
      },
    },
    async () => ({ items: [...(await lists.all())] }),
  );
  app.put(
    '/v1/lists/:name',
    {
      config: { access: 'editor' },
      schema: {
        tags: ['moderation'],
        summary: 'Write a list; If-Match names the one that it takes the place of',
        params: Params,
        headers: z.object({ 'if-match': z.string().max(200).optional() }),
        body: Put,
        response: { 200: ListAnswer, ...refusals },
      },
    },
    async (request, reply) => {
      const { reason, ...content } = request.body;
      const { name } = request.params;
      const etag = request.headers['if-match']?.replace(/^"|"$/g, '');
      const by = nameOf(request);
      return answered(reply, await putList(tools, name, { content, reason, by, etag }));
    },
  );
  app.post(
    '/v1/lists/:name/terms',
    {
      config: { access: 'editor' },
      schema: {
        tags: ['moderation'],
        summary: 'Add a term to a list, which is made where there is none',
        params: Params,
        body: TermChange,
        response: { 200: ListAnswer, ...refusals },
      },
    },
    async (request, reply) => {
      const { term, reason } = request.body;
      const by = nameOf(request);
      return answered(reply, await addTerm(tools, request.params.name, { term, reason, by }));
    },
  );
  app.delete(
    '/v1/lists/:name/terms',
    {
      config: { access: 'editor' },
      schema: {
        tags: ['moderation'],
        summary: 'Take a term off a list',
        params: Params,
        body: TermChange,
        response: { 200: ListAnswer, ...problemAnswers(400, 401, 403, 404, 409, 422, 503) },
      },
    },
    async (request, reply) => {
      const { term, reason } = request.body;
      const { name } = request.params;
      const by = nameOf(request);
      const list = await lists.removeTerm(name, term, { by, reason });
      if (list === undefined) throw new ProblemError('not-found', `There is no list ${name}.`);
      await audit(archive.store, { by, deed: 'list.remove', reason, about: { name, term } });
      return answered(reply, list);
    },
  );
}

interface NewContent {
  readonly content: ListContent;
  readonly reason: string;
  readonly by: string;
  /** Of the list that it takes the place of. */
  readonly etag: string | undefined;
}

/** Writes a list, and says in the audit who did and why. */
export async function putList(
  { services: { lists, archive } }: ServerTools,
  name: string,
  { content, reason, by, etag }: NewContent,
): Promise<TermList> {
  const change = { by, reason, ...(etag !== undefined && { etag }) };
  const list = await lists.put(name, content, change);
  await audit(archive.store, { by, deed: 'list.put', reason, about: { name, content } });
  return list;
}

/** Adds a term, and says in the audit who did and why. */
export async function addTerm(
  { services }: ServerTools,
  name: string,
  { term, reason, by }: { readonly term: string; readonly reason: string; readonly by: string },
): Promise<TermList> {
  const list = await services.lists.addTerm(name, term.trim(), { by, reason });
  const about = { name, term };
  await audit(services.archive.store, { by, deed: 'list.add', reason, about });
  return list;
}

function answered(reply: FastifyReply, list: TermList): TermList {
  if (list.etag !== null) reply.header('etag', `"${list.etag}"`);
  return list;
}
