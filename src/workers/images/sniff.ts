/** What the first bytes say: a format that we read, or the name of one that we do not. */
export type Sniffed = { readonly mediaType: PictureType } | { readonly other: string };

export type PictureType =
  | 'image/jpeg'
  | 'image/png'
  | 'image/webp'
  | 'image/gif'
  | 'image/avif'
  | 'image/tiff';

/** Signatures in hex; `..` stands for any byte. */
const pictures: readonly (readonly [string, PictureType])[] = [
  ['ffd8ff', 'image/jpeg'],
  ['89504e470d0a1a0a', 'image/png'],
  ['52494646........57454250', 'image/webp'],
  ['474946383761', 'image/gif'],
  ['474946383961', 'image/gif'],
  ['49492a00', 'image/tiff'],
  ['4d4d002a', 'image/tiff'],
];

const others: readonly (readonly [string, string])[] = [
  ['ff0a', 'image/jxl'],
  ['0000000c4a584c20', 'image/jxl'],
  ['0000000c6a502020', 'image/jp2'],
  ['424d', 'image/bmp'],
  ['00000100', 'image/x-icon'],
  ['38425053', 'image/vnd.adobe.photoshop'],
  ['25504446', 'application/pdf'],
  ['25215053', 'application/postscript'],
  ['504b0304', 'application/zip'],
  ['1f8b', 'application/gzip'],
  ['7f454c46', 'application/x-executable'],
];

/** Decides by the bytes alone; names and headers lie. */
export function sniff(body: Buffer): Sniffed {
  if (body.length === 0) return { other: 'empty' };
  const start = body.subarray(0, 16).toString('hex');
  const picture = pictures.find(([signature]) => matches(start, signature));
  if (picture) return { mediaType: picture[1] };
  if (body.toString('latin1', 4, 8) === 'ftyp') return sniffBrands(body);
  const other = others.find(([signature]) => matches(start, signature));
  return { other: other?.[1] ?? sniffText(body) };
}

const matches = (start: string, signature: string) =>
  [...signature].every((digit, at) => digit === '.' || digit === start[at]);

/** ISO base media files: the major brand, then the compatible ones. */
function sniffBrands(body: Buffer): Sniffed {
  const end = Math.min(body.length >= 4 ? body.readUInt32BE(0) : 0, body.length, 256);
  const major = body.toString('latin1', 8, 12);
  const brands = [major];
  for (let at = 16; at + 4 <= end; at += 4) brands.push(body.toString('latin1', at, at + 4));
  if (major === 'avis') return { other: 'an animated image/avif' };
  if (brands.includes('avif')) return { mediaType: 'image/avif' };
  if (brands.some((brand) => /^(hei[cxms]|hev[cxms]|mif1|msf1)$/.test(brand))) {
    return { other: 'image/heic' };
  }
  return { other: 'video/mp4' };
}

function sniffText(body: Buffer): string {
  const text = body
    .toString('utf8', 0, 1024)
    .replace(/^\uFEFF/, '')
    .trimStart()
    .toLowerCase();
  if (/<svg[\s>]/.test(text)) return 'image/svg+xml';
  if (/^(<!--|<!doctype html|<html|<head|<body|<script|<title)/.test(text)) return 'text/html';
  if (text.startsWith('<?xml')) return 'application/xml';
  if (/^[[{]/.test(text)) return 'application/json';
  // biome-ignore lint/suspicious/noControlCharactersInRegex: their absence is what makes it text
  return /[\u0000-\u0008\u000e-\u001f\ufffd]/.test(text) ? 'an unknown format' : 'text/plain';
}
