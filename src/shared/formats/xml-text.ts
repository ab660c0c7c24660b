import { encodingNamed } from './charset.ts';
import { guessEncoding, isPlainUtf8 } from './decode-text.ts';
import { Malformed } from './format.ts';
import { withWindowsPunctuation } from './windows-1252.ts';

/** Bytes in which a prolog must have said its encoding. */
const prologBytes = 512;

/**
 * The characters of an XML document: by its byte order mark, as UTF-8 where it is that, else by
 * the charset of its media type, else by the encoding that its prolog names, else (nothing named)
 * Windows-1256 or 1252. Throws Malformed for an encoding that nobody knows and for bytes that are
 * not of the encoding named.
 */
export function decodeXml(body: Buffer, charset?: string): string {
  const wide = wideEncoding(body);
  if (wide !== null) return decode(body, wide);
  const named = charset ?? namedEncoding(body);
  const encoding = encodingNamed(named ?? undefined);
  if (named !== null && encoding === undefined) {
    throw new Malformed(`The encoding ${named.slice(0, 40)} is not read here; send UTF-8`);
  }
  if (isPlainUtf8(body)) return decode(body, 'utf-8');
  // What can be read as ASCII is not UTF-16, whatever its prolog says.
  if (encoding?.startsWith('utf-16')) return decode(body, 'utf-8');
  return decode(body, encoding ?? guessEncoding(body));
}

/** Told by the byte order mark, or by how `<` stands there. */
function wideEncoding([first, second]: Buffer): string | null {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  if (first === 0x3c && second === 0) return 'utf-16le';
  if (first === 0 && second === 0x3c) return 'utf-16be';
  return null;
}

function namedEncoding(body: Buffer): string | null {
  if (body[0] === 0xef && body[1] === 0xbb && body[2] === 0xbf) return 'utf-8';
  const prolog = body.toString('latin1', 0, prologBytes);
  const [, named] = /^\s*<\?xml\s[^>]*?encoding\s*=\s*["']([^"'>]*)["']/.exec(prolog) ?? [];
  return named?.toLowerCase() ?? null;
}

function decode(body: Buffer, encoding: string): string {
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(body);
    return encoding === 'windows-1252' ? withWindowsPunctuation(text) : text;
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new Malformed(`The body is not valid ${encoding.toUpperCase()}, which it says it is`, {
      cause: error,
    });
  }
}
