import type { PictureMetadata } from '../../../shared/rights/picture-metadata.ts';
import { urlOf } from '../../../shared/web/url-of.ts';

/** Everything that a part of a file may say in words. */
export type Words = Partial<Omit<PictureMetadata, 'gpsPresent' | 'unreadable'>>;
type Name = keyof Words;

/** Longest text of a field, in UTF-16 units; what is longer is cut. */
const longest: Readonly<Record<Name, number>> = {
  headline: 1_000,
  caption: 10_000,
  byline: 500,
  creditLine: 500,
  copyrightNotice: 1_000,
  usageTerms: 10_000,
  webStatement: 2_000,
  licensorUrl: 2_000,
  instructions: 10_000,
  altText: 10_000,
  location: 500,
  dateCreated: 40,
  transmissionReference: 200,
  digitalSourceType: 200,
  dataMining: 200,
};

/** What cameras and programs write where nobody has written anything. */
const boilerplate =
  /^(?:(?:olympus|minolta|konica minolta|samsung|kodak|digital|sony|nikon|canon|fuji\w*)[\w ]*camera|sony dsc|dsc|dcf\w*|default|null|none|n\/a|caption|untitled|unknown|image ?description|description|screenshot|ascii|jpeg|exif[_ ]jpeg[_ ]picture|created with .{1,20}|lead technologies.*|author|artist|copyright|photographer|-|\.|\?)$/iu;

const addresses: ReadonlySet<Name> = new Set([
  'webStatement',
  'licensorUrl',
  'digitalSourceType',
  'dataMining',
]);

/** The words as plain text, bounded; those that say nothing are left out. */
export function plainWords(words: Readonly<Partial<Record<Name, string | undefined>>>): Words {
  const kept = Object.entries(words).flatMap(([key, value]): [string, string][] => {
    const name = key as Name;
    const text = plainText(value ?? '')
      .slice(0, longest[name])
      .trim();
    if (text === '' || boilerplate.test(text)) return [];
    if (!addresses.has(name)) return [[name, text]];
    const address = addressOf(name, text);
    return address === undefined ? [] : [[name, address]];
  });
  return Object.fromEntries(kept);
}

/** Terms are addresses in a list; they may be written by the term's name alone (`DMI-PROHIBITED`). */
function addressOf(name: Name, text: string): string | undefined {
  if (name === 'dataMining' && /^(?:plus:)?DMI-[A-Z-]+$/.test(text)) {
    return `http://ns.useplus.org/ldf/vocab/${text.replace('plus:', '')}`;
  }
  if (name === 'digitalSourceType' && /^\w{1,60}$/.test(text)) {
    return `http://cv.iptc.org/newscodes/digitalsourcetype/${text}`;
  }
  const written = /^www\./i.test(text) ? `https://${text}` : text;
  if (!/^https?:\/\//i.test(written) || urlOf(written) === undefined) return undefined;
  return written;
}

/** Without control characters, halves of characters and what turns the direction of reading. */
function plainText(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Cc}\t\n]|\p{Cs}|[\uFFFE\uFFFF\u202D\u202E]/gu, '')
    .replace(/[^\S\n]+/gu, ' ')
    .trim();
}
