/**
 * How keys lie on disk. A folder segment is a folder, the last one a file whose name ends with `=`,
 * so `a` and `a/b` coexist. Bytes other than a-z 0-9 . _ - are written as %xx, so that neither case
 * nor Unicode form can make two keys one. Segments beyond 180 characters go on in a folder whose
 * name ends with `~`. A name with `=` elsewhere is ours: temporary files and locks.
 */
import { join } from 'node:path';

const PLAIN = /^[a-z0-9._-]+$/;
const PLAIN_KEY = /^[a-z0-9._/-]*$/;
const NAME = /^(?:[a-z0-9._-]|%[0-9a-f]{2})+[=~]?$/;
const LONGEST = 180;

export type NameKind = 'object' | 'folder' | 'continuation';

/** Path of an object's file below the root. */
export const filePath = (key: string): string => `${folderPath(key)}=`;

/** Path of a folder below the root; `key` without the closing slash. */
export const folderPath = (key: string): string =>
  key.length <= LONGEST && PLAIN_KEY.test(key) ? key : join(...key.split('/').map(segmentPath));

/** What a name on disk is; `undefined` where it is no part of a key. */
export function kindOf(name: string): NameKind | undefined {
  if (!NAME.test(name)) return undefined;
  if (name.endsWith('=')) return 'object';
  return name.endsWith('~') ? 'continuation' : 'folder';
}

/** Undoes the encoding of one whole segment. */
export const decodeSegment = (encoded: string): string =>
  encoded.includes('%') ? Buffer.from(unescapeBytes(encoded), 'latin1').toString() : encoded;

function segmentPath(segment: string): string {
  const encoded = PLAIN.test(segment) ? segment : escapeBytes(segment);
  const pieces: string[] = [];
  let from = 0;
  while (encoded.length - from > LONGEST) {
    const escaped = encoded.lastIndexOf('%', from + LONGEST - 1);
    const cut = escaped > from + LONGEST - 3 ? escaped : from + LONGEST;
    pieces.push(`${encoded.slice(from, cut)}~`);
    from = cut;
  }
  return join(...pieces, encoded.slice(from));
}

const escapeBytes = (segment: string): string =>
  Buffer.from(segment)
    .toString('latin1')
    .replace(/[^a-z0-9._-]/g, (byte) => `%${byte.charCodeAt(0).toString(16).padStart(2, '0')}`);

const unescapeBytes = (encoded: string): string =>
  encoded.replace(/%(..)/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
