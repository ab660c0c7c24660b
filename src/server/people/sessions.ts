import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { type Person, Role } from './roles.ts';
import type { UserDocument } from './user-document.ts';
import type { Users } from './users.ts';

/** No longer without a request, and no longer at all. */
const IDLE_MS = 12 * 3600 * 1000;
const WHOLE_MS = 7 * 24 * 3600 * 1000;
/** How often a session that is used is written anew. */
const RENEW_MS = 10 * 60 * 1000;

/** What the cookie says; what the user may do is looked up each time. */
const Session = z.union([
  z.object({
    user: z.string(),
    generation: z.int(),
    began: z.number(),
    seen: z.number(),
  }),
  /** Of the one-time link: nobody's password ends it, so it is short. */
  z.object({ name: z.string(), role: Role, until: z.number() }),
]);
type Session = z.infer<typeof Session>;

/** `__Host-` ties it to this host and to https; browsers refuse the name over plain http. */
const nameFor = ({ protocol }: FastifyRequest): string =>
  protocol === 'https' ? '__Host-dateline_session' : 'dateline_session';

/** Whoever the request's cookie says it is; the signature was made with our session key. */
export async function sessionOf(
  request: FastifyRequest,
  reply: FastifyReply,
  users: Users,
): Promise<Person | undefined> {
  const cookie = request.cookies[nameFor(request)];
  if (cookie === undefined) return undefined;
  const { valid, value } = request.unsignCookie(cookie);
  if (!valid || value === null) return undefined;
  const parsed = Session.safeParse(JSON.parse(Buffer.from(value, 'base64url').toString('utf8')));
  // Signed by us, but of an earlier version.
  if (!parsed.success) return undefined;
  const session = parsed.data;
  const now = Date.now();
  if ('until' in session) {
    if (session.until < now) return undefined;
    return { name: session.name, role: session.role, by: 'cookie' };
  }
  if (session.seen + IDLE_MS < now || session.began + WHOLE_MS < now) return undefined;
  const user = await users.find(session.user);
  if (user === undefined || user.generation !== session.generation) return undefined;
  if (session.seen + RENEW_MS < now) send(request, reply, { ...session, seen: now });
  return { name: user.name, role: user.role, by: 'cookie' };
}

/** Signs this browser in as a user. */
export function beginSession(
  request: FastifyRequest,
  reply: FastifyReply,
  { name, generation }: UserDocument,
): void {
  const now = Date.now();
  send(request, reply, { user: name, generation, began: now, seen: now });
}

/** Signs this browser in by the one-time link. */
export function beginLinkSession(request: FastifyRequest, reply: FastifyReply): void {
  send(request, reply, { name: 'admin', role: 'admin', until: Date.now() + IDLE_MS });
}

export function endSession(request: FastifyRequest, reply: FastifyReply): void {
  reply.clearCookie(nameFor(request), settings(request));
}

function send(request: FastifyRequest, reply: FastifyReply, session: Session): void {
  reply.setCookie(nameFor(request), Buffer.from(JSON.stringify(session)).toString('base64url'), {
    ...settings(request),
    signed: true,
    maxAge: IDLE_MS / 1000,
  });
}

const settings = ({ protocol }: FastifyRequest) =>
  ({ httpOnly: true, sameSite: 'lax', secure: protocol === 'https', path: '/' }) as const;
