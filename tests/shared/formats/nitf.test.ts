import { describe, expect, it } from 'vitest';
import { Malformed } from '../../../src/shared/formats/format.ts';
import { nitf } from '../../../src/shared/formats/nitf.ts';
import { hasSamples, sample } from './support/newsroom-samples.ts';

const read = (
  docdata: string,
  content = '<p>Text.</p>',
  head = '<hedline><hl1>Rain</hl1></hedline>',
) =>
  nitf.read(
    Buffer.from(`<nitf><head><docdata><doc-id id-string="n-1"/>${docdata}</docdata></head>
      <body><body.head>${head}</body.head><body.content>${content}</body.content></body></nitf>`),
  );

describe('NITF', () => {
  it('maps headlines, people and places of its head', () => {
    const head = `<hedline><hl1>Rain <em>at last</em></hl1><hl2>After a year</hl2></hedline>
      <byline>By <person>Ana Roe</person></byline>
      <dateline><location>KABUL</location>, Nov 1</dateline><abstract><p>It rained.</p></abstract>`;
    expect(read('', '<p>Text.</p>', head)).toMatchObject({
      externalId: 'n-1',
      headline: 'Rain at last',
      alternativeHeadline: 'After a year',
      byline: 'By Ana Roe',
      authors: [{ name: 'Ana Roe' }],
      dateline: 'KABUL',
      description: 'It rained.',
    });
  });

  it('turns its own elements into HTML and leaves the rest as text', () => {
    const content =
      '<hl2>Then</hl2><p>In <location>Herat</location> <em>it</em> rained &lt;hard&gt;.</p><bq><p>So much</p></bq><block><ul><li>1</li></ul></block>';
    expect(read('', content).body).toBe(
      '<h2>Then</h2><p>In Herat <em>it</em> rained &lt;hard&gt;.</p><blockquote><p>So much</p></blockquote><div><ul><li>1</li></ul></div>',
    );
  });

  it('takes the widest file of each picture, with caption and credit, out of the text', () => {
    const content = `<p>Text.</p><media media-type="image">
      <media-reference source="https://p.example/s.jpg" width="100"/>
      <media-reference source="https://p.example/l.jpg" width="1000" alternate-text="Clouds"/>
      <media-caption>Clouds over Herat.</media-caption><media-producer>Ana Roe</media-producer></media>`;
    const { images, body } = read('', content);
    expect(images).toEqual([
      {
        url: 'https://p.example/l.jpg',
        caption: 'Clouds over Herat.',
        creditLine: 'Ana Roe',
        altText: 'Clouds',
        role: 'lead',
      },
    ]);
    expect(body).toBe('<p>Text.</p>');
  });

  it('reads its dates in the basic form of ISO 8601', () => {
    const docdata = `<date.issue norm="20261101T103000+0430"/><date.release norm="20261102T000000Z"/>
      <date.expire norm="20261201T0000Z"/><urgency ed-urg="2"/><doc.copyright holder="Roe News"/>`;
    expect(read(docdata)).toMatchObject({
      modified: '2026-11-01T06:00:00.000Z',
      embargoed: '2026-11-02T00:00:00.000Z',
      expires: '2026-12-01T00:00:00.000Z',
      urgency: 2,
      copyrightHolder: 'Roe News',
    });
  });

  it('goes without a date of issue that names no zone, but refuses such an embargo', () => {
    expect(read('<date.issue norm="20261101T103000"/>').modified).toBeUndefined();
    expect(() => read('<date.release norm="20261101T103000"/>')).toThrow(/#\/embargoed/);
  });

  it.each([
    ['usable', 'usable'],
    ['canceled', 'canceled'],
    ['withheld', 'withheld'],
    ['embargoed', 'withheld'],
  ])('of management status %s is %s', (written, status) => {
    const xml = `<nitf><head><docdata management-status="${written}"><doc-id id-string="n"/></docdata></head>
      <body><body.head><hedline><hl1>Rain</hl1></hedline></body.head><body.content><p>T</p></body.content></body></nitf>`;
    expect(nitf.read(Buffer.from(xml)).status).toBe(status);
  });

  it('is malformed where it is another format', () => {
    expect(() => nitf.read(Buffer.from('<rss/>'))).toThrow(Malformed);
  });

  it.runIf(hasSamples)('of NTB maps, its picture without address left out', () => {
    const story = nitf.read(sample('nitf', 'NTB'));
    expect(story).toMatchObject({
      externalId: 'NTB5df9281a-a270-4dc5-a618-869bbc3bbca7_00',
      version: 1,
      headline: 'Pandemien herjer på den legeløse indiske landsbygda',
      byline: 'NTB-AFP-DPA',
      dateline: 'Unnao',
      section: 'utenriks',
      language: 'nb-NO',
      urgency: 5,
      keywords: ['india-korona-bygd', 'Sykdom', 'Medisin og helse'],
      images: [],
    });
    expect(story.body.match(/<h2>/g)).toHaveLength(4);
    expect(story.body).toContain('– Det er så mye fattigdom');
  });
});
