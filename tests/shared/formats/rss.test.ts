import { describe, expect, it } from 'vitest';
import { Invalid, Malformed } from '../../../src/shared/formats/format.ts';
import { rss } from '../../../src/shared/formats/rss.ts';
import { hasSamples, readAll, sample, samplesOf } from './support/newsroom-samples.ts';

const names =
  'xmlns:media="http://search.yahoo.com/mrss" xmlns:c="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"';
const feed = (items: string, channel = ''): Buffer =>
  Buffer.from(
    `<rss version="2.0" ${names}><channel><link>https://paper.example/news/</link>${channel}${items}</channel></rss>`,
  );
const read = (item: string, channel = '') =>
  rss.read(feed(`<item><title>Rain</title>${item}</item>`, channel));

describe('an RSS item', () => {
  it('is a story of its full text, with the description as standfirst', () => {
    const item = `<guid isPermaLink="false">g-1</guid><link>/a</link>
      <description>It &lt;b&gt;rained&lt;/b&gt; &amp;amp; poured.</description>
      <c:encoded><![CDATA[<p>It rained.</p>]]></c:encoded><dc:creator>Ana Roe</dc:creator>
      <category>World News</category><category>Weather</category>`;
    expect(read(item, '<language>fa_AF</language><copyright>Paper</copyright>')).toEqual({
      externalId: 'g-1',
      status: 'usable',
      headline: 'Rain',
      description: 'It rained & poured.',
      body: '<p>It rained.</p>',
      byline: 'Ana Roe',
      authors: [{ name: 'Ana Roe' }],
      section: 'world-news',
      keywords: ['World News', 'Weather'],
      language: 'fa-AF',
      copyrightHolder: 'Paper',
      images: [],
      corrections: [],
    });
  });

  it('without guid is known by its link, made whole by that of the channel', () => {
    expect(read('<link>a?b=1</link>')).toMatchObject({
      externalId: 'https://paper.example/news/a?b=1',
      body: '<p><a href="https://paper.example/news/a?b=1">Rain</a></p>',
    });
  });

  it('keeps an address of mail to itself', () => {
    expect(read('<link>/a</link><author>a@paper.example (Ana Roe)</author>').byline).toBe(
      'Ana Roe',
    );
    expect(read('<link>/a</link><author>a@paper.example</author>').authors).toEqual([]);
  });

  it.each([
    ['Sun, 01 Nov 2026 10:30:00 GMT', '2026-11-01T10:30:00.000Z'],
    ['1 Nov 26 10:30 EST', '2026-11-01T15:30:00.000Z'],
    ['Sun, 01 November 2026 10:30:00 +0430', '2026-11-01T06:00:00.000Z'],
    ['2026-11-01T10:30:00Z', '2026-11-01T10:30:00.000Z'],
    ['Sun, 01 Nov 2026 10:30:00', undefined],
    ['Sun, 31 Feb 2026 10:30:00 GMT', undefined],
    ['Sun, 01 Nov 2026 10:30:00 XYZ', undefined],
    ['yesterday', undefined],
  ])('dated %s was published at %s', (written, at) => {
    const { firstPublished, modified } = read(`<link>/a</link><pubDate>${written}</pubDate>`);
    expect([firstPublished, modified]).toEqual([at, at]);
  });

  it('brings the biggest rendition of its picture, with credit and territory', () => {
    const item = `<link>/a</link><media:group>
      <media:content url="/s.jpg" width="100"/><media:content url="/l.jpg" width="900" type="image/jpeg"/>
      <media:content url="/l.mp4" width="9000" type="video/mp4"/>
      <media:credit>Ana Roe</media:credit><media:description>Clouds.</media:description>
      <media:restriction relationship="deny" type="country">jp tr</media:restriction></media:group>
      <enclosure url="https://p.example/e.jpg" type="image/jpeg"/><enclosure url="https://p.example/a.mp3" type="audio/mpeg"/>`;
    expect(read(item).images).toEqual([
      {
        url: 'https://paper.example/l.jpg',
        creditLine: 'Ana Roe',
        caption: 'Clouds.',
        usageTerms: expect.stringMatching(/^Japan OUT; T.+ OUT$/),
        role: 'lead',
      },
      { url: 'https://p.example/e.jpg', role: 'inline' },
    ]);
  });
});

describe('an RSS feed', () => {
  const items =
    '<item><title>A</title><link>/a</link></item><item><title>B</title><link>/b</link></item>';

  it('comes apart into documents that each read alone', () => {
    const stories = readAll(rss, feed(items, '<language>ps</language>'));
    expect(stories.map(({ externalId, language }) => [externalId, language])).toEqual([
      ['https://paper.example/a', 'ps'],
      ['https://paper.example/b', 'ps'],
    ]);
  });

  it('gives an item that has not changed in the same bytes, whatever came before it', () => {
    const [newest] = rss.split?.(feed(items, '<lastBuildDate>1</lastBuildDate>')) ?? [];
    const later = rss.split?.(feed(`<item><title>C</title></item>${items}`)) ?? [];
    expect(later[1]).toEqual(newest);
  });

  it('without items has no stories', () => {
    expect(rss.split?.(feed(''))).toEqual([]);
    expect(() => rss.read(feed(''))).toThrow(Invalid);
  });

  it('is malformed where it is another format', () => {
    expect(() => rss.split?.(Buffer.from('<feed xmlns="http://www.w3.org/2005/Atom"/>'))).toThrow(
      Malformed,
    );
  });
});

describe.runIf(hasSamples)('real RSS', () => {
  it.each(samplesOf('rss'))('%s maps every item', (file) => {
    const stories = readAll(rss, sample('rss', file));
    expect(stories.length).toBeGreaterThan(0);
    for (const story of stories) {
      expect(story.externalId).toMatch(/^https?:/);
      expect(story.headline + story.body).not.toMatch(/\uFFFD|&lt;p/);
    }
  });

  it('The Guardian brings byline, date, sections and credited pictures', () => {
    const stories = readAll(rss, sample('rss', 'guardian'));
    expect(stories).toHaveLength(55);
    expect(stories[0]).toMatchObject({
      byline: 'David Smith in Washington',
      firstPublished: '2018-01-31T07:26:05.000Z',
      section: 'donald-trump',
      language: 'en-GB',
      images: [
        {
          url: expect.stringContaining('w=460'),
          creditLine: 'Photograph: Networ/Sipa USA/REX/Shutterstock',
        },
      ],
    });
  });

  it('UOL, in Latin 1 that nobody declared, keeps its accents', () => {
    expect(readAll(rss, sample('rss', 'uol'))[0]?.headline).toContain('em simulações de 2º turno');
  });
});
