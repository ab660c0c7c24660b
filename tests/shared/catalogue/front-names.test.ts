import { describe, expect, it, test } from 'vitest';
import type { Card } from '../../../src/shared/archive/publication.ts';
import {
  affectedFronts,
  frontsOf,
  standingFronts,
} from '../../../src/shared/catalogue/front-names.ts';
import { frontSlug } from '../../../src/shared/catalogue/front-slug.ts';

const card = (changes: Partial<Card> = {}) => ({
  section: 'world',
  keywords: ['Rivers', 'Флора'],
  authors: [{ name: 'Jane Doe' }],
  firstPublished: '2026-11-30T23:30:00.000Z',
  ...changes,
});

describe('a story', () => {
  it('is on the home page, its section, its topics, its authors, its month and in search', () => {
    expect(frontsOf(card())).toEqual([
      'home',
      'section/world',
      'tag/rivers',
      'tag/флора',
      'author/jane-doe',
      'month/2026-11',
      'search',
    ]);
  });

  it('is once on a topic that it names in several spellings', () => {
    const fronts = frontsOf(
      card({ keywords: ['Climate Change', 'climate-change', ' CLIMATE  change'] }),
    );
    expect(fronts.filter((front) => front.startsWith('tag/'))).toEqual(['tag/climate-change']);
  });

  it('has no front for a topic without letters', () => {
    expect(frontsOf(card({ keywords: ['🔥🔥', '…', ''], authors: [{ name: '?' }] }))).toEqual([
      'home',
      'section/world',
      'month/2026-11',
      'search',
    ]);
  });
});

describe('a change touches', () => {
  const old = frontsOf(card());
  const following = ['sitemap', 'news'];
  test.each([
    ['a new story', [], old, [...old, ...following]],
    ['an edit of the text', old, old, [...old, ...following]],
    [
      'a move to another section',
      old,
      frontsOf(card({ section: 'sport' })),
      [...old, 'section/sport', ...following],
    ],
    [
      'another topic',
      old,
      frontsOf(card({ keywords: ['Rivers', 'Dams'] })),
      [...old, 'tag/dams', ...following],
    ],
    [
      'another author',
      old,
      frontsOf(card({ authors: [{ name: 'Li Wei' }] })),
      [...old, 'author/li-wei', ...following],
    ],
    ['a withdrawal', old, [], [...old, ...following]],
    ['a withdrawal of what never was live', [], [], []],
  ])('%s: the fronts before and after', (_, before, after, touched) => {
    expect(affectedFronts(before, after).toSorted()).toEqual([...touched].toSorted());
  });
});

test('a site has fronts before it has stories', () => {
  const sections = [{ slug: 'world', name: 'World' }];
  expect(standingFronts({ sections, authors: [{ name: 'Jane Doe' }] })).toEqual([
    'home',
    'section/world',
    'author/jane-doe',
    'sitemap',
    'news',
    'search',
    'site',
  ]);
});

describe('the name of a topic in its address', () => {
  test.each([
    ['Climate change', 'climate-change'],
    ['  C++ & Rust!  ', 'c-rust'],
    ['Zürich', 'zurich'],
    ['İstanbul', 'istanbul'],
    ['L’Équipe', 'lequipe'],
    ['U.S.-China', 'u-s-china'],
    ['ＦＵＬＬ width', 'full-width'],
    ['Горбачёв', 'горбачев'],
    ['Китай', 'китай'],
    ['افغانستان', 'افغانستان'],
    ['آب و هوا', 'آب-و-هوا'],
    ['حقوق\u200Cبشر', 'حقوق-بشر'],
    ['کابُل', 'کابل'],
    ['سال ۱۴۰۵', 'سال-1405'],
    ['हिन्दी समाचार', 'हिन्दी-समाचार'],
    ['東京', '東京'],
    ['../../etc', 'etc'],
    ['<b>"x"</b>', 'b-x-b'],
    ['a\u202Eb', 'ab'],
    ['🔥', ''],
  ])('of %j is %j', (keyword, slug) => {
    expect(frontSlug(keyword)).toBe(slug);
  });

  test.each([
    ['كابل', 'کابل'],
    ['علي', 'علی'],
    ['حقوق بشر', 'حقوق\u200Cبشر'],
    ['Cafe\u0301', 'café'],
    ['RIVERS', 'rivers'],
  ])('is the same for %s and %s', (one, other) => {
    expect(frontSlug(one)).toBe(frontSlug(other));
  });

  it('is bounded, and cut between words', () => {
    const slug = frontSlug('слово '.repeat(1000));
    expect([...slug].length).toBeLessThanOrEqual(60);
    expect(slug).toMatch(/^(слово-)+слово$/);
    expect([...frontSlug('ب'.repeat(10_000))]).toHaveLength(60);
  });
});
