import { createHash } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { storyIdFor, submissionIdFor } from '../../shared/ids.ts';
import type { Source } from '../../shared/sources.ts';
import { webhookHeaders } from '../../shared/standard-webhooks.ts';
import { ProblemError } from '../problems.ts';
import type { Submission } from './accept.ts';

export const hashOf = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

/** The request's own key: `Idempotency-Key`, else `webhook-id`. */
export function keyOf({ headers }: FastifyRequest): string | undefined {
  const given = headers['idempotency-key'] ?? headers[webhookHeaders.id];
  if (given === undefined) return undefined;
  if (typeof given === 'string' && /^[\x21-\x7e]{1,255}$/.test(given)) return given;
  throw new ProblemError('malformed', 'Idempotency-Key: up to 255 printable ASCII characters.');
}

/** The format's own identity, for senders without keys: the same story in the same bytes. */
export const ownKey = (externalId: string, bodyHash: string): string =>
  `${externalId}\n${bodyHash}`;

interface Named {
  readonly source: Source;
  readonly externalId: string;
  readonly key: string;
  readonly action: 'submit' | 'withdraw';
  readonly bodyHash: string;
  readonly received?: Date;
}

export const envelopeFor = (
  request: FastifyRequest,
  { source, externalId, key, action, bodyHash, received = new Date() }: Named,
): Submission['envelope'] => ({
  schema: 1,
  submissionId: submissionIdFor(source.id, key),
  storyId: storyIdFor(source.id, externalId),
  source: source.id,
  externalId,
  idempotencyKey: key,
  bodyHash,
  contentType: request.headers['content-type'] ?? '',
  action,
  received: received.toISOString(),
  requestId: request.id,
});
