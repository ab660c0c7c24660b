import swagger from '@fastify/swagger';
import type { FastifyInstance, FastifySchemaCompiler } from 'fastify';
import { jsonSchemaTransform, jsonSchemaTransformObject } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { faultsOf } from '../shared/formats/faults.ts';
import { Invalid } from '../shared/formats/format.ts';
import { withExamples } from './docs/description.ts';
import { docsPage } from './docs/page.ts';
import { pagePolicy } from './docs/page-style.ts';
import { ProblemError, problems } from './problems.ts';

/** RFC 9457. */
const Problem = z
  .object({
    type: z.enum(Object.keys(problems).map((type) => `/problems/${type}`)),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    requestId: z.string(),
    errors: z
      .array(z.object({ pointer: z.string(), detail: z.string() }))
      .optional()
      .describe('What to mend; pointers are JSON pointers as URI fragments'),
  })
  .meta({ id: 'Problem' });

/** How a route may refuse, for its description. */
export const problemAnswers = (...statuses: number[]) =>
  Object.fromEntries(
    statuses.map((status) => [
      status,
      {
        description: Object.entries(problems)
          .filter(([, problem]) => problem.status === status)
          .map(([type, { title }]) => `\`/problems/${type}\`: ${title}`)
          .join('; '),
        content: { 'application/problem+json': { schema: Problem } },
      },
    ]),
  );

/** Checks what a route says it takes; what it answers is checked by the compiler alone. */
export async function describeRoutes(app: FastifyInstance): Promise<void> {
  app.setValidatorCompiler(zodValidator);
  app.setSerializerCompiler(() => JSON.stringify);
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Dateline',
        version: '1',
        description: 'Webhook in; moderated, illustrated, rendered page out.',
      },
      components: {
        securitySchemes: {
          token: { type: 'http', scheme: 'bearer', description: 'An API token with a role' },
        },
      },
    },
    transform: jsonSchemaTransform,
    transformObject: jsonSchemaTransformObject,
  });
}

/** `GET /openapi.json` and `GET /docs`, once every route is known: made once, for anybody may ask. */
export function openApiRoute(app: FastifyInstance): void {
  let made: { readonly json: string; readonly page: string } | undefined;
  const description = () => {
    if (made !== undefined) return made;
    const whole = withExamples(app.swagger());
    made = { json: JSON.stringify(whole), page: docsPage(whole) };
    return made;
  };
  app.get(
    '/openapi.json',
    {
      config: { access: 'open' },
      schema: {
        tags: ['server'],
        summary: 'This description',
        response: { 200: z.unknown().describe('OpenAPI 3.1') },
      },
    },
    async (_request, reply) =>
      reply.type('application/json; charset=utf-8').serializer(String).send(description().json),
  );
  app.get(
    '/docs',
    {
      config: { access: 'open' },
      schema: {
        tags: ['server'],
        summary: 'This description as a page',
        response: {
          200: { description: 'A page', content: { 'text/html': { schema: z.string() } } },
        },
      },
    },
    async (_request, reply) =>
      reply
        .header('content-security-policy', pagePolicy)
        .type('text/html; charset=utf-8')
        .serializer(String)
        .send(description().page),
  );
}

const zodValidator: FastifySchemaCompiler<z.ZodType> =
  ({ schema, httpPart }) =>
  (input: unknown) => {
    const parsed = schema.safeParse(input);
    if (parsed.success) return { value: parsed.data };
    return { error: refusalOf(parsed.error, input, httpPart) };
  };

/** An id that is not of its form names nothing; a body is refused field by field. */
function refusalOf(error: z.ZodError, input: unknown, part: string | undefined): Error {
  const faults = faultsOf(error, input ?? undefined);
  if (part === 'body') return new Invalid(faults);
  if (part === 'params') return new ProblemError('not-found', 'There is nothing of that name.');
  const detail = faults.map((fault) => `${fault.pointer.slice(2)}: ${fault.detail}`).join('; ');
  return new ProblemError('malformed', detail);
}
