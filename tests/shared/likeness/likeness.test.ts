import { describe, expect, it } from 'vitest';
import { bandsOf, likenessOf, shareAlike } from '../../../src/shared/likeness/likeness.ts';

const words = (from: number, to: number): string =>
  Array.from({ length: to - from }, (_, index) => `word${from + index}`).join(' ');

const share = (one: string, other: string): number =>
  shareAlike(likenessOf(one) ?? '', likenessOf(other) ?? '');

describe('two reports', () => {
  it('are the same whatever their case, punctuation and width of letters', () => {
    const report = words(0, 100);
    expect(share(report, report.toUpperCase().replaceAll(' ', ', '))).toBe(1);
    expect(share(report, report.replace('word7', 'ｗｏｒｄ7'))).toBe(1);
  });

  it('are nearly the same when one of them has a paragraph more', () => {
    expect(share(words(0, 400), words(0, 420))).toBeGreaterThan(0.85);
  });

  it('have nothing in common when they have no sentence in common', () => {
    expect(share(words(0, 300), words(300, 600))).toBeLessThan(0.1);
  });

  it('have about half in common when half of each is the other’s', () => {
    // 200 of 400 words in common: a third of the sequences of both.
    const half = share(words(0, 400), words(200, 600));
    expect(half).toBeGreaterThan(0.15);
    expect(half).toBeLessThan(0.55);
  });

  it('in Chinese are told alike by their characters', () => {
    const report = Array.from({ length: 80 }, (_, at) => String.fromCodePoint(0x4e00 + at)).join(
      '',
    );
    expect(share(report, `${report}完`)).toBeGreaterThan(0.9);
  });
});

it('a brief of a line or two is told alike with nothing', () => {
  expect(likenessOf(words(0, 42))).toBeUndefined();
  expect(likenessOf(words(0, 43))).toBeDefined();
});

it('reports that are the same have all their bands in common, others none', () => {
  const bands = bandsOf(likenessOf(words(0, 100)) ?? '');
  expect(new Set(bands).size).toBe(8);
  expect(bandsOf(likenessOf(words(0, 100)) ?? '')).toEqual(bands);
  const others = bandsOf(likenessOf(words(500, 600)) ?? '');
  expect(others.filter((band) => bands.includes(band))).toEqual([]);
});

it('a sketch stays the same from version to version, for it is kept', () => {
  expect(likenessOf(words(0, 60))?.slice(0, 24)).toMatchInlineSnapshot(
    `"0fC9mmAyNYIheRIyyrYH2iuW"`,
  );
});
