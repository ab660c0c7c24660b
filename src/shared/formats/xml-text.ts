import { Malformed } from './format.ts';
import { withWindowsPunctuation } from './windows-1252.ts';

/** Encodings that XML is read in, by the names that a prolog may give them, in lower case. */
const encodings: Readonly<Record<string, string>> = {
  'utf-8': 'utf-8',
  utf8: 'utf-8',
  'us-ascii': 'utf-8',
  ascii: 'utf-8',
  'utf-16': 'utf-16le',
  'utf-16le': 'utf-16le',
  'utf-16be': 'utf-16be',
  'iso-8859-1': 'windows-1252',
  latin1: 'windows-1252',
  'windows-1252': 'windows-1252',
  cp1252: 'windows-1252',
  'windows-1256': 'windows-1256',
  cp1256: 'windows-1256',
  'windows-1251': 'windows-1251',
  'iso-8859-15': 'iso-8859-15',
};

/** Bytes in which a prolog must have said its encoding. */
const prologBytes = 512;

/**
 * The characters of an XML document: by its byte order mark, else by the encoding that its prolog
 * names, else UTF-8, else (nothing named, and no UTF-8) Windows-1252. Throws Malformed for an
 * encoding that is not read here and for bytes that are not of the encoding named.
 */
export function decodeXml(body: Buffer): string {
  const wide = wideEncoding(body);
  if (wide !== null) return decode(body, wide);
  const named = namedEncoding(body);
  if (named === null) return decodeUnnamed(body);
  const encoding = Object.hasOwn(encodings, named) ? encodings[named] : undefined;
  if (encoding === undefined) {
    throw new Malformed(`The encoding ${named.slice(0, 40)} is not read here; send UTF-8`);
  }
  // A prolog that can be read as ASCII is not UTF-16, whatever it says.
  return decode(body, encoding.startsWith('utf-16') ? 'utf-8' : encoding);
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

function decodeUnnamed(body: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return decode(body, 'windows-1252');
  }
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
