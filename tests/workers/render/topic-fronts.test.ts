import { describe, expect, it } from 'vitest';
import type { Card } from '../../../src/shared/archive/publication.ts';
import { renderArticle } from '../../../src/workers/render/render-article.ts';
import type { Printed } from '../../../src/workers/render/site-objects.ts';
import { aStory } from '../../support/story-samples.ts';
import { frontTools } from './support/list-catalogue.ts';
import { elementsOf, textsOf } from './support/parse-page.ts';
import { renderFront } from './support/render-front.ts';
import { aCard, anArticle, press } from './support/render-samples.ts';

const on = (keywords: string[], count: number, changes: Partial<Card> = {}) =>
  Array.from({ length: count }, (_, at) => aCard(at + 1, { keywords, ...changes }));

const print = async (front: string, cards: Card[], dirt?: Record<string, string>) =>
  (await renderFront(front, { ...press, ...frontTools(cards, dirt) })).filter(
    ({ kind }) => kind !== 'asset',
  );

const page = (objects: readonly Printed[], key: string) => {
  const found = objects.find((object) => object.key === key);
  if (found === undefined) throw new Error(`there is no ${key}`);
  return { ...found, html: String(found.body) };
};
const robotsOf = (html: string) =>
  elementsOf(html).find(({ attributes }) => attributes.name === 'robots')?.attributes.content;

describe('a topic', () => {
  it('has a front in its own script, at the address that its stories link to', async () => {
    const objects = await print('tag/حقوق-بشر', on(['حقوق\u200Cبشر'], 3));
    const { html, metadata } = page(objects, 'tags/حقوق-بشر/index.html');
    const address = `/tags/${encodeURIComponent('حقوق-بشر')}/`;
    expect(textsOf(html, 'h1')).toEqual(['حقوق\u200Cبشر']);
    expect(html).toContain(`<link rel="canonical" href="https://news.example${address}">`);
    expect(metadata['cache-tag']).toMatch(/^l-[0-9a-f]{20}$/);
    const story = renderArticle(anArticle({ story: aStory({ keywords: ['حقوق\u200Cبشر'] }) }));
    expect(story.html).toContain(`href="${address}"`);
  });

  it('is called as its newest story spells it', async () => {
    const cards = [aCard(1, { keywords: ['rivers'] }), aCard(2, { keywords: ['Dams', 'Rivers'] })];
    const { html } = page(await print('tag/rivers', cards), 'tags/rivers/index.html');
    expect(textsOf(html, 'h1')).toEqual(['Rivers']);
  });

  it('is there from its first story, and has feeds and search engines from its third', async () => {
    const two = await print('tag/rivers', on(['rivers'], 2));
    expect(two.map(({ key }) => key)).toEqual(['tags/rivers/index.html']);
    expect(robotsOf(page(two, 'tags/rivers/index.html').html)).toBe('noindex');
    expect(page(two, 'tags/rivers/index.html').html).not.toContain('/tags/rivers/feed.xml');
    const three = await print('tag/rivers', on(['rivers'], 3));
    expect(three.map(({ key }) => key)).toEqual([
      'tags/rivers/index.html',
      'tags/rivers/feed.xml',
      'tags/rivers/atom.xml',
      'tags/rivers/feed.json',
    ]);
    expect(robotsOf(page(three, 'tags/rivers/index.html').html)).toContain('max-image-preview');
  });

  it('that no story is left on is gone', async () => {
    const { metadata, html } = page(await print('tag/old-news', []), 'tags/old-news/index.html');
    expect(metadata.status).toBe('410');
    expect(robotsOf(html)).toBe('noindex');
    expect(textsOf(html, 'h1')).toEqual(['old news']);
  });

  it('has sealed pages as a section has', async () => {
    const objects = await print('tag/rivers', on(['rivers'], 12), { front: 'x', 1: 'a', 2: 'b' });
    const second = page(objects, 'tags/rivers/page/2/index.html');
    expect(second.html).toContain('rel="prev" href="/tags/rivers/"');
    expect(second.html).toContain('rel="next" href="/tags/rivers/page/1/"');
  });

  it('whose name means something in markup or in addresses does no harm', async () => {
    const keyword = '"><script>alert(1)</script>';
    const { html, key } = page(
      await print('tag/script-alert-1-script', on([keyword], 1)),
      'tags/script-alert-1-script/index.html',
    );
    expect(key).not.toContain('<');
    expect(html).not.toContain('<script>alert');
    expect(textsOf(html, 'h1')).toEqual([keyword]);
  });
});

describe('an author', () => {
  const jane = [{ name: 'JANE DOE' }];

  it('has a page with what the newsroom says of them', async () => {
    const objects = await print('author/jane-doe', on([], 1, { authors: jane }));
    const { html } = page(objects, 'authors/jane-doe/index.html');
    expect(textsOf(html, 'h1')).toEqual(['Jane Doe']);
    expect(html).toContain('Jane covers rivers.');
    expect(html).toContain('"@type":"ProfilePage"');
    expect(robotsOf(html)).not.toBe('noindex');
  });

  it('of the newsroom has a page before the first story, a stranger none after the last', async () => {
    expect(
      page(await print('author/jane-doe', []), 'authors/jane-doe/index.html').metadata,
    ).toEqual({ 'cache-tag': 'l-author-jane-doe' });
    const stranger = page(await print('author/li-wei', []), 'authors/li-wei/index.html');
    expect(stranger.metadata.status).toBe('410');
  });

  it('is led to by every story', async () => {
    const { html } = renderArticle(anArticle({ story: aStory({ authors: [{ name: 'Li Wei' }] }) }));
    expect(html).toContain('href="/authors/li-wei/"');
  });
});
