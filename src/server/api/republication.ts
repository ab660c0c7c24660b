import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import {
  beginRepublication,
  type Republication,
  readRepublication,
} from '../../shared/archive/republication.ts';
import { audit } from '../../shared/audit.ts';
import { Invalid } from '../../shared/formats/format.ts';
import { problemAnswers } from '../openapi.ts';
import { nameOf } from '../people/access.ts';
import { ProblemError } from '../problems.ts';
import type { ServerTools } from '../server-tools.ts';
import { Reason } from './reason.ts';

const Wanted = z
  .strictObject({
    section: z.string().max(100).optional().describe('Slug; the whole site where absent'),
    reason: Reason,
  })
  .meta({ id: 'RepublicationWanted' });

const Progress = z
  .object({
    state: z.enum(['under way', 'done']),
    section: z.string().nullable(),
    by: z.string(),
    reason: z.string(),
    began: z.string(),
    ended: z.string().nullable(),
    seen: z.int().describe('Stories looked at, live or not'),
    sent: z.int().describe('Pages that are made anew'),
    postponed: z.int().describe('Stories that were under way; their turn comes last'),
  })
  .meta({ id: 'Republication' });

/** Live pages made anew by the thousand, e.g. after a change of the theme. */
export function republicationRoutes(plain: FastifyInstance, { services }: ServerTools): void {
  const app = plain.withTypeProvider<ZodTypeProvider>();
  const { archive, newsroom } = services;
  app.post(
    '/v1/republication',
    {
      config: { access: 'operator' },
      schema: {
        tags: ['stories'],
        summary: 'Render and publish all live stories again, or those of a section',
        description:
          'In the background, behind whatever is new, and over restarts. Asked again while it is ' +
          'under way, it answers how far it is; another section is refused meanwhile.',
        body: Wanted,
        response: { 202: Progress, ...problemAnswers(400, 401, 403, 409, 415, 422, 503) },
      },
    },
    async (request, reply) => {
      const { section = null } = request.body;
      const isKnown = newsroom.site.sections.some(({ slug }) => slug === section);
      if (section !== null && !isKnown) {
        const detail = `site.yaml has no section "${section}"`;
        throw new Invalid([{ pointer: '#/section', detail }]);
      }
      const wanted = { section, by: nameOf(request), reason: request.body.reason };
      const { republication, isNew } = await beginRepublication(archive.store, wanted);
      if (!isNew && republication.section !== section) {
        throw new ProblemError('conflict', 'Another republication is under way.');
      }
      const { began, by, reason } = republication;
      const deed = { by, deed: 'republish', reason, about: { section } };
      await audit(archive.store, deed, { at: began, id: 'republication' });
      if (isNew) request.log.info(wanted, 'live stories are published again');
      return reply.code(202).send(progressOf(republication));
    },
  );
  app.get(
    '/v1/republication',
    {
      config: { access: 'viewer' },
      schema: {
        tags: ['stories'],
        summary: 'How far the last republication of many stories is',
        response: { 200: Progress, ...problemAnswers(401, 403, 404, 503) },
      },
    },
    async () => {
      const held = await readRepublication(archive.store);
      if (held === undefined) throw new ProblemError('not-found', 'There has not been any.');
      return progressOf(held.republication);
    },
  );
}

function progressOf({ ended, postponed, ...republication }: Republication) {
  const { section, by, reason, began, seen, sent } = republication;
  const state = ended === null ? ('under way' as const) : ('done' as const);
  return { state, section, by, reason, began, ended, seen, sent, postponed: postponed.length };
}
