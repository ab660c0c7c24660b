import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { AuditLine, readAudit } from '../../shared/audit.ts';
import { problemAnswers } from '../openapi.ts';
import type { ServerTools } from '../server-tools.ts';

export const AuditFilter = z.object({
  day: z.iso
    .date()
    .default(() => new Date().toISOString().slice(0, 10))
    .describe('UTC; today where absent'),
  by: z.string().max(100).optional(),
  deed: z.string().max(60).optional().describe('E.g. `story.release`, or `story` for all of them'),
  story: z.string().max(40).optional(),
  cursor: z.string().max(120).optional(),
});

const Answer = z.object({
  items: z.array(AuditLine.omit({ schema: true })),
  next: z.string().nullable(),
});

const PAGE = 100;

/** What people did, and what was refused to them. */
export function auditRoute(plain: FastifyInstance, { services }: ServerTools): void {
  plain.withTypeProvider<ZodTypeProvider>().get(
    '/v1/audit',
    {
      config: { access: 'operator' },
      schema: {
        tags: ['people'],
        summary: 'What people did on a day, the newest first',
        querystring: AuditFilter,
        response: { 200: Answer, ...problemAnswers(400, 401, 403, 503) },
      },
    },
    async (request) => {
      const { story, ...query } = request.query;
      const page = { ...query, storyId: story, limit: PAGE };
      const { items, next } = await readAudit(services.archive.store, page);
      return { items: [...items], next };
    },
  );
}
