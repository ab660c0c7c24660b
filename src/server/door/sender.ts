import type { FastifyRequest } from 'fastify';
import { TooCostly, Unavailable } from '../../shared/errors.ts';
import type { Subscriptions } from '../../shared/feeds/subscriptions.ts';
import type { Source } from '../../shared/sources.ts';
import { signedBody } from '../../shared/standard-webhooks.ts';
import type { Threads } from '../../shared/threads/threads.ts';
import { bearerOf } from '../people/access.ts';
import { mayActAs } from '../people/roles.ts';
import type { Tokens } from '../people/tokens.ts';
import { ProblemError } from '../problems.ts';
import { home, type Tried, tryProof } from './proofs/try-proof.ts';

/** Up to here hashing takes less than a few milliseconds. */
const SMALL_BYTES = 1_048_576;
const BUDGET_MS = 10_000;

/**
 * Proves who sends: by one of the source's secrets, in its own way, as the hub of its feed, or by the
 * API token of an editor. All failures look alike from outside; the log says which it was.
 */
export async function proveSender(request: FastifyRequest, body: Buffer, by: Means): Promise<void> {
  const { source } = by;
  const why = await whyNot(request, body, by);
  if (why === undefined) return;
  request.log.warn({ source: source.id, why }, 'submission refused');
  throw new ProblemError(
    'unauthenticated',
    'The request does not prove itself as this source must.',
  );
}

interface Means {
  readonly source: Source;
  readonly tokens: Tokens;
  readonly threads: Threads;
  readonly subscriptions: Subscriptions;
}

async function whyNot(
  request: FastifyRequest,
  body: Buffer,
  { tokens, ...means }: Means,
): Promise<string | undefined> {
  const outcome = await outcomeOf(request, body, means);
  if (outcome === 'proven') return undefined;
  if (typeof outcome === 'object') return outcome.why;
  try {
    return await whyNotByToken(request, tokens);
  } catch (error) {
    if (error instanceof ProblemError && error.type === 'unauthenticated') return error.message;
    throw error;
  }
}

/** What a hub signs with, while a subscription for the source's feed stands. */
async function hubSecretOf(
  { id, feed }: Source,
  subscriptions: Subscriptions,
): Promise<string | undefined> {
  if (feed?.webSub !== true) return undefined;
  const known = await subscriptions.find(id);
  return known?.state === 'active' ? subscriptions.secretOf(id, known) : undefined;
}

/** A large body goes to a thread to be hashed, and comes back. */
async function outcomeOf(
  request: FastifyRequest,
  body: Buffer,
  { source, threads, subscriptions }: Omit<Means, 'tokens'>,
): Promise<Tried['outcome']> {
  const { headers, method, url } = request;
  const claim = {
    ...{ auth: source.auth, source: source.id, headers, now: new Date() },
    secrets: [...source.secrets],
    hubSecret: method === 'POST' ? await hubSecretOf(source, subscriptions) : undefined,
    signed: signedBody(body, { method, path: pathOf(url) }),
  };
  const isAlone = body.byteLength === body.buffer.byteLength;
  if (body.length <= SMALL_BYTES || !isAlone) return tryProof(claim).value.outcome;
  try {
    const call = { home, task: tryProof, argument: claim, giving: [claim.signed] };
    const { outcome, signed } = await threads.run({ ...call, budgetMs: BUDGET_MS });
    request.body = Buffer.from(signed.buffer, signed.byteOffset, signed.byteLength);
    return outcome;
  } catch (error) {
    // Hashing is as costly as the body is long: the machine is too busy, not the body too large.
    if (error instanceof TooCostly) throw new Unavailable('a proof took too long to check');
    throw error;
  }
}

async function whyNotByToken(request: FastifyRequest, tokens: Tokens): Promise<string | undefined> {
  const person = await bearerOf(request, tokens);
  if (person === undefined) return 'neither proof nor token';
  if (!mayActAs(person.role, 'editor')) {
    throw new ProblemError('forbidden', 'To submit by token needs the role editor.');
  }
  return undefined;
}

/** As sent: what was signed is not what a router makes of it. */
export const pathOf = (url: string): string => url.split('?', 1)[0] ?? url;
