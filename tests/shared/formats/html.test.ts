import { describe, expect, it } from 'vitest';
import { Malformed } from '../../../src/shared/formats/format.ts';
import { html } from '../../../src/shared/formats/html.ts';
import { expectOrderly, expectWhole, faultsOf, hasCorpus, sample } from './support/foreign.ts';

const page = (body: string, head = '') =>
  Buffer.from(
    `<html lang="fa"><head><title>Well – News</title><link rel="canonical" href="https://a.example/well">${head}</head><body>${body}</body></html>`,
  );
const article =
  '<article><h1>Well water</h1><div><p>It is back, they say.</p><p>All day long.</p></div></article>';
const read = (body: string, head = '') => html.read(page(body, head));

describe('the web page format', () => {
  it('takes the article out of its page', () => {
    const story = read(
      `<nav><p>Home and other long menus of the site</p></nav>${article}<footer><p>All about us, at length</p></footer>`,
    );
    expect(story).toMatchObject({
      externalId: 'https://a.example/well',
      headline: 'Well water',
      language: 'fa',
      body: '<p>It is back, they say.</p><p>All day long.</p>',
    });
  });

  it('reads a page with more pages hidden in it than a call may have arguments', () => {
    const comment = `<!--${'<html '.repeat(200_000)}-->`;
    expect(read(comment + article)).toMatchObject({ headline: 'Well water' });
  });

  it('reads what schema.org and Open Graph say of the article', () => {
    const linked = {
      '@graph': [
        {
          '@type': ['NewsArticle'],
          headline: 'Water &amp; well',
          datePublished: '2026-01-01T08:00+0430',
          author: [{ name: 'Jane', url: '/jane' }],
          articleSection: 'World',
          keywords: 'water, well',
          image: { url: '/w.jpg', caption: 'The well' },
        },
      ],
    };
    const head = `<script type="application/ld+json">${JSON.stringify(linked)}</script><script type="application/ld+json">{oops</script><meta property="og:description" content="Back again">`;
    expect(read(article, head)).toMatchObject({
      headline: 'Water & well',
      description: 'Back again',
      firstPublished: '2026-01-01T03:30:00.000Z',
      section: 'World',
      keywords: ['water', 'well'],
      authors: [{ name: 'Jane', url: 'https://a.example/jane' }],
      images: [{ url: 'https://a.example/w.jpg', caption: 'The well', role: 'lead' }],
    });
  });

  it('keeps hidden parts around the article in sight of moderation, hidden still', () => {
    const hidden =
      '<div style="position:absolute; left:-9999px"><a href="https://slot.example/">slot<div>';
    const { body } = read(`${article}<footer>${hidden}</footer>`);
    expect(body).toMatch(/^<div hidden><a href="https:\/\/slot\.example\/">slot<\/a><\/div>\n<p>/);
  });

  it('keeps what its style sheet hides in the article hidden, for the sheet stays behind', () => {
    const { body } = read(
      '<article><p>It is back, they say.</p><p class="k7">toto</p></article>',
      '<style>.k7{position:absolute;top:-8000px}</style>',
    );
    expect(body).toBe('<p>It is back, they say.</p><p class="k7" hidden="">toto</p>');
  });

  it.each([
    ['above all else', `<a href="https://x.example/t">toto</a>${article}`],
    ['beside the article', `${article}<div>See <a href="https://x.example/t">toto</a></div>`],
    ['after the page', `${article}</body></html><a href="https://x.example/t">toto</a>`],
  ])('tells moderation of a link to another site that stands %s', (place, markup) => {
    expect(read(markup).body).toMatch(
      `<template data-outside="${place}"><a href="https://x.example/t">toto</a></template>\n<p>It`,
    );
  });

  it('tells of a small page put before the page', () => {
    const small = '<!DOCTYPE html><html><body><a href="https://x.example/">t</a></body></html>';
    const whole = Buffer.concat([Buffer.from(small), page(article)]);
    expect(html.read(whole).body).toMatch(/^<template data-outside="before the page">/);
  });

  it('tells of a title that does not begin with the headline, and of scripts that write links', () => {
    const script = `<script>document.write('<a href="https://x.example/">t</a>')</script>`;
    const { body } = html.read(
      Buffer.from(
        page(article + script)
          .toString()
          .replace('<title>', '<title>Best odds - '),
      ),
    );
    expect(body).toContain(`<title>Best odds - Well – News</title>\n${script}\n<p>It`);
  });

  it('leaves menus that are hidden honestly alone', () => {
    expect(read(`<nav style="display:none"><a href="/a">A</a></nav>${article}`).body).toMatch(
      /^<p>/,
    );
  });

  it('writes the addresses of links and pictures in full', () => {
    const { body } = read(
      '<article><p>It is <a href="/x">here</a> now.</p><img src="w.jpg"></article>',
    );
    expect(body).toBe(
      '<p>It is <a href="https://a.example/x">here</a> now.</p><img src="https://a.example/w.jpg">',
    );
  });

  it('reads a page in the encoding of its region', () => {
    const bytes = Buffer.concat([
      page('', '<meta charset="windows-1256">').subarray(0, -14),
      Buffer.from('<article><h1>', 'latin1'),
      Buffer.from([0xd3, 0xe1, 0xc7, 0xe3]),
      Buffer.from('</h1><p>x y z</p></article>', 'latin1'),
    ]);
    expect(html.read(bytes).headline).toBe('سلام');
  });

  it('says what is missing, and refuses pages beyond all measure', () => {
    expect(faultsOf(() => html.read(Buffer.from(article)))).toHaveProperty('#/link[rel=canonical]');
    expect(faultsOf(() => read('<h1>Only</h1>'))).toHaveProperty('#/article');
    expect(() => read('<div>'.repeat(300))).toThrow(Malformed);
    expect(() => read('<i></i>'.repeat(60_000))).toThrow(Malformed);
    expectOrderly(html, page(article));
  });

  it('takes time by its length alone: a megabyte of anything ends', () => {
    for (const piece of [
      '<p>a',
      '<b ',
      '</b>',
      '<!--',
      '<a style="left:',
      '&amp',
      '<figure>',
      '<h1>',
    ]) {
      try {
        read(piece.repeat(Math.floor(1_000_000 / piece.length)));
      } catch (error) {
        if (!(error instanceof Malformed)) expect(error).toHaveProperty('faults');
      }
    }
  });
});

describe.skipIf(!hasCorpus)('a real page of a hacked news site', () => {
  it('becomes its article, with the hidden link in sight of moderation', () => {
    const story = html.read(sample('seed', 'page.html'));
    expectWhole(story);
    expect(story).toMatchObject({
      headline: 'Russia’s expansion in eastern Libya unnerves US',
      byline: 'AT News',
      language: 'en-US',
      firstPublished: '2024-11-03T03:45:00.000Z',
    });
    expect(story.body).toContain(
      '<div hidden><a href="https://slot-gacor.example/">situs toto slot',
    );
    expect(story.body).toContain('KABUL – Russia is in the process');
    expect(story.body).not.toContain('Check Also');
    expect(story.images[0]?.caption).toContain('(Photo by Contributor/Getty Images)');
  });
});
