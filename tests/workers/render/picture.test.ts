import { describe, expect, it } from 'vitest';
import type { PreparedImage, Rendition } from '../../../src/shared/archive/pictures.ts';
import { renderArticle } from '../../../src/workers/render/render-article.ts';
import { aStory } from '../../support/story-samples.ts';
import { elementsOf, graphOf } from './support/parse-page.ts';
import { anArticle, anImage } from './support/render-samples.ts';

const formats = { webp: 'image/webp', avif: 'image/avif', jpg: 'image/jpeg', png: 'image/png' };

const made = (use: Rendition['use'], file: string, width: number, height = 427): Rendition => ({
  use,
  file,
  contentType: formats[file.split('.')[1] as keyof typeof formats],
  width,
  height,
  bytes: 9_000,
});
const webp = made('picture', 'w640.webp', 640);
const avif = made('picture', 'w1920.avif', 1920, 1280);
const jpeg = made('picture', 'w1280.jpg', 1280, 853);
const social = made('social', 's1200x630.jpg', 1200, 630);
const moving = made('animation', 'm640.webp', 640);
const crops = [
  made('1:1', '1x1.jpg', 1200, 1200),
  made('16:9', '16x9.jpg', 1200, 675),
  made('4:3', '4x3.jpg', 1200, 900),
];

function pageWith(renditions: Rendition[], changes: Partial<PreparedImage> = {}): string {
  const story = aStory({ images: [{ id: 'a', role: 'lead' }] });
  const image = anImage('a', { renditions, ...changes });
  return renderArticle(
    anArticle({ story, images: { images: [image], missing: [], complete: true } }),
  ).html;
}

const namesIn = (text: unknown) =>
  [...JSON.stringify(text).matchAll(/_media\/[0-9a-f]+\/([\w.-]+)/g)].map(([, name]) => name);
const elements = (page: string, name: string) =>
  elementsOf(page).flatMap((element) => (element.name === name ? [element.attributes] : []));
const ogImage = (page: string) =>
  namesIn(elements(page, 'meta').find(({ property }) => property === 'og:image')?.content ?? '');

describe('a picture on a page', () => {
  it('offers AVIF before WebP, with JPEG for every other browser', () => {
    const page = pageWith([jpeg, webp, avif]);
    expect(elements(page, 'source').map(({ type }) => type)).toEqual(['image/avif', 'image/webp']);
    expect(namesIn(elements(page, 'img')[0]?.src)).toEqual(['w1280.jpg']);
  });

  it('moves only for readers whose device does not ask for stillness', () => {
    const [first, ...rest] = elements(pageWith([jpeg, webp, moving]), 'source');
    expect(first).toMatchObject({ media: '(prefers-reduced-motion: no-preference)' });
    expect(namesIn(first)).toEqual(['m640.webp']);
    expect(rest.map(({ media }) => media)).toEqual([undefined]);
  });

  it('has its placeholder behind it until it is there', () => {
    expect(elements(pageWith([jpeg]), 'img')[0]?.style).toBe(
      'color:#fff;background:#336699 url(data:image/webp;base64,AAAA) center/cover',
    );
  });

  it('has nothing behind it where it is transparent', () => {
    const page = pageWith([webp], { dominant: '#33669900' });
    expect(elements(page, 'img')[0]?.style).toBeUndefined();
  });
});

describe('a picture for machines', () => {
  it('is its crops in every shape that search engines ask for', () => {
    const [article] = graphOf(pageWith([jpeg, webp, avif, social, ...crops]));
    expect(article?.image).toMatchObject([
      { width: 1200, height: 675 },
      { width: 1200, height: 900 },
      { width: 1200, height: 1200 },
    ]);
  });

  it('is the whole picture where it may not be cut, in a format that every program reads', () => {
    const page = pageWith([jpeg, webp, avif]);
    expect(namesIn(graphOf(page)[0]?.image)).toEqual(['w1280.jpg', 'w1280.jpg']);
    expect(ogImage(page)).toEqual(['w1280.jpg']);
  });

  it('is a PNG rather than an AVIF for a graphic', () => {
    const page = pageWith([made('picture', 'w900.png', 900), webp, avif]);
    expect(ogImage(page)).toEqual(['w900.png']);
  });

  it('is the social card for social networks', () => {
    expect(ogImage(pageWith([jpeg, avif, social, ...crops]))).toEqual(['s1200x630.jpg']);
  });
});
