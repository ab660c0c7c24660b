import { describe, expect, it, test } from 'vitest';
import { z } from 'zod';
import type { Card } from '../../../src/shared/archive/publication.ts';
import { searchWords } from '../../../src/shared/language/search-words.ts';
import { renderFront } from '../../../src/workers/render/fronts.ts';
import { searchScript } from '../../../src/workers/render/search-script.ts';
import type { Printed } from '../../../src/workers/render/site-objects.ts';
import { frontTools, listCatalogue } from './support/list-catalogue.ts';
import { aCard, press } from './support/render-samples.ts';

const print = (cards: Card[], dirt: Record<string, string> = { front: 'x' }) =>
  renderFront('search', { ...press, ...frontTools(cards, dirt) });

const keysOf = (objects: readonly Printed[]) => objects.map(({ key }) => key);

/** Every word of a block with the numbers of its stories and whether a headline has it. */
function wordsOf(objects: readonly Printed[], block: number) {
  const words = new Map<string, number[]>();
  for (const { key, body } of objects) {
    if (!new RegExp(`^search/${block}/\\d+\\.json$`).test(key)) continue;
    const shard = z.record(z.string(), z.array(z.int())).parse(JSON.parse(String(body)));
    for (const [word, places] of Object.entries(shard)) words.set(word, places);
  }
  return words;
}

describe('the search index', () => {
  it('finds a story by its headline, description, topics, authors and section', async () => {
    const words = wordsOf(
      await print([
        aCard(1, {
          headline: 'Dam opens',
          description: 'Water for the valley.',
          keywords: ['Irrigation'],
          authors: [{ name: 'Li Wei' }],
        }),
      ]),
      1,
    );
    expect(words.get('dam')).toEqual([1]);
    for (const word of ['valley', 'irrigation', 'wei', 'world']) {
      expect(words.get(word)).toEqual([0]);
    }
  });

  it('is made anew in the block that has changed, and the newest', async () => {
    const cards = Array.from({ length: 2100 }, (_, at) => aCard(at + 1));
    expect(keysOf(await print(cards)).filter((key) => key.startsWith('search/1/'))).toEqual([]);
    const edited = keysOf(await print(cards, { front: 'x', 1: 'y' }));
    expect(new Set(edited.map((key) => key.split('/')[1]))).toEqual(
      new Set(['1', '3', 'index.json']),
    );
    expect(edited.filter((key) => key.startsWith('search/3/stories'))).toEqual([
      'search/3/stories-0.json',
    ]);
    expect(edited.at(-1)).toBe('search/index.json');
  });

  it('forgets a story that is taken down, words and all', async () => {
    const cards = [1, 2, 3].map((n) => aCard(n, { headline: `Number ${n} ${'abc'[n - 1]}xyz` }));
    const whole = listCatalogue(cards);
    const catalogue: typeof whole = {
      ...whole,
      numbered: async (...range) =>
        (await whole.numbered(...range)).filter(({ number }) => number !== 2),
    };
    const objects = await renderFront('search', { ...press, ...frontTools([]), catalogue });
    expect([...wordsOf(objects, 1).keys()]).not.toContain('bxyz');
    expect(wordsOf(objects, 1).get('cxyz')).toEqual([5]);
    expect(objects.map(({ body }) => String(body)).join()).not.toContain('Number 2');
  });

  it('is there before the first story', async () => {
    const objects = await print([]);
    expect(JSON.parse(String(objects.at(-1)?.body))).toMatchObject({ schema: 1, blocks: 1 });
    expect(wordsOf(objects, 1).size).toBe(0);
  });
});

test.each([
  ['Zürich’s Flüsse', ['zurichs', 'flusse']],
  ['Горбачёв в Москве', ['горбачев', 'москве']],
  ['علي كابل', ['علی', 'کابل']],
  ['می\u200Cروم', ['می', 'روم', 'میروم']],
  ['G7 a 2026', ['g7', '2026']],
  ['x'.repeat(100), []],
])('the words of %j are %j', (text, words) => {
  expect([...searchWords(text)].toSorted()).toEqual(words.toSorted());
});

test('the script is small', () => {
  expect(Buffer.byteLength(searchScript)).toBeLessThanOrEqual(5 * 1024);
});
