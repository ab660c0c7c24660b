import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { problemAnswers } from '../openapi.ts';
import { ProblemError } from '../problems.ts';
import { type Person, Role } from './roles.ts';

const COOKIE = 'dateline_session';
const LINK_MS = 15 * 60 * 1000;
const SESSION_SECONDS = 12 * 3600;

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

const Session = z.object({ name: z.string(), role: Role, until: z.number() });

/** Who the request's cookie says it is; the signature was made with our session key. */
export function sessionOf(request: FastifyRequest): Person | undefined {
  const cookie = request.cookies[COOKIE];
  if (cookie === undefined) return undefined;
  const { valid, value } = request.unsignCookie(cookie);
  if (!valid || value === null) return undefined;
  const session = Session.parse(JSON.parse(Buffer.from(value, 'base64url').toString('utf8')));
  if (session.until < Date.now()) return undefined;
  return { name: session.name, role: session.role, by: 'cookie' };
}

/** `GET /sign-in?code=…`; needs @fastify/cookie with the session key as its secret. */
export function signInRoute(app: FastifyInstance, link: SignInLink): void {
  const Query = z.object({ code: z.string().regex(/^[\w-]{1,100}$/) });
  app.get(
    '/sign-in',
    {
      // A HEAD must not use the link up.
      exposeHeadRoute: false,
      config: { access: 'open' },
      schema: {
        tags: ['people'],
        summary: 'Sign a browser in with a one-time link',
        querystring: Query,
        response: {
          303: z.undefined().describe('Signed in: on to the desk'),
          ...problemAnswers(400, 401),
        },
      },
    },
    async (request, reply) => {
      if (!link.use(Query.parse(request.query).code)) {
        throw new ProblemError('unauthenticated', 'This link was used already, or is too old.');
      }
      const until = Date.now() + SESSION_SECONDS * 1000;
      const session = JSON.stringify({ name: 'admin', role: 'admin', until });
      request.log.info('signed in');
      return reply
        .setCookie(COOKIE, Buffer.from(session).toString('base64url'), {
          signed: true,
          httpOnly: true,
          sameSite: 'lax',
          secure: request.protocol === 'https',
          path: '/',
          maxAge: SESSION_SECONDS,
        })
        .redirect('/desk', 303);
    },
  );
}
