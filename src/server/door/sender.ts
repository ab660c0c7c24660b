import type { FastifyRequest } from 'fastify';
import type { Source } from '../../shared/sources.ts';
import { signedBody } from '../../shared/standard-webhooks.ts';
import { bearerOf } from '../people/access.ts';
import { mayActAs } from '../people/roles.ts';
import type { Tokens } from '../people/tokens.ts';
import { ProblemError } from '../problems.ts';
import { BadProof } from './proofs/proof.ts';
import { proofs } from './proofs/proofs.ts';

/**
 * Proves who sends: by one of the source's secrets, in its own way, or by the API token of an editor. All
 * failures look alike from outside; the log says which it was.
 */
export async function proveSender(
  request: FastifyRequest,
  body: Buffer,
  { source, tokens }: { source: Source; tokens: Tokens },
): Promise<void> {
  const why = await whyNot(request, body, { source, tokens });
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
  { source, tokens }: { source: Source; tokens: Tokens },
): Promise<string | undefined> {
  try {
    const proof = proofs[source.auth]({
      headers: request.headers,
      signed: signedBody(body, { method: request.method, path: pathOf(request.url) }),
      source: source.id,
      secrets: source.secrets,
      now: new Date(),
    });
    return proof === 'proven' ? undefined : await whyNotByToken(request, tokens);
  } catch (error) {
    if (error instanceof BadProof) return error.message;
    if (error instanceof ProblemError && error.type === 'unauthenticated') return error.message;
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
