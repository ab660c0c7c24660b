import { describe, expect, test } from 'vitest';
import { readMetadata } from '../../../../src/workers/images/metadata/read-metadata.ts';
import { describedPhotograph } from '../support/described-photograph.ts';

const packet = (properties: string, spaces = '') =>
  '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">' +
  '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"' +
  ' xmlns:xapRights="http://ns.adobe.com/xap/1.0/rights/" xmlns:ps="http://ns.adobe.com/photoshop/1.0/"' +
  ` xmlns:core="http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/"${spaces}>${properties}</rdf:Description></rdf:RDF></x:xmpmeta>`;

const alt = (name: string, text: string) =>
  `<${name}><rdf:Alt><rdf:li xml:lang="de">Anders</rdf:li><rdf:li xml:lang="x-default">${text}</rdf:li></rdf:Alt></${name}>`;

const read = async (...told: Parameters<typeof describedPhotograph>) =>
  readMetadata(await describedPhotograph(...told));

describe('what the file of a picture says', () => {
  test('XMP by name space, whatever its prefixes, in elements and in attributes', async () => {
    const xmp = packet(
      alt('dc:description', 'A bridge &amp; a boat') +
        '<dc:creator><rdf:Seq><rdf:li>Jane Doe</rdf:li><rdf:li>John Roe</rdf:li></rdf:Seq></dc:creator>' +
        alt('xapRights:UsageTerms', 'Editorial use only') +
        alt('core:AltTextAccessibility', 'A boat below a bridge'),
      ' ps:Credit="Jane Doe/AFP" xapRights:WebStatement="https://example.org/terms"',
    );
    expect(await read({ xmp })).toEqual({
      caption: 'A bridge & a boat',
      byline: 'Jane Doe, John Roe',
      creditLine: 'Jane Doe/AFP',
      usageTerms: 'Editorial use only',
      webStatement: 'https://example.org/terms',
      altText: 'A boat below a bridge',
      gpsPresent: false,
      unreadable: [],
    });
  });

  test('XMP under the header that agencies write and the standard does not know', async () => {
    const xmp = packet('<ps:Credit>Getty Images</ps:Credit>');
    const xmpHeader = 'XMP\0://ns.adobe.com/xap/1.0/\0';
    expect(await read({ xmp, xmpHeader })).toMatchObject({ creditLine: 'Getty Images' });
  });

  test.each([
    ['UTF-8 that is named', Buffer.from('Zdeněk'), true, 'Zdeněk'],
    ['UTF-8 that is not named', Buffer.from('Zdeněk'), false, 'Zdeněk'],
    ['Windows-1252', Buffer.from([0x4a, 0xfc, 0x72, 0x67, 0x65, 0x6e]), false, 'Jürgen'],
  ])('IPTC in %s', async (_name, value, saysUtf8, byline) => {
    expect(await read({ iptc: { 80: value }, saysUtf8 })).toMatchObject({ byline });
  });

  test('XMP stands before IPTC, and IPTC before EXIF', async () => {
    const text = (value: string) => Buffer.from(value);
    const told = {
      xmp: packet('<ps:Credit>Of XMP</ps:Credit>'),
      iptc: {
        110: text('Of IPTC'),
        116: text('(c) IPTC'),
        40: text('JAPAN OUT'),
        103: text('X-1'),
      },
      exif: true,
    };
    expect(await read(told)).toMatchObject({
      creditLine: 'Of XMP',
      copyrightNotice: '(c) IPTC',
      instructions: 'JAPAN OUT',
      transmissionReference: 'X-1',
      byline: 'Jane Exif',
      gpsPresent: true,
    });
  });

  test('what cameras write is no caption, and control characters are no words', async () => {
    expect(
      (await read({ iptc: { 120: Buffer.from('OLYMPUS DIGITAL CAMERA') } })).caption,
    ).toBeUndefined();
    const caption = Buffer.from('A\u0000 <script>bridge</script>\u202e\r\nin Rome');
    expect(await read({ iptc: { 120: caption }, saysUtf8: true })).toMatchObject({
      caption: 'A <script>bridge</script>\nin Rome',
    });
  });

  test('an address that is none is left out', async () => {
    const xmp = packet('', ' xapRights:WebStatement="javascript:alert(1)"');
    expect((await read({ xmp })).webStatement).toBeUndefined();
  });
});

describe('a part that is broken', () => {
  test.each([
    [
      'declares entities',
      `<!DOCTYPE x [<!ENTITY e "boom">]>${packet('<ps:Credit>&e;</ps:Credit>')}`,
    ],
    ['is cut off', packet('<ps:Credit>AFP</ps:Credit>').slice(0, -30)],
  ])('XMP that %s is named, and the rest is read', async (_how, xmp) => {
    expect(await read({ xmp, iptc: { 110: Buffer.from('AFP') } })).toEqual({
      creditLine: 'AFP',
      gpsPresent: false,
      unreadable: ['xmp'],
    });
  });

  test('IPTC that runs over its end is named', async () => {
    const whole = await describedPhotograph({ iptc: { 110: Buffer.from('AFP') } });
    // The length of the credit, told to be more than there is.
    const at = whole.indexOf(Buffer.from([0x1c, 2, 110]));
    whole.writeUInt16BE(0x7000, at + 3);
    expect(await readMetadata(whole)).toEqual({ gpsPresent: false, unreadable: ['iptc'] });
  });
});
