import { describe, expect, it } from 'vitest';
import { atom } from '../../../src/shared/formats/atom.ts';
import { Malformed } from '../../../src/shared/formats/format.ts';
import { newsmlG2 } from '../../../src/shared/formats/newsml-g2.ts';
import { nitf } from '../../../src/shared/formats/nitf.ts';
import { rss } from '../../../src/shared/formats/rss.ts';
import { readXml } from '../../../src/shared/formats/xml.ts';
import { text } from '../../../src/shared/formats/xml-find.ts';
import fc from '../../support/fast-check.ts';
import { readOrRefuse } from './support/newsroom-samples.ts';

const utf16 = (xml: string): Buffer => Buffer.from(`\uFEFF${xml}`, 'utf16le');
const words = (body: Buffer | string): string | undefined => text(readXml(Buffer.from(body)));
const laughs = Array.from(
  { length: 9 },
  (_, level) => `<!ENTITY l${level + 1} "${`&l${level};`.repeat(10)}">`,
).join('');

const attacks: Record<string, Buffer | string> = {
  'a file of the server by an entity':
    '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>',
  'a page of the network by an entity':
    '<!DOCTYPE a [<!ENTITY x SYSTEM "http://127.0.0.1/">]><a>&x;</a>',
  'a parameter entity': '<!DOCTYPE a [<!ENTITY % x SYSTEM "http://127.0.0.1/"> %x;]><a/>',
  'a billion laughs': `<!DOCTYPE a [<!ENTITY l0 "ha">${laughs}]><a>&l9;</a>`,
  'a subset hidden behind a >': '<!DOCTYPE a SYSTEM "b>c" [<!ENTITY x "y">]><a>&x;</a>',
  'an entity declared within the text': '<a><!ENTITY x "y">&x;</a>',
  'attributes by default': '<!DOCTYPE a [<!ATTLIST a b CDATA "c">]><a/>',
  'a laugh in UTF-16': utf16('<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>'),
  'elements 101 deep': '<a>'.repeat(101) + '</a>'.repeat(101),
  'elements a million deep': '<a>'.repeat(1_000_000),
  'more than 100,000 elements': `<a>${'<b/>'.repeat(100_000)}</a>`,
  'more than 256 attributes': `<a ${Array.from({ length: 257 }, (_, n) => `a${n}="1"`).join(' ')}/>`,
  'an attribute of 70 kB': `<a b="${'c'.repeat(70_000)}"/>`,
  'a document that is cut off': '<a><b>text',
  'a document that is cut off in a tag': '<a><b',
  'a document that is cut off after an empty element': '<a><b/>',
  'an open comment': '<a><!-- ',
  'an open CDATA section of 5 MB': `<a><![CDATA[${'<b>'.repeat(1_700_000)}`,
  'tags that overlap': '<a><b><c></b></c></a>',
  'more than 5 MiB': `<a>${' '.repeat(5_242_880)}</a>`,
  'two roots': '<a/><b/>',
  'text before the root': 'hello <a/>',
  'text after the root': '<a/> goodbye',
  JSON: '{"headline":"no"}',
  nothing: '',
  'white space': ' \n ',
  'NUL bytes': Buffer.alloc(1_000),
  'UTF-8 that is none': Buffer.from(
    '<?xml version="1.0" encoding="UTF-8"?><a>\xe9t\xe9</a>',
    'latin1',
  ),
  'half a character of UTF-16': utf16('<a>\ud800</a>'),
  'an encoding that nobody reads': '<?xml version="1.0" encoding="UTF-7"?><a>+ADw-</a>',
  'an encoding named after a prototype': '<?xml version="1.0" encoding="__proto__"?><a/>',
  EBCDIC: Buffer.from('4c6fa7949340a58599a2899695', 'hex'),
};

describe('XML from strangers', () => {
  it.each(Object.entries(attacks))('is refused for %s', (_, body) => {
    const bytes = Buffer.from(body);
    expect(() => readXml(bytes)).toThrow(Malformed);
  });

  it('may name a document type, which is never fetched', () => {
    expect(words('<!DOCTYPE a SYSTEM "http://127.0.0.1:1/a.dtd"><a>kept &amp; &unknown;</a>')).toBe(
      'kept & &unknown;',
    );
  });

  it('is read from 5 MB of character references in one go', () => {
    expect(words(`<a>${'&#65;'.repeat(1_000_000)}</a>`)).toHaveLength(1_000_000);
  });

  it.each([
    ['UTF-8 without a word about it', Buffer.from('<a>دهلی “é”</a>'), 'دهلی “é”'],
    ['UTF-8 with a byte order mark', Buffer.from('\uFEFF<a>é</a>'), 'é'],
    ['UTF-16, little end first', utf16('<a>کابل</a>'), 'کابل'],
    ['UTF-16, big end first', utf16('<a>کابل</a>').swap16(), 'کابل'],
    ['UTF-16 without a mark', utf16('<a>é</a>').subarray(2), 'é'],
    ['a prolog that wrongly says UTF-16', Buffer.from('<?xml encoding="UTF-16"?><a>é</a>'), 'é'],
    [
      'ISO-8859-1 with the quotes of Windows',
      Buffer.from('<?xml version="1.0" encoding="ISO-8859-1"?><a>\x93\xe9\x94 \x80</a>', 'latin1'),
      '“é” €',
    ],
    [
      'Windows-1256',
      Buffer.from('<?xml version="1.0" encoding="windows-1256"?><a>\xc7\xc8\x8d</a>', 'latin1'),
      'ابچ',
    ],
    ['Windows-1252 that nobody declared', Buffer.from('<a>\xe9t\xe9 \x96</a>', 'latin1'), 'été –'],
  ])('is read in %s', (_, body, expected) => {
    expect(words(body)).toBe(expected);
  });

  it('knows name spaces by their address, whatever the prefix, and with or without last slash', () => {
    const root = readXml(
      Buffer.from('<a xmlns="urn:a" xmlns:x="urn:b/"><x:c/><d xmlns:x="urn:e"><x:f/></d></a>'),
    );
    const names = (node: typeof root): string[] => [
      `${node.space} ${node.name}`,
      ...node.children.flatMap((child) => (typeof child === 'string' ? [] : names(child))),
    ];
    expect(names(root)).toEqual(['urn:a a', 'urn:b c', 'urn:a d', 'urn:e f']);
  });
});

const name = fc.constantFrom(
  ...'rss channel item title link guid feed entry id content newsMessage itemSet newsItem'.split(
    ' ',
  ),
  ...'packageItem itemRef contentMeta headline contentSet inlineXML remoteContent nitf'.split(' '),
  ...'head docdata doc-id body body.head body.content p media media:group media:content'.split(' '),
);
const attributes = fc.dictionary(
  fc.constantFrom('guid', 'version', 'href', 'url', 'xml:base', 'xml:lang', 'xmlns', 'type'),
  fc.oneof(fc.string(), fc.constantFrom('html', 'xhtml', 'http://a.example/', '1')),
);
const { document } = fc.letrec<{ document: string }>((tie) => ({
  document: fc.oneof(
    { maxDepth: 6, withCrossShrink: true },
    fc.string({ unit: 'binary' }),
    fc.tuple(name, attributes, fc.array(tie('document'), { maxLength: 4 })).map(
      ([tag, given, inner]) =>
        `<${tag}${Object.entries(given)
          .map(([key, value]) => ` ${key}="${value.replaceAll('"', '')}"`)
          .join('')}>${inner.join('')}</${tag}>`,
    ),
  ),
}));
const whole = [
  '<rss><channel><link>https://a.example</link><item><title>A</title><link>/a</link><pubDate>Sun, 01 Nov 2026 10:30:00 GMT</pubDate><media:group xmlns:media="http://search.yahoo.com/mrss/"><media:content url="/b.jpg" width="1"/><media:restriction type="country" relationship="deny">jp</media:restriction></media:group></item></channel></rss>',
  '<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>a</id><title type="html">A &amp;amp; b</title><updated>2026-11-01T10:00:00Z</updated><content type="xhtml"><div><p>A<br/></p></div></content></entry></feed>',
  '<newsMessage><itemSet><packageItem guid="p"><groupSet><group><itemRef residref="a"/></group></groupSet></packageItem><newsItem guid="a" version="2" xml:lang="fa"><itemMeta><embargoed>2026-11-01T10:00:00Z</embargoed><pubStatus qcode="stat:usable"/></itemMeta><contentMeta><headline>A</headline></contentMeta><contentSet><inlineXML><nitf><body><body.content><p>A</p></body.content></body></nitf></inlineXML></contentSet></newsItem></itemSet></newsMessage>',
  '<nitf><head><docdata><doc-id id-string="a"/><urgency ed-urg="2"/><date.expire norm="20261101T1000Z"/></docdata></head><body><body.head><hedline><hl1>A</hl1></hedline></body.head><body.content><p>A</p><media><media-reference source="https://a.example/b.jpg"/></media></body.content></body></nitf>',
];
const roots = fc.constantFrom('rss', 'feed', 'newsMessage', 'newsItem', 'packageItem', 'nitf');

describe.each(Object.entries({ newsmlG2, nitf, rss, atom }))('%s', (_, format) => {
  it('reads or refuses any bytes, and does nothing else', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        readOrRefuse(format, Buffer.from(bytes));
      }),
    );
  });

  it('reads or refuses a real document that was damaged anywhere', () => {
    const damage = fc.tuple(fc.nat(), fc.nat(40), fc.string({ unit: 'binary', maxLength: 20 }));
    fc.assert(
      fc.property(fc.constantFrom(...whole), damage, (xml, [where, length, instead]) => {
        const start = where % xml.length;
        const damaged = xml.slice(0, start) + instead + xml.slice(start + length);
        readOrRefuse(format, Buffer.from(damaged));
      }),
      { numRuns: 500 },
    );
  });

  it('reads or refuses any document, and does nothing else', () => {
    fc.assert(
      fc.property(roots, document, (root, inner) => {
        readOrRefuse(format, Buffer.from(`<${root}><channel>${inner}</channel>${inner}</${root}>`));
      }),
      { numRuns: 500 },
    );
  });
});
