import { describe, expect, it } from 'vitest';
import type { Story } from '../../../src/shared/story.ts';
import {
  plannedPublication,
  type RenderTools,
  render,
  type Standing,
} from '../../../src/workers/render/render.ts';
import { aStory } from '../../support/story-samples.ts';
import { elementsOf } from './support/parse-page.ts';
import { aCard, anImage, press } from './support/render-samples.ts';

const now = '2026-11-22T20:00:00.000Z';

function tools(standing: Partial<Standing> = {}) {
  const blobs = new Map<string, string>();
  const all: RenderTools = {
    ...press,
    siteKey: 'key',
    now: () => new Date(now),
    standing: async () => ({
      wanted: 'live',
      firstPublished: null,
      path: null,
      formerPaths: [],
      ...standing,
    }),
    reservePath: async (base) => base,
    candidates: async () => [aCard(1)],
    translations: async () => [],
    storeBlob: async (body) => {
      const key = `blobs/${blobs.size}`;
      blobs.set(key, body.toString());
      return key;
    },
    assets: async () => [],
  };
  return { all, blobs };
}

function tripOf(story: Story, results: Record<string, unknown> = {}) {
  return { story, result: async (stage: string) => results[stage] };
}

const live = { firstPublished: '2026-11-01T08:00:00.000Z', path: '/world/2026/11/01/flood/' };

describe('rendering a story', () => {
  it('puts its pictures before its page, tagged by themselves: other stories may show them', async () => {
    const story = aStory({ images: [{ id: 'a', role: 'lead' }] });
    const images = { images: [anImage('a')], missing: [], complete: true };
    const { verdict, because, result } = await render(tripOf(story, { images }), tools().all);
    expect(verdict).toBe('rendered');
    expect(because).toEqual(['Page at /world/2026/11/23/flood-warning-lifted/ with 1 picture']);
    expect(result.objects.map(({ kind }) => kind)).toEqual(['media', 'media', 'media', 'page']);
    expect(result.objects.at(-1)).toMatchObject({
      key: 'world/2026/11/23/flood-warning-lifted/index.html',
      contentType: 'text/html; charset=utf-8',
      contentLanguage: 'en',
    });
    const tags = result.objects.map(({ metadata }) => metadata['cache-tag']);
    expect(tags.at(-1)).toBe(`s-${story.storyId}`);
    for (const tag of tags.slice(0, -1)) expect(tag).toMatch(/^m-[0-9a-f]{32}$/);
    expect(result.card?.path).toBe(result.path);
    expect(result.fronts).toEqual([
      'home',
      'section/world',
      'tag/flood',
      'month/2026-11',
      'search',
    ]);
  });

  it('shows every rendition that its pass has', async () => {
    const story = aStory({ images: [{ id: 'a', role: 'lead' }] });
    const images = { images: [anImage('a')], missing: [], complete: true };
    const { result } = await render(tripOf(story, { images }), tools().all);
    expect(result.objects.filter(({ kind }) => kind === 'media')).toHaveLength(3);
  });

  it('says which picture it goes without', async () => {
    const images = { images: [], missing: [{ id: 'a', reason: 'it is no image' }], complete: true };
    const story = aStory({ images: [{ id: 'a', role: 'lead' }] });
    const { because } = await render(tripOf(story, { images }), tools().all);
    expect(because).toContain('A picture is left out: it is no image');
  });

  it('leaves a live story where it is', async () => {
    const story = aStory({ slug: 'flood', revision: 2 });
    const standing = { ...live, path: '/world/2026/11/01/flood-2/' };
    const { result } = await render(tripOf(story), tools(standing).all);
    expect(result.path).toBe('/world/2026/11/01/flood-2/');
    expect(result.card?.firstPublished).toBe(live.firstPublished);
  });

  it('leads every former address straight to the new one when the slug has changed', async () => {
    const story = aStory({ slug: 'water', revision: 3 });
    const { all, blobs } = tools({ ...live, formerPaths: ['/world/2026/11/01/first/'] });
    const { result } = await render(tripOf(story), all);
    expect(result.path).toBe('/world/2026/11/01/water/');
    const redirects = result.objects.filter(({ kind }) => kind === 'redirect');
    expect(redirects.map(({ key }) => key)).toEqual([
      'world/2026/11/01/flood/index.html',
      'world/2026/11/01/first/index.html',
    ]);
    for (const { metadata, from } of redirects) {
      expect(metadata).toMatchObject({ status: '301', location: '/world/2026/11/01/water/' });
      const links = elementsOf(blobs.get(from) ?? '').flatMap(
        ({ attributes }) => attributes.href ?? [],
      );
      expect(new Set(links)).toEqual(
        new Set(['/world/2026/11/01/water/', 'https://news.example/world/2026/11/01/water/']),
      );
    }
  });

  it('never redirects an address to itself when a story moves back', async () => {
    const story = aStory({ slug: 'first', revision: 4 });
    const { all } = tools({ ...live, formerPaths: ['/world/2026/11/01/first/'] });
    const { result } = await render(tripOf(story), all);
    const redirects = result.objects.filter(({ kind }) => kind === 'redirect');
    expect(redirects.map(({ key }) => key)).toEqual(['world/2026/11/01/flood/index.html']);
  });
});

describe('rendering a withdrawal', () => {
  it('leaves a tombstone at every address, without a word of the story', async () => {
    const { all, blobs } = tools({
      ...live,
      wanted: 'withdrawn',
      formerPaths: ['/world/2026/11/01/first/'],
    });
    const { result } = await render(tripOf(aStory({ language: 'fa' })), all);
    expect(result).toMatchObject({ path: live.path, card: null, fronts: [] });
    expect(result.objects.map(({ metadata }) => metadata.status)).toEqual(['410', '410']);
    for (const page of blobs.values()) {
      expect(page).toContain('این خبر برداشته شده است');
      expect(page).toContain('content="noindex"');
      expect(page).not.toMatch(/Flood|river/);
    }
  });

  it('of a story that never was live leaves nothing', async () => {
    const { result } = await render(tripOf(aStory()), tools({ wanted: 'withdrawn' }).all);
    expect(result).toEqual({
      path: null,
      objects: [],
      card: null,
      fronts: [],
      turns: [],
      related: {},
    });
  });
});

describe('the planned first publication', () => {
  it.each([
    ['is now', {}, now],
    [
      'is the end of the embargo',
      { embargoed: '2026-12-01T06:00:00Z' },
      '2026-12-01T06:00:00.000Z',
    ],
    ['is now after the embargo', { embargoed: '2026-11-01T06:00:00Z' }, now],
    [
      'is what a trusted source says',
      { firstPublished: '2020-01-01T00:00:00Z' },
      '2020-01-01T00:00:00.000Z',
    ],
    ['is never in a future that a source made up', { firstPublished: '2030-01-01T00:00:00Z' }, now],
  ])('%s', (_what, changes, expected) => {
    expect(plannedPublication(aStory(changes), new Date(now))).toBe(expected);
  });
});
