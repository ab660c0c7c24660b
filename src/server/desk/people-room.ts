import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { audit } from '../../shared/audit.ts';
import { Conflict } from '../../shared/errors.ts';
import { nameOf, type Visit } from '../people/access.ts';
import type { Attempts } from '../people/attempts.ts';
import { Role } from '../people/roles.ts';
import { beginSession } from '../people/sessions.ts';
import { tooManyGuesses } from '../people/sign-in.ts';
import { Password, UserName } from '../people/user-document.ts';
import { LastAdmin } from '../people/users.ts';
import type { ServerTools } from '../server-tools.ts';
import { accountPage } from './account-page.ts';
import { formFields, namedIn, parsed } from './forms.ts';
import { sendPage } from './layout.ts';
import { peoplePage } from './people-list.ts';

const UserParams = z.object({ name: UserName });
const NewUser = UserParams.extend({ role: Role });
const Change = z.object({
  do: z.enum(['role', 'disable', 'enable', 'invite']),
  role: Role.optional(),
});
const NewPassword = z.object({ now: z.string().max(1000), password: Password, again: z.string() });

const hidden = { hide: true } as const;

/** `/desk/people`: who may sign in; `/desk/account`: one's own password. */
export function peopleRoom(scope: FastifyInstance, tools: ServerTools, attempts: Attempts): void {
  const { users } = tools;
  scope.get('/desk/people', { config: { access: 'admin' }, schema: hidden }, (request, reply) =>
    sendPeople(tools, { request, reply }, {}),
  );
  scope.post(
    '/desk/people',
    { config: { access: 'admin' }, schema: hidden },
    async (request, reply) => {
      const visit = { request, reply };
      const { name, role } = parsed(NewUser, formFields(request));
      try {
        const invitation = invitationUrl(request, await users.add(name, role, nameOf(request)));
        await note(tools, request, { deed: 'user.add', about: { user: name, role } });
        return sendPeople(tools, visit, { invited: name, invitation });
      } catch (error) {
        if (!(error instanceof Conflict)) throw error;
        return sendPeople(tools, visit, { fault: `There is a user '${name}' already.` });
      }
    },
  );
  scope.post(
    '/desk/people/:name',
    { config: { access: 'admin' }, schema: hidden },
    async (request, reply) => {
      const { name } = namedIn(request, UserParams);
      const change = parsed(Change, formFields(request));
      const visit = { request, reply };
      if (change.do === 'invite') {
        const invitation = invitationUrl(request, await users.invite(name));
        await note(tools, request, { deed: 'user.invite', about: { user: name } });
        return sendPeople(tools, visit, { invited: name, invitation });
      }
      const wanted =
        change.do === 'role' ? { role: change.role } : { disabled: change.do === 'disable' };
      try {
        await users.change(name, wanted);
      } catch (error) {
        if (!(error instanceof LastAdmin)) throw error;
        return sendPeople(tools, visit, {
          fault: `${error.message} Make somebody else admin first.`,
        });
      }
      await note(tools, request, { deed: 'user.change', about: { user: name, ...wanted } });
      return reply.redirect('/desk/people', 303);
    },
  );
  account(scope, tools, attempts);
}

function account(scope: FastifyInstance, tools: ServerTools, attempts: Attempts): void {
  const { users } = tools;
  scope.get('/desk/account', { config: { access: 'viewer' }, schema: hidden }, (request, reply) =>
    sendAccount(tools, { request, reply }, {}),
  );
  scope.post(
    '/desk/account',
    { config: { access: 'viewer' }, schema: hidden },
    async (request, reply) => {
      const form = NewPassword.safeParse(formFields(request));
      const name = nameOf(request);
      const refuse = (fault: string) => sendAccount(tools, { request, reply }, { fault });
      if (!form.success) return refuse('The new password must have 12 to 256 characters.');
      const { now, password, again } = form.data;
      if (password !== again) return refuse('The two new ones are not the same.');
      // Whoever sits at somebody's open desk must not find their password out.
      const who = { name, address: request.ip };
      const wait = attempts.waitFor(who);
      if (wait > 0) return refuse(tooManyGuesses(wait));
      attempts.wrong(who);
      if ((await users.signIn(name, now)) === undefined)
        return refuse('This is not your password.');
      attempts.right(who);
      const user = await users.setPassword(name, password);
      await note(tools, request, { deed: 'user.password', about: { user: name } });
      beginSession(request, reply, user);
      return reply.redirect('/desk/account?done=password', 303);
    },
  );
}

interface Shown {
  readonly invited?: string;
  readonly invitation?: string;
  readonly fault?: string;
}

async function sendPeople(
  { users, services }: ServerTools,
  { request, reply }: Visit,
  shown: Shown,
): Promise<FastifyReply> {
  const body = peoplePage({ users: await users.list(), ...shown });
  const newsroom = services.newsroom.site.name;
  const page = { title: 'People', room: '/desk/people', newsroom, person: request.person, body };
  return sendPage(reply, { ...page, room: '/desk/people' }, shown.fault === undefined ? 200 : 409);
}

async function sendAccount(
  { users, services }: ServerTools,
  { request, reply }: Visit,
  { fault }: { fault?: string },
): Promise<FastifyReply> {
  const { done } = z.object({ done: z.string().optional() }).parse(request.query);
  const name = nameOf(request);
  const isUser = request.person?.by === 'cookie' && (await users.find(name)) !== undefined;
  const notice =
    done === 'password' ? 'Your password is changed; other sessions have ended.' : undefined;
  const body = accountPage({ person: request.person, isUser, notice, fault });
  return sendPage(
    reply,
    {
      ...{ title: 'Your account', room: '/desk/account' },
      ...{ newsroom: services.newsroom.site.name, person: request.person, body },
    },
    fault === undefined ? 200 : 422,
  );
}

const invitationUrl = ({ protocol, host }: FastifyRequest, code: string): string =>
  `${protocol}://${host}/sign-in/invitation?code=${code}`;

async function note(
  { services }: ServerTools,
  request: FastifyRequest,
  deed: { readonly deed: string; readonly about: object },
): Promise<void> {
  await audit(services.archive.store, { by: nameOf(request), reason: '', ...deed });
}
