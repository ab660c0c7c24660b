import { describe, expect, it } from 'vitest';
import { ans } from '../../../src/shared/formats/ans.ts';
import {
  expectOrderly,
  expectWhole,
  faultsOf,
  hasCorpus,
  json,
  sample,
  samples,
} from './support/foreign.ts';

const story = {
  _id: 'arc-1',
  type: 'story',
  version: '0.10.12',
  headlines: { basic: 'Well water returns' },
  last_updated_date: '2026-01-01T00:00:00.5Z',
  taxonomy: { primary_section: { _id: '/world', name: 'World' }, tags: [{ text: 'water' }] },
  promo_items: { basic: { type: 'image', url: 'https://a.example/w.jpg', caption: 'The well' } },
  corrections: [{ text: 'A name was wrong.', date: '2026-01-02T00:00:00Z' }],
  content_elements: [
    { type: 'text', content: 'It is <b>back</b>.' },
    { type: 'header', level: 3, content: 'Next' },
    { type: 'list', list_type: 'ordered', items: [{ type: 'text', content: 'One' }] },
    { type: 'interstitial_link', url: 'https://a.example/x', content: 'Read <i>on</i>' },
    {
      type: 'image',
      url: 'https://a.example/2.jpg',
      caption: 'Two',
      width: 10,
      height: 10,
      focal_point: { x: 5, y: 20 },
    },
    { type: 'reference', referent: { id: '1' } },
  ],
};
const read = (extra: object) => ans.read(json({ ...story, ...extra }));

describe('the ANS format', () => {
  it('writes the elements of a story as HTML', () => {
    expect(read({}).body).toBe(
      [
        '<p>It is <b>back</b>.</p>',
        '<h3>Next</h3>',
        '<ol><li>One</li></ol>',
        '<p><a href="https://a.example/x">Read on</a></p>',
        '<figure><img src="https://a.example/2.jpg" alt=""><figcaption>Two</figcaption></figure>',
      ].join('\n'),
    );
  });

  it('reads section, corrections and the pictures, the promoted one first', () => {
    expect(read({})).toMatchObject({
      section: 'World',
      keywords: ['water'],
      corrections: [{ at: '2026-01-02T00:00:00.000Z', text: 'A name was wrong.' }],
      images: [
        { url: 'https://a.example/w.jpg', caption: 'The well', role: 'lead' },
        { url: 'https://a.example/2.jpg', caption: 'Two', role: 'inline' },
      ],
    });
  });

  it('takes down what Arc unpublishes or deletes', () => {
    expect(ans.read(json({ key: 'story:unpublish', body: { _id: 'arc-1' } })).status).toBe(
      'canceled',
    );
    expect(ans.read(json({ key: 'story:delete', body: story })).status).toBe('canceled');
    expect(ans.read(json({ key: 'story:update', body: story })).status).toBe('usable');
  });

  it('keeps an embargo, and holds a story whose embargo has no end', () => {
    const embargo = { active: true, end_time: '2026-03-01T00:00:00Z' };
    expect(read({ content_restrictions: { embargo } }).embargoed).toBe('2026-03-01T00:00:00.000Z');
    expect(read({ content_restrictions: { embargo: { active: true } } }).status).toBe('withheld');
    expect(read({ revision: { published: false } }).status).toBe('withheld');
  });

  it('says what is wrong, and where', () => {
    expect(
      faultsOf(() => ans.read(json({ key: 'story:update', body: { ...story, headlines: 1 } }))),
    ).toHaveProperty('#/body/headlines');
    expect(
      faultsOf(() => read({ content_elements: [{ type: 'list', items: 'x' }] })),
    ).toHaveProperty('#/content_elements/0/items');
    expectOrderly(ans, json(story));
  });
});

describe.skipIf(!hasCorpus)('real ANS items', () => {
  it('all that have an identity become stories', () => {
    for (const [name, body] of samples('newsroom/ans')) {
      if (name.includes('embargo'))
        expect(Object.keys(faultsOf(() => ans.read(body)))).toEqual(['#/_id']);
      else expectWhole(ans.read(body));
    }
  });

  it('a story keeps its credits, dateline and lead picture', () => {
    const read = ans.read(sample('newsroom/ans', 'tiny-house'));
    expect(read).toMatchObject({
      dateline: 'Washington, D.C.',
      authors: [{ name: 'Nina Patel' }],
      copyrightHolder: 'The Washington Post, Inc.',
      slug: 'tiny-house-story',
    });
    expect(read.images[0]).toMatchObject({ role: 'lead', creditLine: 'Ansel Adams' });
  });

  it('restricted content is held', () => {
    expect(ans.read(sample('newsroom/ans', 'restricted')).status).toBe('withheld');
  });
});
