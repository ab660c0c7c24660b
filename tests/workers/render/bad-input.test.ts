import { describe, expect, it } from 'vitest';
import { cardSlots } from '../../../src/workers/render/card.ts';
import { printPage } from '../../../src/workers/render/page.ts';
import { renderArticle } from '../../../src/workers/render/render-article.ts';
import { pageView, sectionLink } from '../../../src/workers/render/site-view.ts';
import fc from '../../support/fast-check.ts';
import { aStory } from '../../support/story-samples.ts';
import { elementsOf, graphOf, textsOf } from './support/parse-page.ts';
import { aCard, anArticle, anImage, press } from './support/render-samples.ts';

const nasty = [
  '<b>bold</b>',
  '</script><script>alert(1)</script>',
  '<!--',
  '-->',
  ']]>',
  '"',
  "'",
  '`',
  '&amp;',
  '&',
  '<',
  '>',
  '=',
  '/',
  '{{constructor}}',
  '{{{body}}}',
  '{{> article}}',
  '<%= x %>',
  '\u202E',
  '\u2066',
  '\u2069',
  '\u0000',
  '\uD800',
  '\uFFFF',
  '\u2028',
  'javascript:alert(1)',
  '</title>',
  '</h1>',
  '👩‍👩‍👧‍👦🏳️‍🌈',
  'ـ'.repeat(200),
  'x'.repeat(10_000),
  'ش'.repeat(10_000),
];
const text = fc
  .array(fc.oneof(fc.constantFrom(...nasty), fc.string({ unit: 'binary', maxLength: 8 })), {
    minLength: 1,
    maxLength: 5,
  })
  // Never empty once it is cleaned: what is empty is left out, and the page is another one.
  .map((parts) => `a${parts.join('')}a`);

function articleOf(words: string, section = words): string {
  const image = { id: 'a', role: 'lead' as const };
  const story = aStory({
    headline: words,
    alternativeHeadline: words,
    description: words,
    dateline: words,
    section,
    slug: 'a-slug',
    keywords: [words],
    copyrightHolder: words,
    authors: [{ name: words, bio: words, url: words }],
    corrections: [{ at: words, text: words }],
    images: [{ ...image, caption: words, altText: words }],
  });
  // A card's headline is never empty: see headlineOf.
  const card = aCard(1, {
    headline: words.replace(/^[\s\p{Cc}\p{Cf}]*$/u, '') || 'A card',
    description: words,
    section,
    byline: words,
  });
  return renderArticle(
    anArticle({
      story,
      images: { images: [anImage('a')], missing: [], complete: true },
      related: [card],
    }),
  ).html;
}

/** Elements and the names of their attributes: what a text must not be able to change. */
const skeletonOf = (page: string): string[] =>
  elementsOf(page).map(({ name, attributes }) => `${name} ${Object.keys(attributes).join()}`);

const plain = skeletonOf(articleOf('a plain text'));

describe('whatever the texts of a story are', () => {
  it('its page has the same elements as that of a plain one', () => {
    fc.assert(
      fc.property(text, (words) => {
        const page = articleOf(words);
        expect(skeletonOf(page)).toEqual(plain);
        expect(page).not.toMatch(/\p{Cs}|[^\P{Cc}\n]|\p{Noncharacter_Code_Point}/u);
      }),
      { numRuns: 40 },
    );
  });

  it('each opens no direction that it does not close', () => {
    fc.assert(
      fc.property(text, (words) => {
        for (const shown of textsOf(articleOf(words), 'h1')) {
          const opened = (shown.match(/[\u202A\u202B\u2066-\u2068]/g) ?? []).length;
          const closed = (shown.match(/[\u202C\u2069]/g) ?? []).length;
          expect(opened).toBe(closed);
          expect(shown).not.toMatch(/[\u202D\u202E]/);
        }
      }),
      { numRuns: 15 },
    );
  });

  it('machines read what readers see', () => {
    const words = '</script>&lt;b>{{x}}\u2028 “quoted”';
    const page = articleOf(words);
    expect(graphOf(page)[0]).toMatchObject({ headline: textsOf(page, 'h1')[0] });
  });
});

describe.each(['', ' ', '\u202E', '\u0000'])('a story whose every text is %j', (words) => {
  it('leaves out the parts that would be empty', () => {
    const page = articleOf(words, 'world');
    for (const { name, text: inside } of elementsOf(page)) {
      if (['a', 'p', 'li', 'figcaption', 'h1', 'h2', 'h3', 'time'].includes(name)) {
        expect(`${name}: ${inside.trim()}`).not.toBe(`${name}: `);
      }
    }
  });
});

describe('names of topics and authors made of markup', () => {
  const words = '"><img src=x onerror=alert(1)>{{{x}}}';
  const list = {
    ...pageView(press),
    heading: words,
    description: words,
    stories: cardSlots(press, [aCard(1, { headline: words, authors: [{ name: words }] })]),
    ...{ page: null, frontUrl: '/', feedUrl: '/', olderUrl: null, newerUrl: null },
  };
  const head = { title: words, description: words, path: '/x/', language: 'en', feeds: [] };
  it.each([
    ['tag', printPage(press, 'tag', { view: list, head })],
    [
      'author',
      printPage(press, 'author', {
        view: { ...list, author: { name: words, url: null, profileUrl: null, bio: words } },
        head,
      }),
    ],
    ['section', printPage(press, 'section', { view: list, head })],
  ])('stay text on the page of a %s', (_kind, page) => {
    expect(elementsOf(page).filter(({ name }) => name === 'img' || name === 'script')).toEqual([]);
    expect(textsOf(page, 'h1')).toEqual([words]);
  });

  it('make no link of a section that is none', () => {
    expect(sectionLink(press, words)).toEqual({ name: words, url: null });
  });
});
