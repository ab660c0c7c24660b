import { timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { webhookHeaders, webhookSignature } from '../../shared/standard-webhooks.ts';

const TOLERANCE_SECONDS = 5 * 60;
const ID = /^[A-Za-z0-9_-]{1,128}$/;
const TIMESTAMP = /^\d{10}$/;
/** A sender that rotates its key sends two; more than this is an attack on our time. */
const MOST_SIGNATURES = 16;

/** Why a request is not what it claims to be. For our log; the sender is told nothing of it. */
export class BadSignature extends Error {
  override readonly name = 'BadSignature';
}

/**
 * Verifies a request signed as in Standard Webhooks 1.0.0: any `v1` signature by any of the secrets
 * will do. Stricter than the reference library on ids and timestamps: a dot in either would let
 * bytes move between the signed parts. Returns the webhook's id; throws BadSignature.
 */
export function verifyWebhook(
  headers: IncomingHttpHeaders,
  body: Uint8Array,
  { secrets, now = new Date() }: { secrets: readonly string[]; now?: Date },
): string {
  const id = single(headers, webhookHeaders.id);
  const timestamp = single(headers, webhookHeaders.timestamp);
  const signatures = single(headers, webhookHeaders.signature).split(' ');
  if (!ID.test(id)) throw new BadSignature('the id is not of its form');
  if (!TIMESTAMP.test(timestamp)) throw new BadSignature('the timestamp is not of its form');
  if (Math.abs(Math.floor(now.getTime() / 1000) - Number(timestamp)) > TOLERANCE_SECONDS) {
    throw new BadSignature('the timestamp is too far from now');
  }
  if (signatures.length > MOST_SIGNATURES) throw new BadSignature('too many signatures');
  const given = signatures
    .filter((signature) => signature.startsWith('v1,'))
    .map((signature) => Buffer.from(signature.slice('v1,'.length), 'latin1'));
  const isGood = secrets.some((secret) => {
    const expected = webhookSignature(secret, { id, timestamp, body }).toString('base64');
    const bytes = Buffer.from(expected, 'latin1');
    return given.some((one) => one.length === bytes.length && timingSafeEqual(one, bytes));
  });
  if (!isGood) throw new BadSignature('no signature fits');
  return id;
}

function single(headers: IncomingHttpHeaders, name: string): string {
  const value = headers[name];
  if (typeof value !== 'string') throw new BadSignature(`${name} is missing`);
  return value;
}
