import { isUtf8 } from 'node:buffer';
import parseSafely from 'secure-json-parse';
import { Malformed } from './format.ts';

/** Levels of arrays and objects that a submission may nest. */
const maximumDepth = 64;
/** Values that a submission may hold; what it may hold of text is bounded by its size alone. */
const maximumValues = 20_000;

const quote = 0x22;
const comma = 0x2c;
const backslash = 0x5c;
const openBracket = 0x5b;
const closeBracket = 0x5d;
const openBrace = 0x7b;
const closeBrace = 0x7d;

/**
 * Parses JSON in UTF-8 that a stranger sent. Throws Malformed for bytes that are not UTF-8, for
 * text that is not JSON, for keys that could reach a prototype, and for more than 64 levels or
 * 20,000 values, which are counted before anything is built from them.
 */
export function readJson(body: Buffer): unknown {
  if (!isUtf8(body)) throw new Malformed('The body is not valid UTF-8; send JSON encoded as UTF-8');
  checkShape(body);
  try {
    return parseSafely(body.toString('utf8').replace(/^\uFEFF/, ''), {
      protoAction: 'error',
      constructorAction: 'error',
    });
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new Malformed(`The body is not acceptable JSON: ${error.message.slice(0, 200)}`, {
      cause: error,
    });
  }
}

function checkShape(body: Buffer): void {
  let depth = 0;
  let values = 0;
  for (let at = 0; at < body.length; at += 1) {
    const byte = body[at];
    if (byte === quote) {
      at = endOfString(body, at);
    } else if (byte === openBracket || byte === openBrace) {
      depth += 1;
      values += 1;
      if (depth > maximumDepth) throw new Malformed(`Nested deeper than ${maximumDepth} levels`);
    } else if (byte === closeBracket || byte === closeBrace) {
      depth -= 1;
    } else if (byte === comma) {
      values += 1;
    }
    if (values > maximumValues) throw new Malformed(`More than ${maximumValues} values`);
  }
}

/** Jumps over strings without escapes, such as pictures in base64, at the speed of memchr. */
function endOfString(body: Buffer, start: number): number {
  const first = body.indexOf(quote, start + 1);
  if (first === -1) return body.length;
  if (body[first - 1] !== backslash) return first;
  let at = start + 1;
  while (at < body.length && body[at] !== quote) at += body[at] === backslash ? 2 : 1;
  return at;
}
