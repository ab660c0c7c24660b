import { own, readXml, type XmlElement } from '../../../shared/formats/xml.ts';
import { isElement, rawText } from '../../../shared/formats/xml-find.ts';
import { plainWords, type Words } from './plain-words.ts';

/** Name spaces, without closing slash; files call them by prefixes of their own. */
const spaces = {
  rdf: 'http://www.w3.org/1999/02/22-rdf-syntax-ns#',
  dc: 'http://purl.org/dc/elements/1.1',
  photoshop: 'http://ns.adobe.com/photoshop/1.0',
  rights: 'http://ns.adobe.com/xap/1.0/rights',
  core: 'http://iptc.org/std/Iptc4xmpCore/1.0/xmlns',
  ext: 'http://iptc.org/std/Iptc4xmpExt/2008-02-29',
  plus: 'http://ns.useplus.org/ldf/xmp/1.0',
  exif: 'http://ns.adobe.com/exif/1.0',
} as const;

export interface XmpWords {
  readonly words: Words;
  readonly gpsPresent: boolean;
}

/**
 * Reads the words of an XMP packet. Throws Malformed for what is no XML, declares entities or runs
 * over the bounds of `readXml`.
 */
export function readXmp(packet: Buffer): XmpWords {
  const found = propertiesOf(readXml(packet));
  const one = (space: keyof typeof spaces, name: string) => found.get(`${spaces[space]} ${name}`);
  return {
    words: plainWords({
      headline: one('photoshop', 'Headline'),
      caption: one('dc', 'description'),
      byline: one('dc', 'creator'),
      creditLine: one('photoshop', 'Credit'),
      copyrightNotice: one('dc', 'rights'),
      usageTerms: one('rights', 'UsageTerms'),
      webStatement: one('rights', 'WebStatement'),
      licensorUrl: one('plus', 'LicensorURL'),
      instructions: one('photoshop', 'Instructions'),
      altText: one('core', 'AltTextAccessibility'),
      location: [
        one('core', 'Location'),
        one('photoshop', 'City'),
        one('photoshop', 'State'),
        one('photoshop', 'Country'),
      ]
        .filter(Boolean)
        .join(', '),
      dateCreated: one('photoshop', 'DateCreated')?.replace(/\s+(?=[+-]\d\d:\d\d$)/, ''),
      transmissionReference: one('photoshop', 'TransmissionReference'),
      digitalSourceType: one('ext', 'DigitalSourceType'),
      dataMining: one('plus', 'DataMining'),
    }),
    gpsPresent:
      one('exif', 'GPSLatitude') !== undefined || one('exif', 'GPSLongitude') !== undefined,
  };
}

/** Prefixes in force, with their name spaces. */
type Prefixes = ReadonlyMap<string, string>;

/** Values by name space and name; the first of a name stands. */
function propertiesOf(root: XmlElement): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const note = (key: string, value: string | undefined) => {
    if (value !== undefined && value.trim() !== '' && !found.has(key)) found.set(key, value.trim());
  };
  const walk = (element: XmlElement, outer: Prefixes): void => {
    const prefixes = withDeclared(element, outer);
    for (const [name, value] of Object.entries(element.attributes)) {
      const [prefix = '', local] = name.split(':');
      if (local !== undefined && prefix !== 'xmlns')
        note(`${prefixes.get(prefix)} ${local}`, value);
    }
    for (const child of element.children.filter(isElement)) {
      if (child.space !== spaces.rdf) note(`${child.space} ${child.name}`, wordsOf(child));
      walk(child, prefixes);
    }
  };
  walk(root, new Map());
  return found;
}

function withDeclared({ attributes }: XmlElement, outer: Prefixes): Prefixes {
  const declared = Object.entries(attributes).filter(([name]) => name.startsWith('xmlns:'));
  if (declared.length === 0) return outer;
  const own = declared.map(
    ([name, space]) => [name.slice(6), space.trim().replace(/\/$/, '')] as const,
  );
  return new Map([...outer, ...own]);
}

/** A text, one of several languages (`x-default` first), or the members of a list. */
function wordsOf(element: XmlElement): string | undefined {
  const parts = element.children.filter(isElement);
  const list = parts.find(
    ({ space, name }) => space === spaces.rdf && /^(?:Alt|Seq|Bag)$/.test(name),
  );
  if (list === undefined) {
    if (parts.length > 0) return undefined;
    return rawText(element).trim() || own(element.attributes, 'rdf:resource');
  }
  const items = list.children.filter(isElement).filter(({ name }) => name === 'li');
  if (list.name !== 'Alt')
    return items
      .map((item) => rawText(item).trim())
      .filter(Boolean)
      .join(', ');
  const standing = items.find(({ language }) => language === 'x-default') ?? items[0];
  return standing && rawText(standing);
}
