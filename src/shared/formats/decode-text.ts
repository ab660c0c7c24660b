import { isUtf8 } from 'node:buffer';
import { encodingNamed } from './charset.ts';
import { Malformed } from './format.ts';
import { withWindowsPunctuation } from './windows-1252.ts';

const byteOrderMarks: readonly (readonly [string, Buffer])[] = [
  ['utf-8', Buffer.from([0xef, 0xbb, 0xbf])],
  ['utf-16le', Buffer.from([0xff, 0xfe])],
  ['utf-16be', Buffer.from([0xfe, 0xff])],
];

/**
 * Reads text of any of the encodings in which newsrooms still write: that of its byte order mark,
 * UTF-8 where it is that, the one declared, else Windows-1256 where it makes Arabic letters, else
 * Windows-1252. Throws Malformed for what is no text at all.
 */
export function decodeText(bytes: Buffer, declared?: string): string {
  const encoding = markedEncoding(bytes) ?? unmarkedEncoding(bytes, declared);
  const decoded = new TextDecoder(encoding).decode(bytes);
  const text = encoding === 'windows-1252' ? withWindowsPunctuation(decoded) : decoded;
  if (text.includes('\0')) throw new Malformed('The body is not text');
  return text;
}

const markedEncoding = (bytes: Buffer): string | undefined =>
  byteOrderMarks.find(([, mark]) => bytes.subarray(0, mark.length).equals(mark))?.[0];

/** Other encodings look like UTF-8 by nothing but a very short accident. */
function unmarkedEncoding(bytes: Buffer, declared: string | undefined): string {
  if (isPlainUtf8(bytes)) return 'utf-8';
  const named = encodingNamed(declared);
  // Declared as UTF-8 but not valid in it means that the declaration is wrong.
  return named === undefined || named === 'utf-8' ? guessEncoding(bytes) : named;
}

/** Zeros are of UTF-16, escapes of ISO-2022. */
export const isPlainUtf8 = (bytes: Buffer): boolean =>
  isUtf8(bytes) && !bytes.includes(0) && !bytes.includes(0x1b);

/** For bytes of which nobody said what they are, and that are no UTF-8. */
export function guessEncoding(bytes: Buffer): 'windows-1256' | 'windows-1252' {
  const sample = new TextDecoder('windows-1256').decode(bytes.subarray(0, 16_384));
  const arabic = sample.match(/\p{Script=Arabic}{3,}/gu)?.join('').length ?? 0;
  const other = sample.match(/[^\0-\x7F]/gu)?.length ?? 0;
  return arabic * 2 > other ? 'windows-1256' : 'windows-1252';
}
