import { afterAll, describe, expect, test } from 'vitest';
import { Invalid, type Submitted } from '../../../src/shared/formats/format.ts';
import { formats } from '../../../src/shared/formats/formats.ts';
import type { Format } from '../../../src/shared/source-declaration.ts';
import { hasSamples, sample, samplesOf } from './support/newsroom-samples.ts';

const has = (words: string) => expect.stringContaining(words);

/** What one sample must come to: how many stories, and what its first one says. */
interface Expected {
  readonly folder: string;
  readonly file: string;
  readonly format: Format;
  readonly stories?: number;
  readonly first: object;
}

const told: readonly Expected[] = [
  {
    ...{ folder: 'ans', file: 'image-fixture', format: 'ans' },
    first: {
      ...{
        headline: has('Scalia tried'),
        dateline: 'Washington, D.C.',
        keywords: ['Supreme Court'],
      },
      images: [{ creditLine: 'John Jacob', altText: has('Close-up'), role: 'lead' }],
      ...{ authors: [{ name: 'Ansel Adams' }], copyrightHolder: 'The Washington Post, Inc' },
    },
  },
  {
    ...{ folder: 'ans', file: 'operation-publish', format: 'ans' },
    first: { externalId: has('f8f706f0'), headline: has('Tiny house'), body: has('MY TWO CENTS') },
  },
  {
    ...{ folder: 'ans', file: 'restricted-content', format: 'ans' },
    first: { status: 'withheld', headline: has('reason for the content') },
  },
  {
    ...{ folder: 'ans', file: 'references', format: 'ans' },
    first: {
      ...{ headline: has('basic headline'), body: has('first paragraph'), language: 'en' },
      images: [{ caption: 'Never gonna give you up', creditLine: 'Ansel Adams' }],
    },
  },
  {
    ...{ folder: 'ans', file: 'tiny-house', format: 'ans' },
    first: {
      ...{ slug: 'tiny-house-story', keywords: ['loft', 'residence'] },
      ...{ authors: [{ name: 'Nina Patel' }], modified: '2015-07-02T09:50:50.520Z' },
      images: [{ caption: has('love affair with tiny houses'), creditLine: 'Ansel Adams' }],
    },
  },
  {
    ...{ folder: 'atom', file: 'heise', format: 'atom', stories: 15 },
    first: {
      ...{ headline: has('Red Hat gibt WildFly'), byline: 'heise online', body: has('verfügbare') },
      ...{ copyrightHolder: has('Heise Medien'), firstPublished: '2016-02-01T16:22:00.000Z' },
    },
  },
  {
    ...{ folder: 'ghost', file: '__ghost.json', format: 'ghost', stories: 2 },
    first: {
      ...{ headline: 'Post 1', section: 'News', keywords: ['News'], slug: 'post-1' },
      ...{ authors: [{ name: 'Alice Johnson' }], images: [{ url: has('feature-1.jpg') }] },
    },
  },
  {
    ...{ folder: 'ghost', file: 'posts', format: 'ghost' },
    first: {
      ...{ headline: 'Welcome', description: has('great to have you'), section: 'Getting Started' },
      images: [{ url: has('welcome-to-ghost'), role: 'lead' }],
    },
  },
  {
    ...{ folder: 'media-rss', file: 'media_group', format: 'atom' },
    first: {
      headline: 'Example Atom',
      body: has('Test Description'),
      usageTerms: has('Australia'),
    },
  },
  {
    ...{ folder: 'media-rss', file: 'media_thumbnail', format: 'atom' },
    first: { images: [{ url: 'http://example.com/thumbnail.jpg' }] },
  },
  {
    ...{ folder: 'newsml-1.2', file: 'afp', format: 'newsml-1' },
    first: {
      ...{ externalId: 'urn:newsml:afp.com:20210516T080625Z:TX-PAR-WGF71', version: 1, urgency: 4 },
      ...{
        headline: has('Israel strikes key Hamas'),
        body: has('<h2>- Media offices destroyed -'),
      },
      ...{ byline: has('Adel Zaanoun'), dateline: 'Gaza City, Palestinian Territories' },
      ...{ language: 'en', modified: '2021-05-16T08:06:25.000Z' },
      ...{ keywords: expect.arrayContaining(['Israel']), editorialNote: has('RAISES Gaza death') },
    },
  },
  {
    ...{ folder: 'newsml-1.2', file: 'businesswire', format: 'newsml-1' },
    first: {
      ...{ headline: has('Lunch Taking a Toll?'), dateline: 'KANSAS CITY, Mo.', language: 'en' },
      ...{ body: has('Built with 12-gauge vinyl'), copyrightHolder: 'Business Wire' },
      ...{ keywords: expect.arrayContaining(['Restaurant/Bar']) },
      images: [{ url: has('AB_LOGO_webready'), role: 'inline' }],
    },
  },
  {
    ...{ folder: 'newsml-g2', file: 'LISTING_26', format: 'newsml-g2' },
    first: {
      ...{ headline: has('A firefighter walks past'), urgency: 4, version: 11, language: 'en-US' },
      ...{ copyrightHolder: 'Thomson Reuters', usageTerms: 'NO ARCHIVAL OR WIRELESS USE' },
      images: [{ creditLine: 'Acme/John Smith', caption: has('flameproof suit') }],
    },
  },
  {
    ...{ folder: 'newsml-g2', file: 'LISTING_2_', format: 'newsml-g2' },
    first: {
      ...{ headline: has('Fed to halt QE'), byline: has('Meredith Jameson'), version: 11 },
      ...{
        section: 'economy-business-and-finance',
        keywords: expect.arrayContaining(['central bank']),
      },
    },
  },
  {
    ...{ folder: 'newsml-g2', file: 'LISTING_3', format: 'newsml-g2' },
    first: {
      ...{ headline: has('Leave Las Vegas Economy Scarred'), status: 'usable' },
      ...{ copyrightHolder: 'Getty Images North America', usageTerms: has('editorial rights UK') },
      images: [],
    },
  },
  {
    ...{ folder: 'newsml-g2', file: 'LISTING_6', format: 'newsml-g2' },
    first: { body: has('<li>Obama annonce'), editorialNote: 'Updates the previous version' },
  },
  {
    ...{ folder: 'newsml-g2', file: 'TT_newsmlg2', format: 'newsml-g2' },
    first: {
      ...{
        externalId: has('janguillou-879f202b'),
        headline: has('Jan Guillou skriver'),
        urgency: 3,
      },
      ...{ section: 'konst-kultur-och-noje', copyrightHolder: 'TT', language: 'sv' },
      ...{ body: has('a001_NormalHires.jpg') },
      images: [{ url: has('a001_NormalHires.jpg'), caption: has('Arkivbild') }],
    },
  },
  {
    ...{ folder: 'ninjs-1', file: 'businesswire', format: 'ninjs' },
    first: {
      ...{
        headline: has('Dell Redefines Workstation'),
        language: 'en',
        body: has('Dell</a> today'),
      },
      images: [{ role: 'inline' }, { url: has('0025lf.jpg'), role: 'lead' }, { role: 'inline' }],
    },
  },
  {
    ...{ folder: 'ninjs-1', file: 'Complex', format: 'ninjs' },
    first: {
      ...{ byline: has('Paulo Santalucia'), dateline: 'Grossetto, Italy' },
      images: [{ url: has('-big.jpg'), caption: has('Costa Concordia') }],
    },
  },
  ...(['2', '3'] as const).flatMap((version): Expected[] => [
    {
      ...{ folder: `ninjs-${version}`, file: 'SIPA', format: 'ninjs' },
      first: {
        ...{ headline: has('Italy Demonstration'), keywords: expect.arrayContaining(['rome']) },
        images: [{ usageTerms: '*** World Rights Except Italy ***', caption: has('Rome (Italy)') }],
      },
    },
    {
      ...{ folder: `ninjs-${version}`, file: 'ap_image', format: 'ninjs' },
      first: {
        ...{ headline: 'Turkey Islamic State', urgency: 5, editorialNote: has('TURKEY OUT') },
        images: [{ usageTerms: has('TURKEY OUT'), url: has('role=main') }],
      },
    },
    {
      ...{ folder: `ninjs-${version}`, file: 'ntb_text', format: 'ninjs' },
      first: {
        ...{ headline: has('giganttomt i Skien'), byline: 'NTB', language: 'nb-NO', version: 6 },
        ...{ editorialNote: 'Noe utvidet.', urgency: 5, keywords: keyed('Innenriks') },
      },
    },
    {
      ...{ folder: `ninjs-${version}`, file: 'tt_text_image', format: 'ninjs' },
      first: {
        ...{ headline: has('Militärövning'), expires: '2023-05-30T22:00:00.000Z', language: 'sv' },
        images: [{ creditLine: 'Karl Melander/TT', url: has('NormalHires'), role: 'lead' }],
      },
    },
  ]),
  {
    ...{ folder: 'ninjs-2', file: 'ap_video', format: 'ninjs' },
    first: {
      headline: has('House leaders'),
      dateline: 'Washington',
      editorialNote: 'APWhollyOwned',
    },
  },
  {
    ...{ folder: 'ninjs-2', file: 'businesswire', format: 'ninjs' },
    first: { headline: has('Lunch Taking a Toll?'), images: [{ url: has('AB_LOGO_webready') }] },
  },
  {
    ...{ folder: 'ninjs-3', file: 'anti-doping', format: 'ninjs' },
    first: {
      byline: has('Trond Husø'),
      dateline: 'Oslo, Norway',
      urgency: 4,
      keywords: keyed('Sport'),
    },
  },
  {
    ...{ folder: 'ninjs-3', file: 'dpa_text', format: 'ninjs' },
    first: {
      headline: has('Faktencheck Derby'),
      byline: has('Christian Hollmann'),
      language: 'de',
    },
  },
  {
    ...{ folder: 'ninjs-3', file: 'imageEncodedRights', format: 'ninjs' },
    first: { images: [{ creditLine: 'John Smith', usageTerms: has('odrl') }] },
  },
  {
    ...{ folder: 'ninjs-3', file: 'imageLinkedRights', format: 'ninjs' },
    first: { images: [{ creditLine: 'John Smith', usageTerms: has('editorialUseOnly') }] },
  },
  {
    ...{ folder: 'nitf', file: 'NTB', format: 'nitf' },
    first: {
      ...{
        headline: has('Pandemien herjer'),
        byline: 'NTB-AFP-DPA',
        dateline: 'Unnao',
        urgency: 5,
      },
      ...{ section: 'utenriks', language: 'nb-NO', keywords: keyed('Sykdom') },
    },
  },
  {
    ...{ folder: 'rss', file: 'guardian', format: 'rss', stories: 55 },
    first: {
      ...{ byline: 'David Smith in Washington', language: 'en-GB', section: 'donald-trump' },
      images: [{ creditLine: has('Sipa USA/REX'), role: 'lead' }],
    },
  },
  {
    ...{ folder: 'rss', file: 'heraldsun', format: 'rss', stories: 2 },
    first: { headline: 'The First Item', language: 'en-GB', copyrightHolder: has('Oreilly') },
  },
  {
    ...{ folder: 'rss', file: 'instant-article', format: 'rss' },
    first: {
      headline: 'My first Instant Article',
      byline: 'tobi',
      body: has('<b>Lorem</b> ipsum'),
    },
  },
  {
    ...{ folder: 'rss', file: 'uol', format: 'rss', stories: 15 },
    first: { headline: has('simulações de 2º turno'), modified: '2018-09-24T22:42:40.000Z' },
  },
  {
    ...{ folder: 'wordpress-rest', file: 'co-authors', format: 'wordpress' },
    first: { authors: [{ name: 'Alice Smith' }, { name: 'Bob Jones' }], externalId: '99999' },
  },
  {
    ...{ folder: 'wordpress-rest', file: 'single-post', format: 'wordpress' },
    first: {
      ...{
        section: 'Boop',
        keywords: ['foo', 'Bar & Baz', 'boop', 'beep'],
        slug: 'my-awesome-post',
      },
      images: [{ caption: 'This is Boopity', altText: 'Boopity', role: 'lead' }],
    },
  },
  {
    ...{ folder: 'wordpress-wxr', file: 'feature-image', format: 'wordpress', stories: 3 },
    first: {
      ...{ externalId: '20', slug: 'post-with-described-image', language: 'en-US' },
      images: [{ url: has('described-image.jpg'), caption: has('attachment description') }],
    },
  },
];

function keyed(keyword: string): unknown {
  return expect.arrayContaining([keyword]);
}

/** Samples that no story can be made of, and what their senders are told. */
const refused: readonly (readonly [string, string, Format, fault: string])[] = [
  ['ans', 'good-embargo', 'ans', '#/_id: required'],
  ['newsml-g2', 'LISTING_24', 'newsml-g2', '#/externalId: required'],
  ['newsml-g2', 'ap_metadata', 'newsml-g2', 'this video comes without words'],
];

interface Read {
  readonly stories: Submitted[];
  readonly faults: string[];
}

function read(format: Format, body: Buffer): Read {
  const stories: Submitted[] = [];
  const faults: string[] = [];
  for (const piece of formats[format].split?.(body) ?? [body]) {
    try {
      stories.push(formats[format].read(piece));
    } catch (error) {
      if (!(error instanceof Invalid)) throw error;
      faults.push(error.message);
    }
  }
  return { stories, faults };
}

describe.skipIf(!hasSamples)('of the real samples', () => {
  let mapped = 0;
  afterAll(() => console.info(`samples mapped: ${mapped} of ${told.length + refused.length}`));

  test.each(told)('$folder/…$file… says what it says', ({ folder, file, format, ...expected }) => {
    const { stories } = read(format, sample(folder, file));
    expect(stories.length).toBe(expected.stories ?? 1);
    expect(stories[0]).toMatchObject(expected.first);
    mapped += 1;
  });

  test.each(refused)('%s/…%s… is refused with the reason', (folder, file, format, fault) => {
    const { stories, faults } = read(format, sample(folder, file));
    expect(stories).toEqual([]);
    expect(faults.join('\n')).toContain(fault);
  });

  test('none is left out', () => {
    const listed = [...told.map(({ folder }) => folder), ...refused.map(([folder]) => folder)];
    for (const folder of new Set(listed)) {
      expect([folder, listed.filter((one) => one === folder).length]).toEqual([
        folder,
        samplesOf(folder).length,
      ]);
    }
    expect(listed.length).toBe(44);
  });
});
