import { createHmac } from 'node:crypto';
import { BadProof, isSame, type Proof, TOLERANCE_MS } from './proof.ts';

const HEADER = 'x-ghost-signature';
const FORM = /^sha256=([0-9a-f]{64}), ?t=(\d{13})$/i;

/** `X-Ghost-Signature: sha256=<hex>, t=<ms>`, HMAC-SHA256 of the body with the time behind it. */
export const ghost: Proof = ({ headers, signed, secrets, now }) => {
  const given = headers[HEADER];
  if (given === undefined) return 'absent';
  const [, hex, time] = (typeof given === 'string' ? FORM.exec(given) : null) ?? [];
  if (hex === undefined || time === undefined) {
    throw new BadProof('the signature is not of its form');
  }
  if (Math.abs(now.getTime() - Number(time)) > TOLERANCE_MS) {
    throw new BadProof('the timestamp is too far from now');
  }
  const bytes = Buffer.from(hex, 'hex');
  const isGood = secrets.some((secret) =>
    isSame(bytes, createHmac('sha256', secret).update(signed).update(time).digest()),
  );
  if (!isGood) throw new BadProof('the signature does not fit');
  return 'proven';
};
