import type { FastifyRequest } from 'fastify';
import type { Subscriptions } from '../../shared/feeds/subscriptions.ts';
import type { Source } from '../../shared/sources.ts';
import { signedBody } from '../../shared/standard-webhooks.ts';
import { bearerOf } from '../people/access.ts';
import { mayActAs } from '../people/roles.ts';
import type { Tokens } from '../people/tokens.ts';
import { ProblemError } from '../problems.ts';
import { hubPush } from './proofs/hub-push.ts';
import { BadProof } from './proofs/proof.ts';
import { proofs } from './proofs/proofs.ts';

interface ProofTools {
  readonly source: Source;
  readonly tokens: Tokens;
  readonly subscriptions: Subscriptions;
}

/**
 * Proves who sends: by one of the source's secrets, in its own way, as the hub of its feed, or by the
 * API token of an editor. All
 * failures look alike from outside; the log says which it was.
 */
export async function proveSender(
  request: FastifyRequest,
  body: Buffer,
  { source, tokens, subscriptions }: ProofTools,
): Promise<void> {
  const why = await whyNot(request, body, { source, tokens, subscriptions });
  if (why === undefined) return;
  request.log.warn({ source: source.id, why }, 'submission refused');
  throw new ProblemError(
    'unauthenticated',
    'The request does not prove itself as this source must.',
  );
}

async function whyNot(
  request: FastifyRequest,
  body: Buffer,
  { source, tokens, subscriptions }: ProofTools,
): Promise<string | undefined> {
  try {
    const signed = signedBody(body, { method: request.method, path: pathOf(request.url) });
    const proof = proofs[source.auth]({
      headers: request.headers,
      signed,
      source: source.id,
      secrets: source.secrets,
      now: new Date(),
    });
    if (proof === 'proven') return undefined;
    const hubSecret = await hubSecretOf(source, subscriptions);
    if (hubSecret !== undefined && request.method === 'POST') {
      const { headers } = request;
      if (hubPush({ headers, signed }, hubSecret) === 'proven') return undefined;
    }
    return await whyNotByToken(request, tokens);
  } catch (error) {
    if (error instanceof BadProof) return error.message;
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
