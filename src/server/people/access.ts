import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { ProblemError, problemFor, sendProblem, setProblemHeaders } from '../problems.ts';
import { mayActAs, type Person, type Role } from './roles.ts';
import { sessionOf } from './sessions.ts';
import type { Tokens } from './tokens.ts';
import type { Users } from './users.ts';

/** Who may call a route: anybody, or a person of at least this role. */
export type Access = 'open' | Role;

declare module 'fastify' {
  interface FastifyContextConfig {
    /** How a route that people read says that they must sign in; a problem where absent. */
    refuse?: (reply: FastifyReply, problem: ProblemError) => FastifyReply;
    /** Every route says it; one that does not is refused at start. */
    access?: Access;
  }
  interface FastifyRequest {
    /** `null` on open routes. */
    person: Person | null;
  }
}

/** Where people are known. */
export interface People {
  readonly tokens: Tokens;
  readonly users: Users;
  /** Told of whom a route was refused to. */
  readonly refused: (request: FastifyRequest, person: Person) => Promise<void>;
}

/** Under these nothing tells even whether it exists. */
const guarded = /^\/+(v1|desk|queues|metrics)(?![\w-])/i;

/**
 * The one place where people are let in. Must be set before any route.
 * @param plugins access to routes of plugins that cannot say it themselves, by prefix
 */
export function guardRoutes(
  app: FastifyInstance,
  people: People,
  plugins: Readonly<Record<string, Access>>,
): void {
  app.decorateRequest('person', null);
  app.addHook('onRoute', (route) => {
    const access = route.config?.access ?? plugins[route.prefix];
    if (access === undefined) throw new Error(`${route.url} does not say who may call it`);
    route.config = { ...route.config, access };
  });
  app.addHook('onRequest', async (request, reply) => {
    const needed = accessOf(request);
    if (needed === 'open') return;
    try {
      request.person = await admit({ request, reply }, needed, people);
    } catch (error) {
      return refuse(request, reply, error);
    }
  });
}

/** Answers itself: a plugin's own error handler must not put a refusal in other words. */
function refuse(request: FastifyRequest, reply: FastifyReply, error: unknown): FastifyReply {
  const problem = problemFor(error);
  if (problem.type === 'internal') request.log.error({ err: error }, 'request failed');
  const asPage = request.is404 ? undefined : request.routeOptions.config.refuse;
  if (asPage === undefined) return sendProblem(request, reply, problem);
  setProblemHeaders(reply, problem);
  return asPage(reply, problem);
}

function accessOf(request: FastifyRequest): Access {
  if (request.is404) return guarded.test(decoded(request.url)) ? 'viewer' : 'open';
  return request.routeOptions.config.access ?? 'admin';
}

function decoded(url: string): string {
  try {
    return decodeURIComponent(url);
  } catch (error) {
    if (error instanceof URIError) return url;
    throw error;
  }
}

/** A request, and where its answer goes. */
export interface Visit {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

async function admit(
  { request, reply }: Visit,
  needed: Role,
  { tokens, users, refused }: People,
): Promise<Person> {
  const person = (await bearerOf(request, tokens)) ?? (await sessionOf(request, reply, users));
  if (person === undefined) {
    throw new ProblemError('unauthenticated', 'Sign in, or send an API token as bearer.');
  }
  if (!mayActAs(person.role, needed)) {
    await refused(request, person);
    throw new ProblemError('forbidden', `This needs the role ${needed}.`);
  }
  if (person.by === 'cookie' && !isSafe(request.method)) refuseOtherSites(request);
  return person;
}

/** Who the request's bearer token belongs to. A wrong one is refused, whatever else comes with it. */
export async function bearerOf(
  { headers }: FastifyRequest,
  tokens: Tokens,
): Promise<Person | undefined> {
  const token = /^Bearer +(\S+)$/i.exec(headers.authorization ?? '')?.[1];
  if (token === undefined) return undefined;
  const person = await tokens.find(token);
  if (person === undefined) throw new ProblemError('unauthenticated', 'This token is not known.');
  return person;
}

/** Who is to be named beside what this request does. */
export function nameOf({ person }: FastifyRequest): string {
  if (person === null) throw new RangeError('nobody is named on an open route');
  return person.name;
}

const isSafe = (method: string): boolean => method === 'GET' || method === 'HEAD';

/** A cookie also comes with what another site makes the browser send. Throws the problem `forbidden`. */
export function refuseOtherSites({ headers, protocol, host }: FastifyRequest): void {
  const site = headers['sec-fetch-site'];
  const isOurs =
    site === undefined
      ? headers.origin === `${protocol}://${host}`
      : site === 'same-origin' || site === 'none';
  if (!isOurs) throw new ProblemError('forbidden', 'This request came from another site.');
}
