import { describe, expect, it } from 'vitest';
import { renderArticle } from '../../../src/workers/render/render-article.ts';
import { aStory } from '../../support/story-samples.ts';
import { elementsOf, graphOf, textsOf } from './support/parse-page.ts';
import { aCard, anArticle, anImage, site } from './support/render-samples.ts';

const lead = { id: 'a', role: 'lead' as const, caption: 'The river', creditLine: 'J. Doe/Wire' };

function withPictures() {
  return anArticle({
    story: aStory({
      byline: 'By Jane Doe',
      dateline: 'KABUL',
      description: 'Water is falling.',
      authors: [{ name: 'Jane Doe' }],
      keywords: ['flood', 'river'],
      corrections: [{ at: '2026-11-22T09:30:00Z', text: 'The month was wrong.' }],
      images: [lead, { id: 'b', role: 'inline', caption: 'A boat' }],
      body: '<p>One.</p><p>Two <img data-image="b" /> three.</p>',
    }),
    images: { images: [anImage('a'), anImage('b')], missing: [], complete: true },
    related: [aCard(7)],
  });
}

describe('an article page', () => {
  it('shows the parts of a story that readers expect', () => {
    const { html } = renderArticle(withPictures());
    expect(textsOf(html, 'h1')).toEqual(['Flood warning lifted']);
    const [crumbs = ''] = html.match(/<nav class="crumbs".*?<\/nav>/s) ?? [];
    expect(textsOf(crumbs, 'li')).toEqual(['Home', 'World', 'Flood warning lifted']);
    expect(textsOf(html, 'figcaption')).toEqual(['The river J. Doe/Wire', 'A boat']);
    expect(textsOf(html, 'h2')).toEqual([
      'Corrections',
      'Topics',
      'Share',
      'About Jane Doe',
      'Check also',
    ]);
    expect(textsOf(html, 'p')).toContain('By Jane Doe');
    for (const words of ['KABUL', 'Jane covers rivers.', 'The month was wrong.']) {
      expect(html).toContain(words);
    }
    expect(html).toContain(`href="${aCard(7).path}"`);
  });

  it('shows no correction as of a day that is yet to come', () => {
    const corrections = [{ at: '2099-01-01T00:00:00Z', text: 'The month was wrong.' }];
    const { html } = renderArticle(anArticle({ story: aStory({ corrections }) }));
    expect(html).toContain('The month was wrong.');
    expect(html).not.toContain('2099');
  });

  it('gives every picture its size and loads the leading one first', () => {
    const { html, media } = renderArticle(withPictures());
    const pictures = elementsOf(html).filter(({ name }) => name === 'img');
    expect(pictures).toHaveLength(2);
    for (const { attributes } of pictures) {
      expect(Number(attributes.width)).toBeGreaterThan(0);
      expect(Number(attributes.height)).toBeGreaterThan(0);
      expect(attributes.srcset).toMatch(/^\/_media\/[0-9a-f]{32}\/w640\.jpg 640w, /);
    }
    expect(pictures[0]?.attributes).toMatchObject({ fetchpriority: 'high' });
    expect(pictures[0]?.attributes.loading).toBeUndefined();
    expect(pictures[1]?.attributes).toMatchObject({ loading: 'lazy' });
    for (const [, key = ''] of html.matchAll(/(_media\/[^ ",]+)/g)) {
      expect(media.map((object) => object.key)).toContain(key);
    }
  });

  it('moves a picture out of the paragraph it was put in', () => {
    const { html } = renderArticle(withPictures());
    expect(html).toMatch(/<p>Two {2}three\.<\/p><figure class="figure inline landscape">/);
  });

  it('drops the place of a picture that could not be had', () => {
    const input = withPictures();
    const { html } = renderArticle({
      ...input,
      images: { ...input.images, images: [anImage('a')] },
    });
    expect(html).not.toContain('data-image');
    expect(textsOf(html, 'figcaption')).toEqual(['The river J. Doe/Wire']);
  });

  it('shows the dates in the zone of the site, and to machines with the offset', () => {
    const { html } = renderArticle(
      anArticle({ story: aStory({ revision: 2, received: '2026-11-22T22:00:00Z' }) }),
    );
    const times = elementsOf(html).filter(({ name }) => name === 'time');
    expect(times.map(({ attributes }) => attributes.datetime)).toEqual([
      '2026-11-22T10:15:00+04:30',
      '2026-11-23T02:30:00+04:30',
    ]);
    expect(times[0]?.text).toMatch(/November 22, 2026 at 10:15\sAM GMT\+4:30/);
  });

  it('says nothing of a modification that readers never saw', () => {
    const { html, card } = renderArticle(anArticle());
    expect(html).not.toContain('Updated');
    expect(card.modified).toBe(card.firstPublished);
  });

  it('tells search engines and social networks what it is', () => {
    const { html } = renderArticle(withPictures());
    const [article, crumbs, publisher] = graphOf(html);
    expect(article).toMatchObject({
      '@type': 'NewsArticle',
      headline: 'Flood warning lifted',
      datePublished: '2026-11-22T10:15:00+04:30',
      author: [{ '@type': 'Person', name: 'Jane Doe' }],
      image: [{ '@type': 'ImageObject', width: 1280, creditText: 'J. Doe/Wire' }],
      correction: [{ '@type': 'CorrectionComment', text: 'The month was wrong.' }],
    });
    expect(crumbs).toMatchObject({ '@type': 'BreadcrumbList' });
    expect(publisher).toMatchObject({ '@type': 'NewsMediaOrganization', name: site.name });
    const metas = elementsOf(html).filter(({ name }) => name === 'meta');
    const meta = (name: string) =>
      metas.find(({ attributes }) => (attributes.property ?? attributes.name) === name)?.attributes
        .content;
    expect(meta('og:type')).toBe('article');
    expect(meta('og:image')).toMatch(/^https:\/\/news\.example\/_media\/.*w1280\.jpg$/);
    expect(meta('robots')).toContain('max-image-preview:large');
    expect(html).toContain(
      '<link rel="canonical" href="https://news.example/world/2026/11/22/flood-warning-lifted/">',
    );
  });

  it('leads from byline and topics to the pages of author and topic', () => {
    const { html } = renderArticle(withPictures());
    const links = elementsOf(html).filter(({ name }) => name === 'a');
    const to = (rel: string) =>
      links.filter(({ attributes }) => attributes.rel === rel).map(({ text }) => text);
    expect(to('tag')).toEqual(['flood', 'river']);
    expect(to('author')).toEqual(['Jane Doe', 'About Jane Doe']);
    expect(graphOf(html)[0]?.author).toEqual([
      { '@type': 'Person', name: 'Jane Doe', url: 'https://news.example/authors/jane-doe/' },
    ]);
  });

  it('that names no author is told to be its publisher’s', () => {
    const [article] = graphOf(renderArticle(anArticle()).html);
    expect(article?.author).toEqual({
      ...{ '@type': 'Organization', '@id': 'https://news.example/#publisher' },
      ...{ name: site.name, url: 'https://news.example/' },
    });
  });

  it('can be passed on by plain links, its headline and address in them', () => {
    const { html } = renderArticle(anArticle({ story: aStory({ headline: 'A & B: 100%?' }) }));
    const links = elementsOf(html).map(({ attributes: { href = '' } }) => href);
    const mail = new URL(links.find((href) => href.startsWith('mailto:')) ?? '');
    expect(mail.searchParams.get('subject')).toBe('A & B: 100%?');
    const x = new URL(links.find((href) => href.startsWith('https://x.com/')) ?? '');
    expect(x.searchParams.get('text')).toBe('A & B: 100%?');
    expect(x.searchParams.get('url')).toBe(
      'https://news.example/world/2026/11/22/flood-warning-lifted/',
    );
  });

  it('names the policies of its publisher to machines, where the site has them', () => {
    const pages = [{ slug: 'errata', title: 'Errata', policy: 'corrections' as const, text: 'x' }];
    const { html } = renderArticle(anArticle({ site: { ...site, pages } }));
    const publisher = graphOf(html).find((node) => node['@type'] === 'NewsMediaOrganization');
    expect(publisher?.correctionsPolicy).toBe('https://news.example/errata/');
    expect(publisher).not.toHaveProperty('ethicsPolicy');
  });

  it('links within the site also where the site lives under a path', () => {
    const { html } = renderArticle(
      anArticle({ ...withPictures(), publicUrl: 'https://example.org/news' }),
    );
    expect(html).toContain('href="/news/world/"');
    expect(html).toMatch(/src="\/news\/_media\//);
    expect(html).toContain('href="https://example.org/news/world/2026/11/22/');
  });

  it('shows pictures that the body names nowhere after it', () => {
    const story = aStory({ images: [{ id: 'x"<b>', role: 'inline', caption: 'Loose' }] });
    const images = { images: [anImage('x"<b>')], missing: [], complete: true };
    const { html, card } = renderArticle(anArticle({ story, images }));
    expect(textsOf(html, 'figcaption')).toEqual(['Loose']);
    expect(card.image?.renditions).toHaveLength(3);
  });
});

describe('a story in Persian or Pashto', () => {
  it('runs from right to left with its own words, digits and calendar', () => {
    const story = aStory({
      language: 'fa-AF',
      headline: 'پل بازگشایی شد',
      authors: [{ name: 'Jane Doe' }],
    });
    const { html } = renderArticle(anArticle({ story, firstPublished: '2026-04-02T05:45:00Z' }));
    expect(html).toContain('<html lang="fa-AF" dir="rtl">');
    expect(html).toContain('۱۳ حمل ۱۴۰۵');
    expect(html).toContain('datetime="2026-04-02T10:15:00+04:30"');
    expect(textsOf(html, 'h2')).toContain('دربارهٔ \u2068Jane Doe\u2069');
  });

  it('has its date in the order that Pashto readers know', () => {
    const story = aStory({ language: 'ps' });
    const { html } = renderArticle(anArticle({ story, firstPublished: '2026-04-02T05:45:00Z' }));
    expect(html).toContain('dir="rtl"');
    expect(html).toContain('۱۳ وری ۱۴۰۵، ۱۰:۱۵');
  });
});

describe('hostile texts', () => {
  const attack = `</script><script>alert(1)</script>"'{{constructor}}{{{x}}}<img src=x onerror=alert(1)>&\u0000\u202E`;

  it('stay text in every field of a story', () => {
    const story = aStory({
      headline: attack,
      alternativeHeadline: attack,
      description: attack,
      byline: attack,
      dateline: attack,
      keywords: [attack, ''],
      language: attack,
      section: attack,
      copyrightHolder: attack,
      authors: [{ name: attack, url: 'javascript:alert(1)', bio: attack }],
      corrections: [{ at: attack, text: attack }],
      images: [{ ...lead, caption: attack, creditLine: attack, altText: attack }],
    });
    const image = anImage('a', { dominant: 'red;}', placeholder: 'x") url(evil' });
    const related = [aCard(1, { headline: attack, description: attack, section: attack })];
    const { html, card } = renderArticle(
      anArticle({ story, images: { images: [image], missing: [], complete: true }, related }),
    );
    const elements = elementsOf(html);
    expect(elements.filter(({ name }) => name === 'script')).toHaveLength(1);
    for (const { attributes } of elements) {
      expect(Object.keys(attributes).filter((name) => name.startsWith('on'))).toEqual([]);
      expect(attributes.href ?? '').not.toMatch(/^javascript:/);
      expect(attributes.style ?? '').not.toMatch(/red|evil/);
    }
    expect(elements.filter(({ name }) => name === 'img')).toHaveLength(1);
    expect(html).not.toMatch(/[\u202A-\u202E]|[^\P{Cc}\n]/u);
    expect(textsOf(html, 'h1')[0]).toContain('{{constructor}}{{{x}}}');
    expect(graphOf(html)[0]?.headline).toBe(card.headline);
  });

  it('of one word of ten thousand letters are shown whole', () => {
    const word = 'x'.repeat(10_000);
    const { html, card } = renderArticle(
      anArticle({ story: aStory({ headline: word, body: '' }) }),
    );
    const [heading = ''] = textsOf(html, 'h1');
    // With places where a line may end.
    expect(heading.replaceAll('\u200B', '')).toBe(word);
    expect(heading).not.toMatch(/[^\u200B]{101}/);
    expect(html).not.toMatch(/>[^<\u200B]{10000}/);
    expect(card.description).toBe('');
  });
});
