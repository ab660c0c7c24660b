import { createHash } from 'node:crypto';

/** RFC 4648, in lower case. */
const ALPHABET = 'abcdefghijklmnopqrstuvwxyz234567';

/** The first `length` characters of the base32 of some bytes. */
function base32(bytes: Uint8Array, length: number): string {
  let text = '';
  let bits = 0;
  let pending = 0;
  for (const byte of bytes) {
    pending = (pending << 8) | byte;
    for (bits += 8; bits >= 5; bits -= 5) text += ALPHABET[(pending >>> (bits - 5)) & 31];
    pending &= (1 << bits) - 1;
    if (text.length >= length) break;
  }
  return text.slice(0, length);
}

const hashOf = (first: string, second: string): Buffer =>
  createHash('sha256').update(`${first}\0${second}`).digest();

/** A story is named by its source and the source's own id for it (DESIGN: contract). */
export const storyIdFor = (source: string, externalId: string): string =>
  base32(hashOf(source, externalId), 20);

/** A submission is named by its source and idempotency key: the same key is the same submission. */
export const submissionIdFor = (source: string, idempotencyKey: string): string =>
  base32(hashOf(source, idempotencyKey), 26);

export const isStoryId = (text: string): boolean => /^[a-z2-7]{20}$/.test(text);
export const isSubmissionId = (text: string): boolean => /^[a-z2-7]{26}$/.test(text);
