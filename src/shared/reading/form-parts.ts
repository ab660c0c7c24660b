import { Malformed } from '../formats/format.ts';

/** One part of a form, its bytes cut from the whole. */
export interface FormPart {
  readonly name: string;
  /** Set where the part is a file. */
  readonly filename: string | undefined;
  readonly contentType: string;
  readonly body: Buffer;
}

/** A story, its pictures (60 at most), and some to spare. */
const mostParts = 100;
const longestHeader = 8192;
const newLine = Buffer.from('\r\n');
const headerEnd = Buffer.from('\r\n\r\n');

/** The boundary of a form with files; `undefined` for any other media type. */
export function boundaryOf(contentType: string): string | undefined {
  if (!/^\s*multipart\/form-data\s*(;|$)/i.test(contentType)) return undefined;
  const [, quoted, bare] =
    /;\s*boundary=(?:"([^"]{1,70})"|([^\s;"]{1,70}))/i.exec(contentType) ?? [];
  return quoted ?? bare;
}

/**
 * Takes a form apart (RFC 7578), in time linear to its length. Throws Malformed where it is none:
 * no boundary, a part without a name, or a body that does not end.
 */
export function formParts(form: Buffer, boundary: string): FormPart[] {
  const delimiter = Buffer.from(`\r\n--${boundary}`);
  const parts: FormPart[] = [];
  // The first delimiter may open the body, where no line comes before it.
  const opens = form.subarray(0, delimiter.length - 2).equals(delimiter.subarray(2));
  let at = opens ? delimiter.length - 2 : after(delimiter, form, 0);
  while (!form.subarray(at, at + 2).equals(Buffer.from('--'))) {
    const start = form.indexOf(newLine, at);
    // Nothing but white space may stand behind a delimiter.
    if (start === -1 || !/^[ \t]*$/.test(form.toString('latin1', at, Math.min(start, at + 256)))) {
      throw new Malformed('The form cannot be taken apart: a boundary is broken');
    }
    const end = form.indexOf(delimiter, start);
    if (end === -1) throw new Malformed('The form does not end with its boundary');
    parts.push(partOf(form.subarray(start, end)));
    if (parts.length > mostParts) throw new Malformed(`The form has more than ${mostParts} parts`);
    at = end + delimiter.length;
  }
  return parts;
}

function after(delimiter: Buffer, form: Buffer, from: number): number {
  const at = form.indexOf(delimiter, from);
  if (at === -1) throw new Malformed('The form lacks the boundary that its content type names');
  return at + delimiter.length;
}

/** @param bytes headers, each behind a line break, an empty line, and the body */
function partOf(bytes: Buffer): FormPart {
  const end = bytes.subarray(0, longestHeader).indexOf(headerEnd);
  if (end === -1) throw new Malformed('A part of the form has no end of its headers');
  const headers = bytes.toString('utf8', newLine.length, end);
  const disposition = headerNamed('content-disposition', headers) ?? '';
  const name = /^form-data\b/i.test(disposition) ? parameter('name', disposition) : undefined;
  if (name === undefined || name === '') throw new Malformed('A part of the form has no name');
  const encoding = headerNamed('content-transfer-encoding', headers) ?? 'binary';
  if (!/^(binary|8bit|7bit)$/i.test(encoding)) {
    throw new Malformed(`The part ${name} is encoded as ${encoding}; send its bytes as they are`);
  }
  return {
    name,
    filename: parameter('filename', disposition),
    contentType: headerNamed('content-type', headers) ?? '',
    body: bytes.subarray(end + headerEnd.length),
  };
}

const headerNamed = (name: string, headers: string): string | undefined =>
  headers
    .split('\r\n')
    .find((line) => line.toLowerCase().startsWith(`${name}:`))
    ?.slice(name.length + 1)
    .trim();

/** Quotes in it are escaped by curl as `\"`, by browsers as `%22`. */
function parameter(name: string, header: string): string | undefined {
  const pattern = new RegExp(`;\\s*${name}=(?:"((?:[^"\\\\]|\\\\.)*)"|([^\\s;"]+))`, 'i');
  const [, quoted, bare] = pattern.exec(header) ?? [];
  return quoted?.replace(/\\(.)/g, '$1').replaceAll('%22', '"') ?? bare;
}
