import { describe, expect, it } from 'vitest';
import { Invalid, Malformed } from '../../../src/shared/formats/format.ts';
import { newsmlG2 } from '../../../src/shared/formats/newsml-g2.ts';
import { hasSamples, readAll, sample } from './support/newsroom-samples.ts';

const space = 'http://iptc.org/std/nar/2006-10-01/';

interface Parts {
  readonly meta?: string;
  readonly content?: string;
  readonly set?: string;
  readonly attributes?: string;
}

const item = ({ meta = '', content = '', set, attributes = '' }: Parts = {}): Buffer =>
  Buffer.from(`<newsItem xmlns="${space}" guid="urn:a:1" version="3" ${attributes}>
    <itemMeta><itemClass qcode="ninat:text"/>${meta}</itemMeta>
    <contentMeta><headline>Water is back</headline>${content}</contentMeta>
    <contentSet>${set ?? '<inlineData contenttype="text/plain">One.\n\nTwo &lt;3.</inlineData>'}</contentSet>
  </newsItem>`);

const picture = (set: string): Buffer =>
  Buffer.from(`<newsItem xmlns="${space}" guid="urn:a:2" xml:base="https://pictures.example/a/">
    <rightsInfo><usageTerms>EDITORIAL USE ONLY</usageTerms></rightsInfo>
    <itemMeta><itemClass qcode="ninat:picture"/><edNote>TURKEY OUT</edNote></itemMeta>
    <contentMeta><creator><name>Ana Roe</name></creator>
      <description role="drol:caption">A well in Herat. It is new.</description></contentMeta>
    <contentSet>${set}</contentSet></newsItem>`);

const inMessage = (items: string): Buffer =>
  Buffer.from(
    `<n:newsMessage xmlns:n="${space}"><n:header/><n:itemSet>${items}</n:itemSet></n:newsMessage>`,
  );

describe('a NewsML-G2 text item', () => {
  it('is a story with its guid, version and plain text in paragraphs', () => {
    expect(newsmlG2.read(item())).toEqual({
      externalId: 'urn:a:1',
      version: 3,
      status: 'usable',
      headline: 'Water is back',
      body: '<p>One.</p>\n<p>Two &lt;3.</p>',
      keywords: [],
      authors: [],
      corrections: [],
      images: [],
    });
  });

  it.each([
    ['usable', '<pubStatus qcode="stat:usable"/>'],
    ['withheld', '<pubStatus qcode="stat:withheld"/>'],
    ['canceled', '<pubStatus qcode="stat:canceled"/>'],
    ['canceled', '<pubStatus uri="http://cv.iptc.org/newscodes/pubstatusg2/canceled"/>'],
    ['withheld', '<embargoed/>'],
    ['canceled', '<pubStatus qcode="stat:canceled"/><embargoed/>'],
  ])('is %s by %s', (status, meta) => {
    expect(newsmlG2.read(item({ meta })).status).toBe(status);
  });

  it('is killed by an item that holds nothing but its name', () => {
    const kill = `<newsItem xmlns="${space}" guid="urn:a:1" version="4">
      <itemMeta><pubStatus qcode="stat:canceled"/></itemMeta></newsItem>`;
    expect(newsmlG2.read(Buffer.from(kill))).toMatchObject({
      externalId: 'urn:a:1',
      version: 4,
      status: 'canceled',
    });
  });

  it('is killed even if the kill brings an embargo that cannot be read', () => {
    const meta = '<pubStatus qcode="stat:canceled"/><embargoed>soon</embargoed>';
    expect(newsmlG2.read(item({ meta }))).toMatchObject({ status: 'canceled' });
  });

  it('turns its dates into UTC', () => {
    const meta =
      '<versionCreated>2026-11-01T10:00:00+04:30</versionCreated><embargoed>2026-11-02T00:00:00Z</embargoed><expires>2026-12-01T00:00:00-05:00</expires>';
    expect(newsmlG2.read(item({ meta }))).toMatchObject({
      modified: '2026-11-01T05:30:00.000Z',
      embargoed: '2026-11-02T00:00:00.000Z',
      expires: '2026-12-01T05:00:00.000Z',
    });
  });

  it('is refused with an embargo that names no time zone, rather than published early', () => {
    expect(() =>
      newsmlG2.read(item({ meta: '<embargoed>2026-11-02T00:00:00</embargoed>' })),
    ).toThrow(/#\/embargoed: the time zone is missing/);
  });

  it('takes its section from the broadest topic, and never from a person', () => {
    const content = `<subject type="cpnat:person"><name>Ana Roe</name></subject>
      <subject qcode="medtop:20000350"><name>central bank</name></subject>
      <subject qcode="medtop:04000000"><name>économy, business</name></subject>`;
    const { section, keywords } = newsmlG2.read(item({ content }));
    expect([section, keywords]).toEqual([
      'economy-business',
      ['Ana Roe', 'central bank', 'économy, business'],
    ]);
  });

  it('keeps inline XHTML as HTML, its links made whole', () => {
    const set = `<inlineXML><html xmlns="http://www.w3.org/1999/xhtml"><head><title>T</title></head>
      <body><p>A <a href="../b">link</a><br/>&lt;i&gt;</p></body></html></inlineXML>`;
    const attributes = 'xml:base="https://wire.example/a/c" xml:lang="fa"';
    const { body, language } = newsmlG2.read(item({ set, attributes }));
    expect([body, language]).toEqual([
      '<p>A <a href="https://wire.example/b">link</a><br>&lt;i&gt;</p>',
      'fa',
    ]);
  });

  it('is invalid without guid, headline and text, each told by name', () => {
    expect(() => newsmlG2.read(Buffer.from(`<newsItem xmlns="${space}"/>`))).toThrow(
      /#\/externalId.*#\/headline.*#\/body/,
    );
  });
});

describe('a NewsML-G2 picture item', () => {
  it('is a story of its caption and its biggest picture, with credit and all restrictions', () => {
    const set = `<remoteContent href="s.jpg" contenttype="image/jpeg" width="10" height="10"/>
      <remoteContent href="l.jpg" contenttype="image/jpeg" width="900" height="600"/>
      <remoteContent href="film.mp4" contenttype="video/mp4" width="9000" height="9000"/>`;
    expect(newsmlG2.read(picture(set))).toMatchObject({
      headline: 'A well in Herat',
      body: '<p>A well in Herat. It is new.</p>',
      images: [
        {
          url: 'https://pictures.example/a/l.jpg',
          caption: 'A well in Herat. It is new.',
          creditLine: 'Ana Roe',
          usageTerms: 'EDITORIAL USE ONLY TURKEY OUT',
          role: 'lead',
        },
      ],
    });
  });

  it('does not fetch files of the machine', () => {
    const set = '<remoteContent href="file:///etc/passwd" contenttype="image/jpeg"/>';
    expect(newsmlG2.read(picture(set)).images).toEqual([]);
  });
});

describe('a NewsML-G2 message', () => {
  const news =
    '<n:newsItem guid="a"><n:contentMeta><n:headline>Bread</n:headline></n:contentMeta><n:contentSet><n:inlineData>Text.</n:inlineData></n:contentSet></n:newsItem>';
  const parts =
    '<n:packageItem guid="p"><n:contentMeta><n:headline>Two things</n:headline></n:contentMeta><n:groupSet><n:group><n:itemRef residref="a"/><n:itemRef residref="b" href="https://wire.example/b"><n:title>Salt &amp; oil</n:title></n:itemRef></n:group></n:groupSet></n:packageItem>';

  it('comes apart into its items, whose package lists them by their headlines', () => {
    const stories = readAll(newsmlG2, inMessage(parts + news));
    expect(stories.map(({ externalId, headline, body }) => [externalId, headline, body])).toEqual([
      [
        'p',
        'Two things',
        '<ul><li>Bread</li><li><a href="https://wire.example/b">Salt &amp; oil</a></li></ul>',
      ],
      ['a', 'Bread', '<p>Text.</p>'],
    ]);
  });

  it('is not read as one story if it holds several', () => {
    expect(() => newsmlG2.read(inMessage(parts + news))).toThrow(Invalid);
  });

  it('of more than a thousand items is refused', () => {
    expect(() => newsmlG2.split?.(inMessage(news.repeat(1_001)))).toThrow(/at most 1000/);
  });

  it('is malformed where it is another format', () => {
    expect(() => newsmlG2.split?.(Buffer.from('<NewsML/>'))).toThrow(Malformed);
  });
});

describe.runIf(hasSamples)('real NewsML-G2', () => {
  const read = (like: string) => readAll(newsmlG2, sample('newsml-g2', like));

  it('text of Acme', () => {
    expect(read('LISTING_2_')).toMatchObject([
      {
        externalId: 'urn:newsml:acmenews.com:20161121:US-FINANCE-FED',
        version: 11,
        modified: '2018-11-21T21:25:32.000Z',
        headline: 'Fed to halt QE to avert "bubble"',
        byline: 'By Meredith Jameson, Staff Reporter',
        dateline: 'New York, NY',
        section: 'economy-business-and-finance',
        language: 'en-US',
        copyrightHolder: 'Acme News and Media LLC',
        authors: [{ name: 'Meredith Jameson' }],
        body: expect.stringMatching(/^<p>\(New York, NY - October 21\).*<\/p>\s*<p>Ugiating/s),
      },
    ]);
  });

  it('picture of Acme, with what is embedded in it', () => {
    expect(read('LISTING_26')).toMatchObject([
      {
        urgency: 4,
        language: 'en-US',
        copyrightHolder: 'Thomson Reuters',
        keywords: ['us', 'military', 'aviation', 'crash', 'fire'],
        images: [
          {
            url: 'http://www.acmenews.com/content/pictures/hires/20081208/USA-CRASH-MILITARY_001_HI.jpg',
            creditLine: 'Acme/John Smith',
            usageTerms: 'NO ARCHIVAL OR WIRELESS USE',
            caption: expect.stringContaining('A firefighter in a flameproof suit'),
          },
        ],
      },
    ]);
  });

  it('picture of Getty, whose files stand beside it and cannot be fetched', () => {
    expect(read('LISTING_3_')).toMatchObject([
      {
        status: 'usable',
        section: 'labour-market',
        usageTerms: expect.stringContaining('Full editorial rights UK'),
        authors: [{ name: 'Spencer Platt' }],
        images: [],
      },
    ]);
  });

  it('package of Example', () => {
    expect(read('LISTING_6_')).toMatchObject([
      { headline: 'UK', body: expect.stringContaining('<li>Obama annonce son équipe<p>Le rachat') },
    ]);
  });

  it('message of TT: a text with its picture, and a package that ties them', () => {
    const [story, ...others] = read('TT_newsmlg2');
    expect(others).toEqual([]);
    expect(story).toMatchObject({
      urgency: 3,
      language: 'sv',
      section: 'konst-kultur-och-noje',
      copyrightHolder: 'TT',
      body: expect.stringContaining('<blockquote>Hamilton har just'),
    });
    expect(story?.images).toMatchObject([
      {
        url: expect.stringMatching(/NormalHires\.jpg$/),
        caption: expect.stringMatching(/Arkivbild/),
      },
    ]);
  });

  it.each(['LISTING_24', 'ap_metadata'])(
    '%s brings no text and is refused with its faults',
    (like) => {
      const pieces = newsmlG2.split?.(sample('newsml-g2', like)) ?? [];
      expect(pieces.length).toBeGreaterThan(0);
      for (const piece of pieces)
        expect(() => newsmlG2.read(piece)).toThrow(/#\/headline: required/);
    },
  );
});
