import { createHmac } from 'node:crypto';
import { BadProof, type Claim, isSame } from './proof.ts';

const HEADER = 'x-hub-signature';
const FORM = /^(sha1|sha256|sha384|sha512)=([0-9a-f]{40,128})$/i;

/**
 * `X-Hub-Signature: METHOD=<hex>`, HMAC of the body keyed with the secret that we gave to the hub
 * (WebSub 1.0, section 7.1). `absent` where the request has no such header. Throws BadProof.
 */
export function hubPush(
  { headers, signed }: Pick<Claim, 'headers' | 'signed'>,
  secret: string,
): 'proven' | 'absent' {
  const given = headers[HEADER];
  if (given === undefined) return 'absent';
  const [, method, hex] = (typeof given === 'string' ? FORM.exec(given) : null) ?? [];
  if (method === undefined || hex === undefined) {
    throw new BadProof('the hub’s signature is not of its form');
  }
  const expected = createHmac(method.toLowerCase(), secret).update(signed).digest();
  if (!isSame(Buffer.from(hex, 'hex'), expected)) {
    throw new BadProof('the hub’s signature does not fit');
  }
  return 'proven';
}
