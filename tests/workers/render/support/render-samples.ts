import { join } from 'node:path';
import type { PreparedImage } from '../../../../src/shared/archive/pictures.ts';
import type { Card } from '../../../../src/shared/archive/publication.ts';
import { Site } from '../../../../src/shared/newsroom.ts';
import { freeTerms } from '../../../../src/shared/rights/picture-terms.ts';
import type { ArticleInput } from '../../../../src/workers/render/render-article.ts';
import { loadTheme } from '../../../../src/workers/render/theme.ts';
import { aStory } from '../../../support/story-samples.ts';

const root = join(import.meta.dirname, '../../../..');
const ownTheme = await loadTheme(join(root, 'themes/dateline'));
export const plainThemeFolder = join(import.meta.dirname, '../plain-theme');

export const site = Site.parse({
  name: 'The Test Post',
  timezone: 'Asia/Kabul',
  description: 'News of tests',
  sections: [
    { slug: 'world', name: 'World' },
    { slug: 'economy', name: 'Economy' },
  ],
  authors: [{ name: 'Jane Doe', bio: 'Jane covers rivers.' }],
  pageSize: 5,
});

export const press = { site, theme: ownTheme, publicUrl: 'https://news.example' };

export function anImage(id: string, changes: Partial<PreparedImage> = {}): PreparedImage {
  const rendition = { width: 640, height: 427, bytes: 9_000, use: 'picture' as const };
  return {
    id,
    sha256: id.padEnd(64, '0'),
    width: 6000,
    height: 4000,
    placeholder: 'data:image/webp;base64,AAAA',
    dominant: '#336699',
    perceptualHash: null,
    renditions: [
      { ...rendition, file: 'w640.webp', contentType: 'image/webp' },
      { ...rendition, file: 'w640.jpg', contentType: 'image/jpeg' },
      { ...rendition, file: 'w1280.jpg', contentType: 'image/jpeg', width: 1280, height: 853 },
    ],
    terms: freeTerms,
    rightsClass: '',
    ...changes,
  };
}

export function anArticle(changes: Partial<ArticleInput> = {}): ArticleInput {
  return {
    ...press,
    siteKey: 'key',
    story: aStory(),
    images: { images: [], missing: [], complete: true },
    path: '/world/2026/11/22/flood-warning-lifted/',
    firstPublished: '2026-11-22T05:45:00.000Z',
    related: [],
    ...changes,
  };
}

export function aCard(n: number, changes: Partial<Card> = {}): Card {
  const day = String((n % 28) + 1).padStart(2, '0');
  return {
    storyId: `story${String(n).padStart(4, '0')}`,
    headline: `Story number ${n}`,
    description: `What happened in story ${n}.`,
    path: `/world/2026/11/${day}/story-${n}/`,
    section: 'world',
    keywords: [],
    language: 'en',
    authors: [],
    firstPublished: `2026-11-${day}T08:00:00.000Z`,
    modified: `2026-11-${day}T08:00:00.000Z`,
    ...changes,
  };
}
