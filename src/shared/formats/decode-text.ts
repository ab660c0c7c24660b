import { isUtf8 } from 'node:buffer';
import { Malformed } from './format.ts';
import { withWindowsPunctuation } from './windows-1252.ts';

const byteOrderMarks: readonly (readonly [string, Buffer])[] = [
  ['utf-8', Buffer.from([0xef, 0xbb, 0xbf])],
  ['utf-16le', Buffer.from([0xff, 0xfe])],
  ['utf-16be', Buffer.from([0xfe, 0xff])],
];

/**
 * Reads text of any of the encodings in which newsrooms still write: UTF-8 or UTF-16, the one
 * declared, else Windows-1256 where it makes Arabic letters, else Windows-1252.
 * Throws Malformed for what is no text at all.
 */
export function decodeText(bytes: Buffer, declared?: string): string {
  const mark = byteOrderMarks.find(([, bom]) => bytes.subarray(0, bom.length).equals(bom));
  const label = mark?.[0] ?? (isUtf8(bytes) ? 'utf-8' : (known(declared) ?? guess(bytes)));
  const decoded = new TextDecoder(label).decode(bytes);
  const text = label === 'windows-1252' ? withWindowsPunctuation(decoded) : decoded;
  if (text.includes('\0')) throw new Malformed('The body is not text');
  return text;
}

/** Declared as UTF-8 but not valid in it means that the declaration is wrong. */
function known(label: string | undefined): string | undefined {
  if (label === undefined) return undefined;
  try {
    const { encoding } = new TextDecoder(label);
    return encoding.startsWith('utf-') ? undefined : encoding;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return undefined;
  }
}

function guess(bytes: Buffer): string {
  const sample = new TextDecoder('windows-1256').decode(bytes.subarray(0, 16_384));
  const arabic = sample.match(/\p{Script=Arabic}{3,}/gu)?.join('').length ?? 0;
  const other = sample.match(/[^\0-\x7F]/gu)?.length ?? 0;
  return arabic * 2 > other ? 'windows-1256' : 'windows-1252';
}
