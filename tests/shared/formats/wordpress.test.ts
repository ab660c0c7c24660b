import { describe, expect, it } from 'vitest';
import { Malformed } from '../../../src/shared/formats/format.ts';
import { wordpress } from '../../../src/shared/formats/wordpress.ts';
import {
  expectOrderly,
  expectWhole,
  faultsOf,
  hasCorpus,
  json,
  sample,
  samples,
} from './support/foreign.ts';

const post = {
  id: 7,
  slug: 'well',
  status: 'publish',
  link: 'https://a.example/well/',
  date_gmt: '2026-01-01T00:00:00',
  modified_gmt: '2026-01-02T00:00:00',
  title: { rendered: 'Water &#8217;s back' },
  content: { rendered: '<p>It is back.</p>', protected: false },
  excerpt: { rendered: '<p>Back [&hellip;]</p>' },
  meta: [],
  _embedded: { 'wp:featuredmedia': [{ code: 'rest_forbidden', data: { status: 401 } }] },
};
const read = (extra: object) => wordpress.read(json({ ...post, ...extra }));
const hook = {
  hook: 'publish_post',
  ID: '7',
  post_title: 'Water &amp; well',
  post_content: '<p>It is back – again.</p>',
  post_status: 'publish',
  post_name: 'well',
  post_date_gmt: '2026-01-01 00:00:00',
  post_modified_gmt: '2026-01-02 00:00:00',
};
const form = (extra: object) => Buffer.from(new URLSearchParams({ ...hook, ...extra }).toString());

describe('the WordPress format', () => {
  it('reads dates as UTC and titles without entities', () => {
    expect(read({})).toMatchObject({
      externalId: '7',
      headline: 'Water ’s back',
      description: 'Back …',
      modified: '2026-01-02T00:00:00.000Z',
      status: 'usable',
      images: [],
    });
  });

  it('reads the form of the publish_post hook as the same story', () => {
    expect(wordpress.read(form({}))).toMatchObject({
      externalId: '7',
      headline: 'Water & well',
      body: '<p>It is back – again.</p>',
      modified: '2026-01-02T00:00:00.000Z',
      slug: 'well',
      status: 'usable',
    });
  });

  it('takes down what leaves the public and lets drafts wait', () => {
    expect(read({ status: 'trash' }).status).toBe('canceled');
    expect(read({ status: 'private' }).status).toBe('canceled');
    expect(read({ status: 'draft' }).status).toBe('canceled');
    expect(read({ status: 'draft', slug: '' }).status).toBe('withheld');
    expect(read({ status: 'pending' }).status).toBe('withheld');
    expect(wordpress.read(form({ post_status: 'trash' })).status).toBe('canceled');
    expect(
      wordpress.read(form({ post_status: 'draft', post_date_gmt: '0000-00-00 00:00:00' })).status,
    ).toBe('withheld');
  });

  it('holds what asks readers for a password', () => {
    expect(read({ content: { rendered: '<p>x</p>', protected: true } }).status).toBe('withheld');
    expect(wordpress.read(form({ post_password: 'x' })).status).toBe('withheld');
  });

  it('makes an embargo of a planned post', () => {
    expect(read({ status: 'future' })).toMatchObject({
      status: 'usable',
      embargoed: '2026-01-01T00:00:00.000Z',
    });
  });

  it('is told by Polylang which posts translate each other: the first one made is the original', () => {
    expect(read({ translations: { en: 5, fa: 7, ps: 9 } }).translationOf).toBe('5');
    expect(read({ translations: { fa: 7, ps: 9 } })).not.toHaveProperty('translationOf');
    // None is linked, the post itself is not among them, or another plug-in says something else.
    for (const translations of [[], null, { en: 5 }, { en: '/en/well/', fa: 7 }, 'fa']) {
      expect(read({ translations })).not.toHaveProperty('translationOf');
    }
  });

  it('says what is wrong, and where', () => {
    expect(faultsOf(() => read({ title: { rendered: 4 } }))).toHaveProperty('#/title/rendered');
    expect(faultsOf(() => read({ content: null }))).toHaveProperty('#/content/rendered');
    expect(faultsOf(() => read({ date_gmt: 'soon' }))).toHaveProperty('#/date_gmt');
    expect(faultsOf(() => wordpress.read(form({ ID: '' })))).toHaveProperty('#/ID');
    expect(() => wordpress.read(Buffer.from([0x61, 0x3d, 0xff]))).toThrow(Malformed);
    expect(() => wordpress.read(Buffer.from('ID=%ff'))).toThrow(Malformed);
    expectOrderly(wordpress, json(post));
    expectOrderly(wordpress, form({}));
  });
});

describe('a caption of WordPress', () => {
  const image = '<a href="/w"><img src="https://a.example/w.jpg"></a>';
  const figure = `<figure>${image}<figcaption>A <em>well</em></figcaption></figure>`;

  it.each([
    ['its short code', `[caption id="a" width="300"]${image}A <em>well</em>[/caption]`],
    [
      'a division',
      `<div id="a" class="wp-caption alignright" style="width:9px">${image}
        <p class="wp-caption-text" id="c">A <em>well</em></p></div>`,
    ],
  ])('stands under its picture, out of %s', (_, rendered) => {
    expect(wordpress.read(json({ ...post, content: { rendered } })).body).toBe(figure);
  });

  it('is left as it is where it does not end', () => {
    const rendered = `<p>Water</p>[caption id="a"]${image}`;
    expect(wordpress.read(json({ ...post, content: { rendered } })).body).toBe(rendered);
  });
});

describe.skipIf(!hasCorpus)('real WordPress posts', () => {
  it('all become stories', () => {
    for (const body of samples('newsroom/wordpress-rest').values())
      expectWhole(wordpress.read(body));
  });

  it('several authors of a plug-in come before the one of WordPress', () => {
    const { authors } = wordpress.read(sample('newsroom/wordpress-rest', 'co-authors'));
    expect(authors.map(({ name }) => name)).toEqual(['Alice Smith', 'Bob Jones']);
  });

  it('a post with a hidden link keeps it in sight of moderation', () => {
    const story = wordpress.read(sample('seed', 'wordpress-post'));
    expect(story).toMatchObject({
      externalId: '88421',
      section: 'Latest Updates',
      keywords: ['Libya', 'Russia'],
      modified: '2024-11-03T03:45:00.000Z',
    });
    expect(story.body).toContain('https://slot-gacor.example/');
    expect(story.images).toHaveLength(1);
    expect(story.images[0]?.caption).toMatch(/^MOSCOW, RUSSIA - JUNE 22: \(RUSSIA OUT\)/);
  });
});
