import { isUtf8 } from 'node:buffer';
import type { Submitted, SubmittedImage } from '../../shared/formats/format.ts';
import { windows1252 } from '../../shared/formats/windows-1252.ts';

/** UTF-8 read as Windows-1252 holds such pairs: `â€`, `Ø§`, `Ã©`. */
const suspect = /[Â-ô][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]/;

/**
 * Text that was UTF-8 and had been read as Windows-1252, as it was meant; `undefined` where it is
 * not so through and through: a whole text comes back as valid UTF-8 by no accident.
 */
export function mended(text: string): string | undefined {
  if (!suspect.test(text)) return undefined;
  const bytes = Buffer.alloc(text.length);
  for (let at = 0; at < text.length; at += 1) {
    const byte = byteOf(text.charCodeAt(at));
    if (byte === undefined) return undefined;
    bytes[at] = byte;
  }
  return isUtf8(bytes) ? bytes.toString('utf8') : undefined;
}

const upper = new Map([...windows1252].map((letter, at) => [letter.charCodeAt(0), 0x80 + at]));

/** Decoders leave what Windows-1252 has no letter for as a control of the same number. */
const byteOf = (code: number): number | undefined => (code < 0x100 ? code : upper.get(code));

const lines = [
  ...['headline', 'alternativeHeadline', 'description', 'byline', 'dateline', 'slug', 'section'],
  ...['body', 'copyrightHolder', 'usageTerms', 'editorialNote'],
];
const imageLines = ['caption', 'creditLine', 'altText', 'usageTerms'];

/** A submission with its broken texts mended, and which fields those were. */
export function mendTexts(submitted: Submitted): { submitted: Submitted; fields: string[] } {
  const fields = new Set<string>();
  const mend = (text: string, field: string): string => {
    const better = mended(text);
    if (better !== undefined) fields.add(field);
    return better ?? text;
  };
  const texts = <T extends object>(holder: T, names: readonly string[], field?: string): T => {
    const changed = Object.entries(holder).map(([name, value]) => [
      name,
      typeof value === 'string' && names.includes(name) ? mend(value, field ?? name) : value,
    ]);
    return { ...holder, ...Object.fromEntries(changed) };
  };
  const mendedOnes = {
    ...texts(submitted, lines),
    keywords: submitted.keywords.map((keyword) => mend(keyword, 'keywords')),
    images: submitted.images.map((image: SubmittedImage) => texts(image, imageLines, 'images')),
    authors: submitted.authors.map((author) => texts(author, ['name', 'bio'], 'authors')),
    corrections: submitted.corrections.map((one) => texts(one, ['text'], 'corrections')),
  };
  return { submitted: mendedOnes, fields: [...fields] };
}
