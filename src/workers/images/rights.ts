import { createHash } from 'node:crypto';
import type { StoryImage } from '../../shared/story.ts';

/**
 * What is owed to the photographer; written into every rendition. Captions are not: they are
 * corrected, and differ between the stories that share a picture.
 */
export interface Rights {
  readonly creditLine: string;
  readonly usageTerms: string;
}

export const rightsOf = ({ creditLine = '', usageTerms = '' }: StoryImage): Rights => ({
  creditLine: creditLine.trim(),
  usageTerms: usageTerms.trim(),
});

/** Eight hex digits that stand for these words in a file's name; empty where there are none. */
export function markOf({ creditLine, usageTerms }: Rights): string {
  if (creditLine === '' && usageTerms === '') return '';
  const words = JSON.stringify([creditLine, usageTerms]);
  return createHash('sha256').update(words).digest('hex').slice(0, 8);
}

/** An XMP packet with IPTC's properties for them; `undefined` where there is nothing to say. */
export function xmpOf({ creditLine, usageTerms }: Rights): string | undefined {
  const properties = [
    creditLine && `<photoshop:Credit>${escapeXml(creditLine)}</photoshop:Credit>`,
    usageTerms &&
      `<xmpRights:UsageTerms><rdf:Alt><rdf:li xml:lang="x-default">${escapeXml(usageTerms)}` +
        '</rdf:li></rdf:Alt></xmpRights:UsageTerms>',
  ].filter(Boolean);
  if (properties.length === 0) return undefined;
  return [
    '<?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>',
    '<x:xmpmeta xmlns:x="adobe:ns:meta/">',
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">',
    '<rdf:Description rdf:about=""',
    ' xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"',
    ' xmlns:xmpRights="http://ns.adobe.com/xap/1.0/rights/">',
    ...properties,
    '</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="r"?>',
  ].join('');
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

/** Leaves out what XML 1.0 cannot hold even escaped: control characters and lone surrogates. */
const escapeXml = (text: string) =>
  text
    .replace(/[^\P{Cc}\t\n\r]|\p{Cs}|[\uFFFE\uFFFF]/gu, '')
    .replace(/[&<>"]/g, (character) => entities[character] ?? '');
