import type { IncomingHttpHeaders } from 'node:http';
import { webhookHeaders, webhookSignature } from '../../../shared/standard-webhooks.ts';
import { BadProof, isSame, type Proof, TOLERANCE_MS } from './proof.ts';

const ID = /^[A-Za-z0-9_-]{1,128}$/;
const TIMESTAMP = /^\d{10}$/;
/** A sender that rotates its key sends two; more than this is an attack on our time. */
const MOST_SIGNATURES = 16;

/** Standard Webhooks 1.0.0. */
export const standardWebhooks: Proof = ({ headers, signed, secrets, now }) => {
  if (headers[webhookHeaders.signature] === undefined) return 'absent';
  verifyWebhook(headers, signed, { secrets, now });
  return 'proven';
};

/**
 * Verifies a request signed as in Standard Webhooks 1.0.0: any `v1` signature by any of the secrets
 * will do. Stricter than the reference library on ids and timestamps: a dot in either would let
 * bytes move between the signed parts. Returns the webhook's id; throws BadProof.
 */
export function verifyWebhook(
  headers: IncomingHttpHeaders,
  body: Uint8Array,
  { secrets, now = new Date() }: { secrets: readonly string[]; now?: Date },
): string {
  const id = single(headers, webhookHeaders.id);
  const timestamp = single(headers, webhookHeaders.timestamp);
  const signatures = single(headers, webhookHeaders.signature).split(' ');
  if (!ID.test(id)) throw new BadProof('the id is not of its form');
  if (!TIMESTAMP.test(timestamp)) throw new BadProof('the timestamp is not of its form');
  if (Math.abs(Math.floor(now.getTime() / 1000) - Number(timestamp)) > TOLERANCE_MS / 1000) {
    throw new BadProof('the timestamp is too far from now');
  }
  if (signatures.length > MOST_SIGNATURES) throw new BadProof('too many signatures');
  const given = signatures
    .filter((signature) => signature.startsWith('v1,'))
    .map((signature) => Buffer.from(signature.slice('v1,'.length), 'latin1'));
  const isGood = secrets.some((secret) => {
    const expected = webhookSignature(secret, { id, timestamp, body }).toString('base64');
    const bytes = Buffer.from(expected, 'latin1');
    return given.some((one) => isSame(one, bytes));
  });
  if (!isGood) throw new BadProof('no signature fits');
  return id;
}

function single(headers: IncomingHttpHeaders, name: string): string {
  const value = headers[name];
  if (typeof value !== 'string') throw new BadProof(`${name} is missing`);
  return value;
}
