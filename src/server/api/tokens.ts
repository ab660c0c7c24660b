import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { problemAnswers } from '../openapi.ts';
import { nameOf } from '../people/access.ts';
import { Role } from '../people/roles.ts';
import { TokenName } from '../people/tokens.ts';
import type { ServerTools } from '../server-tools.ts';

const NewToken = z.strictObject({ name: TokenName, role: Role });
const TokenWithSecret = NewToken.extend({ token: z.string().describe('Shown this once') });
const TokenList = z.object({
  items: z.array(z.object({ name: TokenName, role: Role, made: z.string(), by: z.string() })),
});

export function tokenRoutes(plain: FastifyInstance, { tokens }: ServerTools): void {
  const app = plain.withTypeProvider<ZodTypeProvider>();
  app.get(
    '/v1/tokens',
    {
      config: { access: 'admin' },
      schema: {
        tags: ['people'],
        summary: 'API tokens, without the tokens themselves',
        response: { 200: TokenList, ...problemAnswers(401, 403, 503) },
      },
    },
    async () => ({ items: await tokens.list() }),
  );
  app.post(
    '/v1/tokens',
    {
      config: { access: 'admin' },
      schema: {
        tags: ['people'],
        summary: 'Make an API token',
        body: NewToken,
        response: { 201: TokenWithSecret, ...problemAnswers(400, 401, 403, 409, 422, 503) },
      },
    },
    async (request, reply) => {
      const { name, role } = request.body;
      const by = nameOf(request);
      const token = await tokens.add(name, role, by);
      request.log.info({ token: name, role, by }, 'token made');
      return reply.code(201).send({ name, role, token });
    },
  );
}
