import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { audit } from '../../shared/audit.ts';
import { problemAnswers } from '../openapi.ts';
import { nameOf } from '../people/access.ts';
import { Role } from '../people/roles.ts';
import { TokenName } from '../people/tokens.ts';
import { ProblemError } from '../problems.ts';
import type { ServerTools } from '../server-tools.ts';

const NewToken = z.strictObject({ name: TokenName, role: Role });
const TokenWithSecret = NewToken.extend({ token: z.string().describe('Shown this once') });
const TokenList = z.object({
  items: z.array(z.object({ name: TokenName, role: Role, made: z.string(), by: z.string() })),
});

const Params = z.object({ name: TokenName });
const Removed = z
  .object({ name: TokenName, removed: z.literal(true) })
  .meta({ id: 'TokenRemoved' });

/** What programs prove themselves with. */
export function tokenRoutes(plain: FastifyInstance, { tokens, services }: ServerTools): void {
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
      const about = { token: name, role };
      await audit(services.archive.store, { by, deed: 'token.add', reason: '', about });
      return reply.code(201).send({ name, role, token });
    },
  );
  app.delete(
    '/v1/tokens/:name',
    {
      config: { access: 'admin' },
      schema: {
        tags: ['people'],
        summary: 'Let an API token in no more, within seconds',
        params: Params,
        response: { 200: Removed, ...problemAnswers(401, 403, 404, 503) },
      },
    },
    async (request) => {
      const { name } = request.params;
      if (!(await tokens.remove(name))) {
        throw new ProblemError('not-found', `There is no token '${name}'.`);
      }
      const deed = { by: nameOf(request), deed: 'token.remove', reason: '' };
      await audit(services.archive.store, { ...deed, about: { token: name } });
      return { name, removed: true as const };
    },
  );
}
