import { describe, expect, it, test } from 'vitest';
import type { Card } from '../../../src/shared/archive/publication.ts';
import { beginningOf, searchWords } from '../../../src/shared/language/search-words.ts';
import { printFront } from '../../../src/workers/render/fronts.ts';
import { searchScript } from '../../../src/workers/render/search-script.ts';
import type { Printed } from '../../../src/workers/render/site-objects.ts';
import { frontTools, listCatalogue } from './support/list-catalogue.ts';
import { readWords } from './support/read-words.ts';
import { renderFront } from './support/render-front.ts';
import { aCard, press } from './support/render-samples.ts';

const print = (
  cards: Card[],
  dirt: Record<string, string> = { front: 'x' },
  wordsOf = async ({ storyId }: Card): Promise<string[]> => [`text${storyId}`],
) => renderFront('search', { ...press, ...frontTools(cards, dirt), wordsOf });

const keysOf = (objects: readonly Printed[]) => objects.map(({ key }) => key);
const indexIn = (objects: readonly Printed[]) => JSON.parse(String(objects.at(-1)?.body));

describe('the search index', () => {
  it('finds a story by headline, description, topics, authors, section and text', async () => {
    const card = aCard(1, {
      headline: 'Dam opens',
      description: 'Water for the valley: a dam.',
      keywords: ['Irrigation'],
      authors: [{ name: 'Li Wei' }],
    });
    const text = async () => ['dam', 'valley', 'engineers'];
    const words = readWords(await print([card], { front: 'x' }, text), 'open');
    expect(words.get('dam')).toEqual(['1 headline']);
    for (const word of ['valley', 'irrigation', 'wei', 'world']) {
      expect([word, words.get(word)]).toEqual([word, ['1 about']]);
    }
    expect(words.get('engineers')).toEqual(['1 body']);
  });

  it('tells the day of a story as its page does, by the clock of the newsroom', async () => {
    const card = aCard(1, { firstPublished: '2026-11-26T22:16:00.000Z' });
    const results = (await print([card])).find(({ key }) => key === 'search/1/stories-0.json');
    expect(JSON.parse(String(results?.body))[0][3]).toBe('2026-11-27');
  });

  it('has the newest stories in an open part, which goes into their block when it is full', async () => {
    const cards = Array.from({ length: 1200 }, (_, at) =>
      aCard(at + 1, { headline: `no${at + 1}` }),
    );
    const open = await print(cards.slice(0, 1199));
    expect(indexIn(open)).toMatchObject({
      parts: [
        ['open', 16],
        ['2', 251],
        ['1', 251],
      ],
    });
    expect(readWords(open, 'open').get('no1101')).toEqual(['1101 headline']);
    expect(readWords(open, 'open').get('textstory1199')).toEqual(['1199 body']);
    expect(new Set(keysOf(open).map((key) => key.split('/')[1]))).toEqual(
      new Set(['open', '2', 'index.json']),
    );
    expect(keysOf(open).filter((key) => key.startsWith('search/2/'))).toEqual(
      [5, 6, 7, 8, 9].map((file) => `search/2/stories-${file}.json`),
    );
    const whole = listCatalogue(cards);
    const catalogue: typeof whole = { ...whole, sealed: async () => 11 };
    const full = await renderFront('search', { ...press, ...frontTools(cards), catalogue });
    expect(readWords(full, '2').get('no1200')).toEqual(['1200 headline']);
    expect(readWords(full, '2').get('no1001')).toEqual(['1001 headline']);
    expect(readWords(full, 'open').size).toBe(0);
    expect(keysOf(full).indexOf('search/2/0.json')).toBeLessThan(
      keysOf(full).indexOf('search/open/0.json'),
    );
  });

  it('is made anew in the block of the story that has changed, and in the open part', async () => {
    const cards = Array.from({ length: 2050 }, (_, at) => aCard(at + 1));
    const edited = await print(cards, { front: 'x', 4: 'y' });
    const folders = new Set(keysOf(edited).map((key) => key.split('/')[1]));
    expect(folders).toEqual(new Set(['1', 'open', '3', 'index.json']));
    expect(keysOf(edited).filter((key) => key.includes('/stories-'))).toEqual(
      ['1/stories-15', '1/stories-16', '1/stories-17', '1/stories-18', '1/stories-19']
        .concat(['3/stories-0', '3/stories-1', '3/stories-2'])
        .map((name) => `search/${name}.json`),
    );
    expect(readWords(edited, '1').get('textstory0999')).toEqual(['999 body']);
    const { sealed, front } = press.site.cacheControl;
    const kept = (name: string) => edited.find(({ key }) => key === `search/${name}.json`);
    expect(kept('1/17')).toMatchObject({ cacheControl: sealed });
    expect(kept('open/7')).toMatchObject({ cacheControl: front });
    expect(kept('index')).toMatchObject({ cacheControl: front });
  });

  it('is printed block by block as it is kept, for an archive’s whole index is too much at once', async () => {
    const cards = Array.from({ length: 2050 }, (_, at) => aCard(at + 1));
    const asked: number[] = [];
    const whole = listCatalogue(cards);
    const catalogue: typeof whole = {
      ...whole,
      sealed: async () => 0,
      numbered: async (front, from, to) => {
        asked.push(from);
        return whole.numbered(front, from, to);
      },
    };
    const askedBefore = new Map<string, number>();
    for await (const { key } of printFront('search', { ...press, ...frontTools([]), catalogue })) {
      askedBefore.set(key, asked.length);
    }
    expect(asked).toEqual([1, 1001, 2001]);
    expect(askedBefore.get('search/1/250.json')).toBe(1);
    expect(askedBefore.get('search/2/250.json')).toBe(2);
    expect(askedBefore.get('search/index.json')).toBe(3);
  });

  it('says in the letters of a word how far one story is from the next', async () => {
    const cards = Array.from({ length: 1000 }, (_, at) => aCard(at + 1));
    const rare = [1, 2, 30, 900, 1000].map((n) => aCard(n).storyId);
    const text = async ({ storyId }: Card) => (rare.includes(storyId) ? ['rare'] : []);
    const words = readWords(await print(cards, { front: 'x', 1: 'y' }, text), '1');
    expect(words.get('rare')).toEqual(['1 body', '2 body', '30 body', '900 body', '1000 body']);
    expect(words.get('story')).toHaveLength(1000);
  });

  it('forgets a story that is taken down, words and all', async () => {
    const cards = [1, 2, 3].map((n) => aCard(n, { headline: `Number ${n} ${'abc'[n - 1]}xyz` }));
    const whole = listCatalogue(cards);
    const catalogue: typeof whole = {
      ...whole,
      numbered: async (...range) =>
        (await whole.numbered(...range)).filter(({ number }) => number !== 2),
    };
    const wordsOf = async ({ storyId }: Card) => [`text${storyId}`];
    const objects = await renderFront('search', {
      ...{ ...press, ...frontTools([]), catalogue, wordsOf },
    });
    expect(readWords(objects, 'open').get('cxyz')).toEqual(['3 headline']);
    expect(readWords(objects, 'open').get('textstory0003')).toEqual(['3 body']);
    const all = objects.map(({ body }) => String(body)).join();
    expect(all).not.toMatch(/bxyz|story0002|Number 2/);
  });

  it('is there before the first story', async () => {
    const objects = await print([]);
    expect(indexIn(objects)).toMatchObject({ schema: 2, parts: [['open', 16]] });
    expect(readWords(objects, 'open').size).toBe(0);
  });

  it('gives the script of an earlier page nothing to read', async () => {
    expect(indexIn(await print([aCard(1)]))).not.toHaveProperty('blocks');
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
  expect(Buffer.byteLength(searchScript)).toBeLessThanOrEqual(5000);
});

test.each([
  ['kabul', 'kab'],
  ['الملك', 'المل'],
  ['والملك', 'والمل'],
  ['北京市长', '北京'],
  ['서울에서', '서울'],
  ['eu', 'eu_'],
  ['الم', 'الم_'],
  ['北', '北_'],
])('%s lies in the index with what begins with %s', (word, letters) => {
  expect(beginningOf(word)).toBe(letters);
});
