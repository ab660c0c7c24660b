import { describe, expect, it } from 'vitest';
import { ghost } from '../../../src/shared/formats/ghost.ts';
import {
  expectOrderly,
  expectWhole,
  faultsOf,
  hasCorpus,
  json,
  sample,
} from './support/foreign.ts';

const current = {
  id: 'g1',
  title: 'Well water returns',
  slug: 'well',
  html: '<p>It is back.</p>',
  status: 'published',
  visibility: 'public',
  published_at: '2026-01-01T00:00:00.000Z',
  updated_at: '2026-01-02T00:00:00.000Z',
  feature_image: 'https://a.example/w.jpg',
  feature_image_alt: 'A well',
  feature_image_caption: '<span>Photo: <b>Ali</b></span>',
  custom_excerpt: null,
  tags: [{ name: 'World' }, { name: '#internal' }, { name: 'Water' }],
  authors: [{ name: 'Jane', url: 'https://a.example/jane/', bio: null }],
};
const hook = (extra: object, previous: object = {}) =>
  json({ post: { current: { ...current, ...extra }, previous } });

describe('the Ghost format', () => {
  it('reads the post of a webhook', () => {
    expect(ghost.read(hook({}))).toMatchObject({
      externalId: 'g1',
      status: 'usable',
      modified: '2026-01-02T00:00:00.000Z',
      section: 'World',
      keywords: ['World', 'Water'],
      authors: [{ name: 'Jane', url: 'https://a.example/jane/' }],
      images: [
        { url: 'https://a.example/w.jpg', altText: 'A well', caption: 'Photo: Ali', role: 'lead' },
      ],
    });
  });

  it('takes down what is unpublished or deleted', () => {
    expect(ghost.read(hook({ status: 'draft' }, { status: 'published' })).status).toBe('canceled');
    const deleted = ghost.read(json({ post: { current: {}, previous: current } }));
    expect(deleted).toMatchObject({ externalId: 'g1', status: 'canceled' });
  });

  it('lets wait what was never public or is for members alone', () => {
    expect(ghost.read(hook({ status: 'draft' })).status).toBe('withheld');
    expect(ghost.read(hook({ visibility: 'paid' })).status).toBe('withheld');
    expect(ghost.read(hook({ status: 'published' }, { status: 'draft' })).status).toBe('usable');
  });

  it('makes an embargo of a scheduled post', () => {
    expect(ghost.read(hook({ status: 'scheduled' })).embargoed).toBe('2026-01-01T00:00:00.000Z');
  });

  it('says what is wrong, and where', () => {
    expect(faultsOf(() => ghost.read(hook({ title: 3 })))).toHaveProperty('#/post/current/title');
    expect(faultsOf(() => ghost.read(hook({ html: '' })))).toHaveProperty('#/post/current/html');
    expect(faultsOf(() => ghost.read(json({ post: {} })))).toHaveProperty('#/post/current');
    expectOrderly(ghost, hook({}));
  });
});

describe.skipIf(!hasCorpus)('real Ghost posts', () => {
  it('an answer of its API becomes its stories', () => {
    const stories = (ghost.split?.(sample('newsroom/ghost', 'posts')) ?? []).map((post) =>
      ghost.read(post),
    );
    stories.forEach(expectWhole);
    expect(stories.map(({ headline }) => headline)).toEqual(['Welcome']);
  });

  it('an export becomes its stories, with tags and authors', () => {
    const [one, two, unrendered] = ghost.split?.(sample('newsroom/ghost', 'ghost.json')) ?? [];
    expect(ghost.read(one!)).toMatchObject({
      section: 'News',
      authors: [{ name: 'Alice Johnson' }],
    });
    expectWhole(ghost.read(two!));
    expect(faultsOf(() => ghost.read(unrendered!))).toHaveProperty('#/html');
  });
});
