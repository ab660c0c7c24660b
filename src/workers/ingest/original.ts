import { createHash } from 'node:crypto';
import { decodeBase64 } from '../../shared/formats/base64.ts';

/** A picture that came as bytes, and the name that the story knows it by. */
export interface Original {
  readonly sha256: string;
  readonly data: Uint8Array;
}

/** What is smaller holds the place of a picture that a script would load. */
const leastBytes = 200;

/** In memory of its own, which a thread can give away. */
export function originalOf(data: Buffer): Original {
  const isAlone = data.byteLength === data.buffer.byteLength;
  return {
    sha256: createHash('sha256').update(data).digest('hex'),
    data: isAlone ? data : new Uint8Array(data),
  };
}

/** The picture within a `data:` address; `null` where it is none in base64, or a mere placeholder. */
export function originalWithin(address: string): Original | null {
  const [head] = /^\s*data:image\/[\w.+-]+(?:;[\w-]+=[\w.-]*)*;base64,/i.exec(address) ?? [];
  if (head === undefined) return null;
  const base64 = address
    .slice(head.length)
    .replace(/%(2B|2F|3D)/gi, (escaped) => decodeURIComponent(escaped))
    .replace(/\s+/g, '');
  const bytes = decodeBase64(base64);
  return bytes === null || bytes.length < leastBytes ? null : originalOf(bytes);
}
