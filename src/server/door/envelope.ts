import type { FastifyRequest } from 'fastify';
import { envelopeOf, type StoryEnvelope } from '../../shared/archive/envelope.ts';
import type { Source } from '../../shared/sources.ts';
import { webhookHeaders } from '../../shared/standard-webhooks.ts';
import { ProblemError } from '../problems.ts';

/** W3C Trace Context: version, trace id, parent id, flags; of later versions more may follow. */
const traceparent =
  /^(?!ff)[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}(?:-|$)/;

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
    trace: traceOf(headers.traceparent),
  });

/** The trace that the sender is in. An invalid header is as none, as the standard wants it. */
function traceOf(header: string | string[] | undefined): string | undefined {
  return typeof header === 'string' ? traceparent.exec(header)?.[1] : undefined;
}
