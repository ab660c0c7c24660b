import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { audit } from '../../shared/audit.ts';
import { problemAnswers } from '../openapi.ts';
import { nameOf } from '../people/access.ts';
import { Role } from '../people/roles.ts';
import { UserAnswer, UserName } from '../people/user-document.ts';
import type { ServerTools } from '../server-tools.ts';

const NewUser = z.strictObject({ name: UserName, role: Role });
const Change = z
  .strictObject({ role: Role.optional(), disabled: z.boolean().optional() })
  .refine(({ role, disabled }) => role !== undefined || disabled !== undefined, {
    error: 'say what to change: role or disabled',
  });
const Params = z.object({ name: UserName });
const Invitation = z.object({
  name: UserName,
  role: Role.optional(),
  invitation: z
    .string()
    .describe('Path of the page that sets the password; good once, for 72 hours'),
});

/** Who may sign in. */
export function userRoutes(plain: FastifyInstance, { users, services }: ServerTools): void {
  const app = plain.withTypeProvider<ZodTypeProvider>();
  const config = { access: 'admin' } as const;
  const note = (request: FastifyRequest, deed: string, about: object) =>
    audit(services.archive.store, { by: nameOf(request), deed, reason: '', about });

  app.get(
    '/v1/users',
    {
      config,
      schema: {
        tags: ['people'],
        summary: 'Users',
        response: {
          200: z.object({ items: z.array(UserAnswer) }),
          ...problemAnswers(401, 403, 503),
        },
      },
    },
    async () => ({ items: await users.list() }),
  );
  app.post(
    '/v1/users',
    {
      config,
      schema: {
        tags: ['people'],
        summary: 'Invite a user',
        body: NewUser,
        response: { 201: Invitation, ...problemAnswers(400, 401, 403, 409, 422, 503) },
      },
    },
    async (request, reply) => {
      const { name, role } = request.body;
      const code = await users.add(name, role, nameOf(request));
      await note(request, 'user.add', { user: name, role });
      return reply.code(201).send({ name, role, invitation: invitationPath(code) });
    },
  );
  app.post(
    '/v1/users/:name/invite',
    {
      config,
      schema: {
        tags: ['people'],
        summary: 'Invite a user again, e.g. to set a new password',
        params: Params,
        response: { 200: Invitation, ...problemAnswers(401, 403, 404, 503) },
      },
    },
    async (request) => {
      const { name } = request.params;
      const code = await users.invite(name);
      await note(request, 'user.invite', { user: name });
      return { name, invitation: invitationPath(code) };
    },
  );
  app.patch(
    '/v1/users/:name',
    {
      config,
      schema: {
        tags: ['people'],
        summary: 'Change what a user may do, or let them in no more',
        params: Params,
        body: Change,
        response: { 200: UserAnswer, ...problemAnswers(400, 401, 403, 404, 409, 422, 503) },
      },
    },
    async (request) => {
      const { name } = request.params;
      const user = await users.change(name, request.body);
      await note(request, 'user.change', { user: name, ...request.body });
      return user;
    },
  );
}

const invitationPath = (code: string): string => `/sign-in/invitation?code=${code}`;
