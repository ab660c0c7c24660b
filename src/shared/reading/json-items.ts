import { isUtf8 } from 'node:buffer';
import { Invalid, Malformed } from '../../shared/formats/format.ts';
import { readJson } from '../../shared/formats/json.ts';

const quote = 0x22;
const comma = 0x2c;
const backslash = 0x5c;
const opening = new Set([0x5b, 0x7b]);
const closing = new Set([0x5d, 0x7d]);
const [openBracket, closeBracket] = [0x5b, 0x5d];
const spaces = new Set([0x20, 0x09, 0x0a, 0x0d]);
const byteOrderMark = Buffer.from([0xef, 0xbb, 0xbf]);

/**
 * The items of a JSON array, each as the bytes it was sent in; whether they are JSON is for their
 * reader to find. Throws Malformed where no array can be made out, Invalid where the body is
 * something else than an array, or one of more than `most` items.
 */
export function jsonItems(body: Buffer, most: number): Buffer[] {
  if (!isUtf8(body)) throw new Malformed('The body is not valid UTF-8; send JSON encoded as UTF-8');
  const hasMark = body.subarray(0, byteOrderMark.length).equals(byteOrderMark);
  const start = afterSpace(body, hasMark ? byteOrderMark.length : 0);
  if (body[start] !== openBracket) {
    readJson(body);
    throw new Invalid([{ pointer: '#', detail: 'expected array; send [story, story, …]' }]);
  }
  const items: Buffer[] = [];
  let at = afterSpace(body, start + 1);
  if (body[at] !== closeBracket) {
    for (at = start; body[at] !== closeBracket; ) {
      const from = afterSpace(body, at + 1);
      at = endOfItem(body, from);
      items.push(withoutEnd(body, from, at));
      if (items.length > most) {
        throw new Invalid([{ pointer: '#', detail: `too many; at most ${most}` }]);
      }
    }
  }
  if (afterSpace(body, at + 1) < body.length) throw new Malformed('More follows after the array');
  return items;
}

function afterSpace(body: Buffer, from: number): number {
  let at = from;
  while (spaces.has(body[at] ?? 0)) at += 1;
  return at;
}

/** Place of the comma or bracket behind an item. */
function endOfItem(body: Buffer, from: number): number {
  let depth = 0;
  for (let at = from; at < body.length; at += 1) {
    const byte = body[at] ?? 0;
    if (depth === 0 && (byte === comma || byte === closeBracket)) return at;
    if (byte === quote) at = endOfString(body, at);
    else if (opening.has(byte)) depth += 1;
    else if (closing.has(byte)) depth -= 1;
    if (depth < 0) break;
  }
  throw new Malformed('The body is not acceptable JSON: the array does not end');
}

/** By leaps from quote to quote: a picture in base64 goes by at the speed of memchr. */
function endOfString(body: Buffer, start: number): number {
  for (let at = start; ; ) {
    at = body.indexOf(quote, at + 1);
    if (at === -1) return body.length;
    let slashes = 0;
    while (body[at - 1 - slashes] === backslash) slashes += 1;
    if (slashes % 2 === 0) return at;
  }
}

function withoutEnd(body: Buffer, from: number, end: number): Buffer {
  let last = end;
  while (last > from && spaces.has(body[last - 1] ?? 0)) last -= 1;
  if (last === from) throw new Malformed('The body is not acceptable JSON: an item is missing');
  return body.subarray(from, last);
}
