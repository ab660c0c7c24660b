import { describe, expect, it } from 'vitest';
import type { Card } from '../../../src/shared/archive/publication.ts';
import { Site } from '../../../src/shared/newsroom.ts';
import { Markup } from '../../../src/workers/render/html.ts';
import { frontTools } from './support/list-catalogue.ts';
import { assertWellFormed, elementsOf, textsOf } from './support/parse-page.ts';
import { renderFront } from './support/render-front.ts';
import { aCard, anImage, press, site } from './support/render-samples.ts';

const { renditions, ...shot } = anImage('p');
const image: NonNullable<Card['image']> = {
  ...shot,
  altText: 'A bridge',
  creditLine: 'J. Doe',
  renditions: renditions.map((one) => ({ ...one, key: `_media/x/${one.file}` })),
};
const story = aCard(5, {
  headline: 'A <b>bridge</b> & "more"',
  keywords: ['bridges'],
  authors: [{ name: 'Jane Doe' }],
  modified: '2026-11-20T10:00:00.000Z',
  image,
});

async function feeds(
  cards: Card[],
  { feeds: settings = {}, front = 'home' }: { feeds?: object; front?: string } = {},
) {
  const textOf = async () => new Markup('<p>All of it ]]> &amp; more</p>');
  const own = Site.parse({ ...site, feeds: settings });
  const objects = await renderFront(front, { ...press, site: own, ...frontTools(cards), textOf });
  const body = (file: string) => String(objects.find(({ key }) => key.endsWith(file))?.body);
  return { rss: body('feed.xml'), atom: body('atom.xml'), json: JSON.parse(body('feed.json')) };
}

describe('the feeds of a front', () => {
  it('tell of a story by one name for good, in every format', async () => {
    const { rss, atom, json } = await feeds([story]);
    const id = 'tag:news.example,2026-11-06:story0005';
    expect(textsOf(rss, 'guid', true)).toEqual([id]);
    expect(textsOf(atom, 'id', true)[1]).toBe(id);
    expect(json.items[0].id).toBe(id);
  });

  it('keep the first publication when a story is edited, and say when it was', async () => {
    const { rss, atom, json } = await feeds([story]);
    expect(textsOf(rss, 'pubDate', true)).toEqual(['Fri, 06 Nov 2026 08:00:00 GMT']);
    expect(textsOf(atom, 'published', true)).toEqual(['2026-11-06T08:00:00.000Z']);
    expect(textsOf(atom, 'updated', true)).toEqual([story.modified, story.modified]);
    expect(json.items[0]).toMatchObject({
      date_published: '2026-11-06T08:00:00.000Z',
      date_modified: story.modified,
    });
  });

  it('are well formed, and say the headline as it is', async () => {
    const { rss, atom, json } = await feeds([story]);
    for (const xml of [rss, atom]) {
      expect(() => assertWellFormed(xml)).not.toThrow();
      expect(textsOf(xml, 'title', true)[1]).toBe(story.headline);
    }
    expect(json.version).toBe('https://jsonfeed.org/version/1.1');
    expect(json.items[0].title).toBe(story.headline);
  });

  it('name themselves and their front', async () => {
    const { atom, json } = await feeds([story], { front: 'section/world' });
    const links = elementsOf(atom, true).filter(({ name }) => name === 'link');
    expect(links.map(({ attributes: { rel, href } }) => [rel, href]).slice(0, 2)).toEqual([
      ['alternate', 'https://news.example/world/'],
      ['self', 'https://news.example/world/atom.xml'],
    ]);
    expect(json).toMatchObject({
      home_page_url: 'https://news.example/world/',
      feed_url: 'https://news.example/world/feed.json',
    });
  });

  it('give the description unless the newsroom wants all of the text', async () => {
    const summary = await feeds([story]);
    expect(summary.rss).not.toContain('All of it');
    expect(summary.json.items[0].content_text).toBe(story.description);
    const full = await feeds([story], { feeds: { content: 'full' } });
    const html = '<p>All of it ]]> &amp; more</p>';
    expect(textsOf(full.rss, 'content:encoded', true)).toEqual([html]);
    expect(textsOf(full.atom, 'content', true)).toEqual([html]);
    expect(full.json.items[0]).toMatchObject({ content_html: html, summary: story.description });
  });

  it('show a picture wide enough, and none that may not be handed on', async () => {
    const { rss, atom, json } = await feeds([story]);
    for (const xml of [rss, atom]) {
      const media = elementsOf(xml, true).find(({ name }) => name === 'media:content');
      expect(media?.attributes).toMatchObject({ width: '1280', type: 'image/jpeg' });
    }
    expect(json.items[0].image).toBe('https://news.example/_media/x/w1280.jpg');
    const kept = await feeds([{ ...story, image: { ...image, isKeptFromFeeds: true } }]);
    expect(JSON.stringify(kept)).not.toContain('_media');
  });

  it('name the hub where there is one, but not those of topics, which it is not told of', async () => {
    const hub = 'https://hub.example/';
    const { rss, atom, json } = await feeds([story], { feeds: { hub } });
    for (const xml of [rss, atom]) expect(xml).toMatch(/rel="hub"/);
    expect(json.hubs).toEqual([{ type: 'WebSub', url: hub }]);
    const cards = [1, 2, 3].map((n) => aCard(n, { keywords: ['bridges'] }));
    const topic = await feeds(cards, { feeds: { hub }, front: 'tag/bridges' });
    expect(JSON.stringify(topic)).not.toContain('hub');
  });

  it('are whole without a story', async () => {
    const { rss, atom, json } = await feeds([]);
    expect(() => assertWellFormed(rss)).not.toThrow();
    expect(textsOf(atom, 'updated', true)).toHaveLength(1);
    expect(json.items).toEqual([]);
  });
});
