const LONGEST_BYTES = 900;
/** What a listing in XML cannot carry, and halves of characters. */
const FORBIDDEN = /[\p{Cc}\p{Surrogate}\ufffe\uffff]/u;
const PLAIN = /^[a-z0-9][a-z0-9._-]*(?:\/[a-z0-9][a-z0-9._-]*)*$/;

/** Throws where a key is not one that every store can hold (see `ObjectStore`). */
export function checkKey(key: string): void {
  if (key.length <= LONGEST_BYTES && PLAIN.test(key)) return;
  const fault = faultOf(key);
  if (fault) throw new Error(`Bad object key ${JSON.stringify(key.slice(0, 120))}: ${fault}`);
}

function faultOf(key: string): string | undefined {
  if (key === '') return 'it is empty';
  if (Buffer.byteLength(key) > LONGEST_BYTES) return `it is longer than ${LONGEST_BYTES} bytes`;
  if (FORBIDDEN.test(key)) return 'it has control characters or broken Unicode';
  const bad = key.split('/').find((segment) => ['', '.', '..'].includes(segment));
  return bad === undefined ? undefined : `the segment "${bad}" is not allowed`;
}

/** Byte order of UTF-8, in which S3 lists; plain string order differs beyond U+FFFF. */
export function compareKeys(a: string, b: string): number {
  const shorter = Math.min(a.length, b.length);
  for (let at = 0; at < shorter; at += 1) {
    const one = a.charCodeAt(at);
    const other = b.charCodeAt(at);
    if (one !== other) return rank(one) - rank(other);
  }
  return a.length - b.length;
}

const rank = (unit: number): number => (unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit);
