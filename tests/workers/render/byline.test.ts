import { describe, expect, it } from 'vitest';
import { linkedByline } from '../../../src/workers/render/byline.ts';
import { renderArticle } from '../../../src/workers/render/render-article.ts';
import { aStory } from '../../support/story-samples.ts';
import { elementsOf } from './support/parse-page.ts';
import { anArticle } from './support/render-samples.ts';

const author = (name: string) => ({ name, url: `/authors/${name.toLowerCase()}/` });
const told = (text: string, ...names: string[]) =>
  linkedByline(text, names.map(author)).map(({ name, url }) => (url === null ? name : `[${name}]`));

it.each([
  ['By Ann Lee and Bo', ['Ann Lee', 'Bo'], ['By ', '[Ann Lee]', ' and ', '[Bo]']],
  ['Ann Lee', ['Ann', 'Ann Lee'], ['[Ann Lee]']],
  ['By Anna', ['Ann'], ['By Anna']],
  ['By the desk', ['Ann'], ['By the desk']],
  ['نوشتهٔ \u2068نادیه\u2069', ['نادیه'], ['نوشتهٔ \u2068', '[نادیه]', '\u2069']],
  ['', ['Ann'], []],
  ['Ann', [''], ['Ann']],
])('the byline “%s” leads to the pages of %j', (text, names, pieces) => {
  expect(told(text, ...names)).toEqual(pieces);
});

it('an author without a page is named and leads nowhere', () => {
  expect(linkedByline('By Ann', [{ name: 'Ann', url: null }])).toEqual([
    { name: 'By Ann', url: null },
  ]);
});

it('a byline that names its author a thousand times stays whole', () => {
  const text = 'Ann, '.repeat(1000);
  expect(told(text, 'Ann').join('').replaceAll(/[[\]]/g, '')).toBe(text);
});

describe('authors in a row, as ingest and feeds write a byline', () => {
  it.each([
    ['en', 'Ann Lee', 'By Ann Lee'],
    ['en', 'Ann Lee, Bo Ek', 'By Ann Lee and Bo Ek'],
    ['fa', 'Ann, عمر', 'نوشتهٔ \u2068\u200F\u2068Ann\u2069 و \u2068عمر\u2069\u2069'],
  ])('are joined by the language of the page (%s: %s)', (language, byline, wanted) => {
    const authors = byline.split(', ').map((name) => ({ name }));
    const { html, card } = renderArticle(
      anArticle({ story: aStory({ language, byline, authors }) }),
    );
    expect(bylinesOn(html)).toEqual([wanted]);
    expect(card).not.toHaveProperty('byline');
  });

  it('a byline in other words stays as its desk wrote it', () => {
    const story = aStory({ byline: 'Ann Lee in Kabul', authors: [{ name: 'Ann Lee' }] });
    const { html, card } = renderArticle(anArticle({ story }));
    expect(bylinesOn(html)).toEqual(['Ann Lee in Kabul']);
    expect(card.byline).toBe('Ann Lee in Kabul');
  });
});

const bylinesOn = (html: string): string[] =>
  elementsOf(html).flatMap(({ attributes, text }) => (attributes.class === 'byline' ? [text] : []));
