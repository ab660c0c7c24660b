import { describe, expect, it } from 'vitest';
import { Malformed } from '../../../src/shared/formats/format.ts';
import { ninjs } from '../../../src/shared/formats/ninjs.ts';
import {
  expectOrderly,
  expectWhole,
  faultsOf,
  hasCorpus,
  json,
  sample,
  samples,
} from './support/foreign.ts';

const first = {
  uri: 'urn:a:1',
  headline: 'Well water returns',
  body_html: '<p>It is back.</p>',
  version: '3',
  pubstatus: 'usable',
  service: [{ code: 'w', name: 'World' }],
  associations: {
    featuremedia: {
      type: 'picture',
      uri: 'urn:p:1',
      description_text: 'The well',
      body_text: 'A stone well',
      byline: 'Ali',
      ednote: 'GERMANY OUT',
      renditions: {
        viewImage: { href: 'https://a.example/s.jpg', width: 10, height: 10 },
        original: {
          href: 'https://a.example/l.jpg',
          width: 200,
          height: 100,
          poi: { x: 50, y: 50 },
        },
      },
    },
    gone: null,
  },
};
const third = {
  uri: 'urn:a:1',
  headlines: [{ role: 'main', value: 'Well water returns' }],
  bodies: [{ role: 'html', contentType: 'text/html', value: '<p>It is back.</p>' }],
  versionCreated: '2026-01-01T01:00:00+0100',
  pubStatus: 'usable',
};
const read = (extra: object) => ninjs.read(json({ ...third, ...extra }));

describe('the ninjs format', () => {
  it('reads parts keyed by name, as version 1 writes them', () => {
    const story = ninjs.read(json(first));
    expect(story).toMatchObject({ externalId: 'urn:a:1', version: 3, section: 'World' });
    expect(story.images).toEqual([
      {
        url: 'https://a.example/l.jpg',
        caption: 'The well',
        altText: 'A stone well',
        creditLine: 'Ali',
        usageTerms: 'GERMANY OUT',
        focalPoint: { x: 0.25, y: 0.5 },
        role: 'lead',
      },
    ]);
  });

  it('reads lists and keys in camel case, as version 3 writes them', () => {
    expect(read({ embargoedUntil: '2026-02-01T00:00:00Z', usageTerms: 'Once' })).toMatchObject({
      headline: 'Well water returns',
      modified: '2026-01-01T00:00:00.000Z',
      embargoed: '2026-02-01T00:00:00.000Z',
      usageTerms: 'Once',
    });
  });

  it('takes a kill that names no more than its item', () => {
    expect(ninjs.read(json({ uri: 'urn:a:1', pubstatus: 'canceled' })).status).toBe('canceled');
    expect(read({ pubStatus: 'withheld' }).status).toBe('withheld');
  });

  it('holds a story whose embargo has no end', () => {
    expect(read({ embargoed: '' }).status).toBe('withheld');
  });

  it('lists the parts of a package that has no text of its own', () => {
    const associations = [
      { name: 'a', uri: 'https://a.example/1', headlines: [{ value: 'One & two' }] },
      { name: 'b', uri: 'urn:b', headlines: [{ value: 'Three' }] },
    ];
    expect(read({ type: 'composite', bodies: null, associations }).body).toBe(
      '<ul><li><a href="https://a.example/1">One &amp; two</a></li><li>Three</li></ul>',
    );
  });

  it('points at faults in the words of the sender', () => {
    expect(
      Object.keys(
        faultsOf(() =>
          read({
            pubStatus: 'maybe',
            associations: [{ renditions: [{ sizeInBytes: 1, contentType: 7 }] }],
          }),
        ),
      ),
    ).toEqual(['#/pubStatus', '#/associations/0/renditions/0/contentType']);
    expect(faultsOf(() => read({ urgency: 12 }))).toHaveProperty('#/urgency');
    expect(faultsOf(() => ninjs.read(json({})))).toHaveProperty('#/uri');
    expect(faultsOf(() => read({ pubstatus: 'canceled' }))).toHaveProperty('#/pubstatus');
    expect(() => ninjs.read(Buffer.from('{'))).toThrow(Malformed);
  });

  it('refuses no input otherwise than by saying what is wrong', () => {
    expectOrderly(ninjs, json(first));
    expectOrderly(ninjs, json(third));
  });
});

describe.skipIf(!hasCorpus)('real ninjs items', () => {
  it.each(['ninjs-1', 'ninjs-2', 'ninjs-3'])('all of %s become stories', (version) => {
    for (const body of samples(`newsroom/${version}`).values()) expectWhole(ninjs.read(body));
  });

  it.each([2, 3])('a picture with a territory in its terms keeps them (ninjs %i)', (version) => {
    const [image] = ninjs.read(sample(`newsroom/ninjs-${version}`, 'SIPA')).images;
    expect(image).toMatchObject({ role: 'lead', creditLine: 'Insidefoto / SIPA USA' });
    expect(image?.usageTerms).toContain('Except Italy');
  });

  it.each([2, 3])('a territory in an editor’s note goes with the picture (ninjs %i)', (version) => {
    const story = ninjs.read(sample(`newsroom/ninjs-${version}`, 'ap_image'));
    expect(story).toMatchObject({ urgency: 5, version: 0, language: 'en' });
    expect(story.externalId).not.toContain('?');
    expect(story.images[0]?.usageTerms).toContain('TURKEY OUT');
    expect(story.images[0]?.creditLine).toBe('ASSOCIATED PRESS');
    expect(story.body).toMatch(/^<p>FILE - In this Monday/);
  });

  it.each([2, 3])(
    'a text with a picture keeps expiry and the largest rendition (ninjs %i)',
    (version) => {
      const story = ninjs.read(sample(`newsroom/ninjs-${version}`, 'tt_text'));
      expect(story).toMatchObject({
        expires: '2023-05-30T22:00:00.000Z',
        urgency: 3,
        language: 'sv',
      });
      expect(story.images[0]?.url).toContain('NormalHires');
      expect(story.body).not.toMatch(/<(?:title|h1)/);
    },
  );

  it('a logo never leads', () => {
    const { images } = ninjs.read(sample('newsroom/ninjs-1', 'businesswire'));
    expect(images.map(({ role }) => role)).toEqual(['inline', 'lead', 'inline']);
  });
});
