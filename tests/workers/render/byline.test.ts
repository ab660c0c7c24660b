import { expect, it } from 'vitest';
import { linkedByline } from '../../../src/workers/render/byline.ts';

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
