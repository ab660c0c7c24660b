import type { FastifyRequest } from 'fastify';
import { envelopeOf, type StoryEnvelope } from '../../shared/archive/envelope.ts';
import type { Source } from '../../shared/sources.ts';
import { webhookHeaders } from '../../shared/standard-webhooks.ts';
import { ProblemError } from '../problems.ts';

/** The request's own key: `Idempotency-Key`, else `webhook-id`. */
export function keyOf({ headers }: FastifyRequest): string | undefined {
  const given = headers['idempotency-key'] ?? headers[webhookHeaders.id];
  if (given === undefined) return undefined;
  if (typeof given === 'string' && /^[\x21-\x7e]{1,255}$/.test(given)) return given;
  throw new ProblemError('malformed', 'Idempotency-Key: up to 255 printable ASCII characters.');
}

interface Named {
  readonly source: Source;
  readonly externalId: string;
  readonly key: string;
  readonly action: 'submit' | 'withdraw';
  readonly bodyHash: string;
  readonly received?: Date;
}

export const envelopeFor = (
  { headers, id }: FastifyRequest,
  { source, received = new Date(), ...named }: Named,
): StoryEnvelope =>
  envelopeOf({
    ...named,
    source: source.id,
    received,
    contentType: headers['content-type'] ?? '',
    requestId: id,
  });
