import { createHmac } from 'node:crypto';
import { BadProof, isSame, type Proof } from './proof.ts';

const HEADER = 'x-hub-signature-256';
const FORM = /^sha256=([0-9a-f]{64})$/i;

/**
 * `X-Hub-Signature-256: sha256=<hex>`, HMAC-SHA256 of the body, as GitHub and WebSub hubs sign. It
 * holds no time: a body that was overheard may be sent again, and is then a repeat.
 */
export const hubSignature: Proof = ({ headers, signed, secrets }) => {
  const given = headers[HEADER];
  if (given === undefined) return 'absent';
  const hex = typeof given === 'string' ? FORM.exec(given)?.[1] : undefined;
  if (hex === undefined) throw new BadProof('the signature is not of its form');
  const bytes = Buffer.from(hex, 'hex');
  const isGood = secrets.some((secret) =>
    isSame(bytes, createHmac('sha256', secret).update(signed).digest()),
  );
  if (!isGood) throw new BadProof('the signature does not fit');
  return 'proven';
};
