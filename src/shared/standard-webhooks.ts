import { createHmac, randomBytes } from 'node:crypto';

/**
 * Signing as in Standard Webhooks 1.0.0: HMAC-SHA256 over `id.timestamp.body`, where the body is the
 * raw bytes. A request without a body signs `METHOD path` in its place (our own addition).
 */

export const webhookHeaders = {
  id: 'webhook-id',
  timestamp: 'webhook-timestamp',
  signature: 'webhook-signature',
} as const;

const PREFIX = 'whsec_';
const SECRET_BYTES = 32;

/** `whsec_…` with 32 random bytes. */
export const newWebhookSecret = (): string =>
  `${PREFIX}${randomBytes(SECRET_BYTES).toString('base64')}`;

/** What is signed: the body, or `METHOD path` (path as sent, without its query) where there is none. */
export const signedBody = (
  body: Buffer,
  { method, path }: { method: string; path: string },
): Buffer => (body.length > 0 ? body : Buffer.from(`${method} ${path}`));

/** One signature, as it stands in the list after `v1,`. */
export function webhookSignature(
  secret: string,
  { id, timestamp, body }: { id: string; timestamp: string; body: Uint8Array },
): Buffer {
  const key = Buffer.from(
    secret.startsWith(PREFIX) ? secret.slice(PREFIX.length) : secret,
    'base64',
  );
  return createHmac('sha256', key).update(`${id}.${timestamp}.`).update(body).digest();
}

/** The three headers that prove a request; with several secrets, to who knows any of them. */
export function signWebhook(
  secrets: string | readonly string[],
  { id, body, at = new Date() }: { id: string; body: Uint8Array; at?: Date },
): Record<string, string> {
  const timestamp = String(Math.floor(at.getTime() / 1000));
  const signatures = [secrets]
    .flat()
    .map((secret) => `v1,${webhookSignature(secret, { id, timestamp, body }).toString('base64')}`);
  return {
    [webhookHeaders.id]: id,
    [webhookHeaders.timestamp]: timestamp,
    [webhookHeaders.signature]: signatures.join(' '),
  };
}
