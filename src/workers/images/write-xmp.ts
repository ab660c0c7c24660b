import type { Rights } from './rights.ts';

/** UTF-16 units of a text; all together stay under the 64 kB that a JPEG has for them. */
const longest = 1_500;

const spaces = {
  rdf: 'http://www.w3.org/1999/02/22-rdf-syntax-ns#',
  dc: 'http://purl.org/dc/elements/1.1/',
  photoshop: 'http://ns.adobe.com/photoshop/1.0/',
  xmpRights: 'http://ns.adobe.com/xap/1.0/rights/',
  Iptc4xmpCore: 'http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/',
  Iptc4xmpExt: 'http://iptc.org/std/Iptc4xmpExt/2008-02-29/',
  plus: 'http://ns.useplus.org/ldf/xmp/1.0/',
} as const;

/** An XMP packet with IPTC's properties for them; `undefined` where there is nothing to say. */
export function xmpOf(rights: Rights): string | undefined {
  const properties = [
    plain('photoshop:Credit', rights.creditLine),
    list('dc:creator', rights.creator),
    inLanguages('dc:rights', rights.copyrightNotice),
    inLanguages('xmpRights:UsageTerms', rights.usageTerms),
    plain('xmpRights:WebStatement', rights.webStatement),
    licensor(rights.licensorUrl),
    plain('photoshop:Instructions', rights.instructions),
    inLanguages('Iptc4xmpCore:AltTextAccessibility', rights.altText),
    plain('Iptc4xmpExt:DigitalSourceType', rights.digitalSourceType),
    plain('plus:DataMining', rights.dataMining),
  ].filter((property) => property !== '');
  if (properties.length === 0) return undefined;
  const body = properties.join('');
  const declared = Object.entries(spaces)
    .filter(([prefix]) => prefix === 'rdf' || body.includes(`<${prefix}:`))
    .map(([prefix, space]) => ` xmlns:${prefix}="${space}"`);
  return [
    '<?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>',
    '<x:xmpmeta xmlns:x="adobe:ns:meta/">',
    `<rdf:RDF${declared.join('')}><rdf:Description rdf:about="">`,
    body,
    '</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="r"?>',
  ].join('');
}

const plain = (name: string, text: string) => text && `<${name}>${escapeXml(text)}</${name}>`;

const inLanguages = (name: string, text: string) =>
  text &&
  `<${name}><rdf:Alt><rdf:li xml:lang="x-default">${escapeXml(text)}</rdf:li></rdf:Alt></${name}>`;

const list = (name: string, text: string) =>
  text && `<${name}><rdf:Seq><rdf:li>${escapeXml(text)}</rdf:li></rdf:Seq></${name}>`;

const licensor = (url: string) =>
  url &&
  '<plus:Licensor><rdf:Seq><rdf:li rdf:parseType="Resource">' +
    `${plain('plus:LicensorURL', url)}</rdf:li></rdf:Seq></plus:Licensor>`;

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

/** Leaves out what XML 1.0 cannot hold even escaped: control characters and lone surrogates. */
const escapeXml = (text: string) =>
  text
    .slice(0, longest)
    .replace(/[^\P{Cc}\t\n\r]|\p{Cs}|[\uFFFE\uFFFF]/gu, '')
    .replace(/[&<>"]/g, (character) => entities[character] ?? '');
