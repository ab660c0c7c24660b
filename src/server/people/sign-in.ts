import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { audit } from '../../shared/audit.ts';
import { problemAnswers } from '../openapi.ts';
import { ProblemError } from '../problems.ts';
import type { ServerTools } from '../server-tools.ts';
import { refuseOtherSites } from './access.ts';
import type { Attempts } from './attempts.ts';
import { beginLinkSession, beginSession, endSession } from './sessions.ts';
import { sendInvitationPage, sendSignInPage } from './sign-in-page.ts';
import { Password } from './user-document.ts';

const LINK_MS = 15 * 60 * 1000;
const FORM_BYTES = 16 * 1024;

/** A link that signs one browser in as admin, once. */
export interface SignInLink {
  /** `null` once it was used or is too old. */
  code(): string | null;
  /** Whether this is the code; it is used up if so. */
  use(code: string): boolean;
}

export function newSignInLink(): SignInLink {
  const code = randomBytes(32).toString('base64url');
  const until = Date.now() + LINK_MS;
  let used = false;
  const isGood = (): boolean => !used && Date.now() < until;
  return {
    code: () => (isGood() ? code : null),
    use(given) {
      if (!isGood() || given.length !== code.length) return false;
      used = timingSafeEqual(Buffer.from(given), Buffer.from(code));
      return used;
    },
  };
}

const Code = z.string().regex(/^[\w-]{1,100}$/);
const Query = z.object({ code: Code.optional(), next: z.string().max(2000).optional() });
/** An invitation's code names its user before the dot. */
const Invited = z.object({ code: z.string().regex(/^[\w-]{1,100}\.[\w-]{1,100}$/) });
const Credentials = z.object({
  name: z.string().max(100),
  password: z.string().max(1000),
  next: z.string().max(2000).default(''),
});
const Typed = z.string().max(1000);
const TakeUp = Invited.extend({ password: Typed, again: Typed });

/** How people come in and go out: by name and password, by invitation, or by the one-time link. */
export async function signInRoutes(
  app: FastifyInstance,
  tools: ServerTools,
  { link, attempts }: { readonly link: SignInLink; readonly attempts: Attempts },
): Promise<void> {
  const { users, services } = tools;
  const note = (request: FastifyRequest, by: string, deed: string, more: object = {}) =>
    audit(services.archive.store, {
      by,
      deed,
      reason: '',
      about: { address: request.ip, ...more },
    });

  await app.register(async (scope) => {
    scope.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string', bodyLimit: FORM_BYTES },
      (_request, body, done) => done(null, new URLSearchParams(String(body))),
    );
    // A sign-in that another site makes would put its reader's work under somebody else's name.
    scope.addHook('preValidation', async (request) => {
      if (request.method === 'POST') refuseOtherSites(request);
    });

    scope.get(
      '/sign-in',
      {
        // A HEAD must not use the link up.
        exposeHeadRoute: false,
        config: { access: 'open' },
        schema: {
          tags: ['people'],
          summary: 'The sign-in page; with `code`, sign a browser in with the one-time link',
          querystring: Query,
          response: {
            200: z.string().describe('The page'),
            303: z.undefined().describe('Signed in: on to the desk'),
            401: z.string().describe('The page: the link was used already, or is too old'),
            ...problemAnswers(400),
          },
        },
      },
      async (request, reply) => {
        const { code, next } = Query.parse(request.query);
        if (code === undefined) return sendSignInPage(reply, { next: ownPath(next) });
        if (!link.use(code)) {
          const fault = 'This link was used already, or is too old.';
          return sendSignInPage(reply, { next: ownPath(next), fault, status: 401 });
        }
        await note(request, 'admin', 'sign-in.link');
        beginLinkSession(request, reply);
        return reply.redirect('/desk', 303);
      },
    );

    scope.post('/sign-in', hidden, async (request, reply) => {
      const { name, password, next } = formOf(request, Credentials);
      const who = { name, address: request.ip };
      const wait = attempts.waitFor(who);
      if (wait > 0) return tooSoon(reply, { name, next: ownPath(next), wait });
      attempts.wrong(who);
      const user = await users.signIn(name, password);
      if (user === undefined) {
        // Only a name that there is: people type their password there, too.
        const isKnown = (await users.find(name)) !== undefined;
        await note(request, 'nobody', 'sign-in.refused', isKnown ? { user: name } : {});
        const fault = 'Name or password is wrong.';
        return sendSignInPage(reply, { name, next: ownPath(next), fault, status: 401 });
      }
      attempts.right(who);
      await note(request, user.name, 'sign-in.password');
      beginSession(request, reply, user);
      return reply.redirect(ownPath(next), 303);
    });

    scope.get('/sign-in/invitation', hidden, async (request, reply) => {
      const invited = Invited.safeParse(request.query);
      if (invited.success) return sendInvitationPage(reply, invited.data);
      const fault = 'This link is not whole: copy all of it, or ask an admin for another.';
      return sendSignInPage(reply, { next: '/desk', fault, status: 400 });
    });

    scope.post('/sign-in/invitation', hidden, async (request, reply) => {
      const { code, password, again } = formOf(request, TakeUp);
      if (!Password.safeParse(password).success) {
        const fault = 'The password must have 12 to 256 characters.';
        return sendInvitationPage(reply, { code, fault, status: 422 });
      }
      if (password !== again) {
        const fault = 'The two are not the same.';
        return sendInvitationPage(reply, { code, fault, status: 422 });
      }
      const user = await users.takeUp(code, password);
      if (user === undefined) {
        const fault = 'This invitation was used already, or is too old. Ask an admin for another.';
        return sendSignInPage(reply, { next: '/desk', fault, status: 401 });
      }
      await note(request, user.name, 'sign-in.invitation');
      beginSession(request, reply, user);
      return reply.redirect('/desk', 303);
    });

    scope.post('/sign-out', hidden, async (request, reply) => {
      endSession(request, reply);
      return reply.redirect('/sign-in', 303);
    });
  });
}

const hidden = { config: { access: 'open' }, schema: { hide: true } } as const;

/** Our own pages send nothing else. Throws the problems `unsupported-media-type` and `malformed`. */
function formOf<T>({ body }: FastifyRequest, form: z.ZodType<T>): T {
  if (!(body instanceof URLSearchParams)) {
    throw new ProblemError('unsupported-media-type', 'Send this as a form.');
  }
  const parsed = form.safeParse(Object.fromEntries(body));
  if (parsed.success) return parsed.data;
  throw new ProblemError('malformed', 'This is not the form of the page.');
}

/** Nobody is sent to another site, nor to what is no page. */
export function ownPath(next: string | undefined): string {
  return next !== undefined && /^\/(desk|queues|docs)(\/[\w./?=&%-]*)?$/.test(next)
    ? next
    : '/desk';
}

export const tooManyGuesses = (waitMs: number): string =>
  `Too many wrong guesses. Try again in ${Math.ceil(waitMs / 1000)} seconds.`;

function tooSoon(
  reply: FastifyReply,
  { name, next, wait }: { name: string; next: string; wait: number },
): FastifyReply {
  const fault = tooManyGuesses(wait);
  const page = { name, next, fault, status: 429 };
  return sendSignInPage(reply.header('retry-after', Math.ceil(wait / 1000)), page);
}
