import { describe, expect, test } from 'vitest';
import type { Source } from '../../../src/workers/images/ladder.ts';
import { masterWidth, planRenditions } from '../../../src/workers/images/ladder.ts';

const opaque = { transparent: false, kind: 'photograph', frames: 1 } as const;
const photograph: Source = { width: 4032, height: 3024, ...opaque };
const plain = { mark: '' };
const planOf = (size: { width: number; height: number }, changes: Partial<Source> = {}) =>
  planRenditions({ ...opaque, ...size, ...changes }, plain);
const files = (...source: Parameters<typeof planOf>) => planOf(...source).map(({ file }) => file);

describe('the ladder', () => {
  test('a photograph gets six widths, and a crop for each shape that is asked for', () => {
    expect(files(photograph)).toEqual([
      'w640-q75.webp',
      'w1280-f72.jpg',
      's1200x630-f78.jpg',
      'w1920-q75.webp',
      'w1280-q75.webp',
      'w960-q75.webp',
      'w480-q75.webp',
      'w320-q75.webp',
      'w640-q75.jpg',
      'w1920-q58.avif',
      'w1280-q58.avif',
      'w960-q58.avif',
      'w640-q58.avif',
      'w480-q58.avif',
      'w320-q58.avif',
      '16x9-1200x675-q75.jpg',
      '4x3-1200x900-q75.jpg',
      '1x1-1200x1200-q75.jpg',
    ]);
  });

  test('what a page cannot do without comes first: a WebP, a JPEG and the social card', () => {
    const essential = planOf(photograph).filter((planned) => planned.essential);
    expect(essential.map(({ file }) => file)).toEqual(files(photograph).slice(0, 3));
  });

  test('nothing is enlarged, and no width made twice: rungs above the picture become its own', () => {
    expect(files({ width: 900, height: 600 })).toEqual([
      'w640-q75.webp',
      'w900-f72.jpg',
      's900x473-f78.jpg',
      'w900-q75.webp',
      'w480-q75.webp',
      'w320-q75.webp',
      'w640-q75.jpg',
      'w900-q58.avif',
      'w640-q58.avif',
      'w480-q58.avif',
      'w320-q58.avif',
      '16x9-900x506-q75.jpg',
      '4x3-800x600-q75.jpg',
      '1x1-600x600-q75.jpg',
    ]);
    expect(files({ width: 200, height: 150 })).toEqual([
      'w200-q75.webp',
      'w200-f72.jpg',
      'w200-q58.avif',
    ]);
  });

  test('of two widths that nearly are one, only one is made', () => {
    for (let width = 100; width < 2500; width += 7) {
      for (const type of ['image/webp', 'image/jpeg', 'image/avif']) {
        const widths = planOf({ width, height: width })
          .filter(({ use, contentType }) => use === 'picture' && contentType === type)
          .map((one) => one.width)
          .sort((a, b) => a - b);
        for (const [at, wider] of widths.slice(1).entries()) {
          expect(wider / (widths[at] ?? 1)).toBeGreaterThanOrEqual(1.1);
        }
        expect(widths.at(-1)).toBeLessThanOrEqual(width);
      }
    }
  });

  test('a transparent picture falls back to PNG, and keeps JPEG crops', () => {
    const transparent = files({ width: 1000, height: 1000 }, { transparent: true });
    expect(transparent).toContain('w1000.png');
    expect(transparent.filter((file) => file.endsWith('.jpg'))).toEqual([
      's1000x525-f78.jpg',
      '16x9-1000x563-q75.jpg',
      '4x3-1000x750-q75.jpg',
      '1x1-1000x1000-q75.jpg',
    ]);
  });

  test('a graphic is made without loss, or with every pixel’s own colour', () => {
    expect(files({ width: 600, height: 800 }, { kind: 'graphic' })).toEqual([
      'w600-n60.webp',
      'w600-p.png',
      's600x315-f85c.jpg',
      'w480-n60.webp',
      'w320-n60.webp',
      'w600-q70c.avif',
      'w480-q70c.avif',
      'w320-q70c.avif',
      '16x9-600x338-q85c.jpg',
      '4x3-600x450-q85c.jpg',
      '1x1-600x600-q85c.jpg',
    ]);
  });

  test('a picture that must not be cut has no crop of any shape', () => {
    const uses = planRenditions(photograph, { mark: '', noCrop: true }).map(({ use }) => use);
    expect(new Set(uses)).toEqual(new Set(['picture']));
  });

  test('what moves goes on moving, within bounds of frames and pixels', () => {
    const moving = (frames: number, side = 400) =>
      files({ width: side, height: side }, { frames }).filter((file) => file.startsWith('m'));
    expect(moving(1)).toEqual([]);
    expect(moving(2)).toEqual(['m400-q60.webp']);
    expect(moving(300)).toEqual(['m400-q60.webp']);
    expect(moving(301)).toEqual([]);
    expect(moving(50, 1000)).toEqual(['m640-q60.webp']);
    expect(moving(51, 1000)).toEqual([]);
  });

  test('a tall picture stays within WebP’s longest side and the memory of a wide one', () => {
    for (const size of [
      { width: 3000, height: 16_000 },
      { width: 20, height: 16_384 },
    ]) {
      for (const { use, width, height } of planOf(size)) {
        if (use === 'picture') expect(width * height).toBeLessThanOrEqual(1920 * 1920 + height);
        expect(height).toBeLessThanOrEqual(16_383);
      }
    }
  });

  test('other words or another focal point make another file', () => {
    const focal = planRenditions(photograph, { mark: '0badcafe', focalPoint: { x: 0.25, y: 1 } });
    const names = focal.map(({ file }) => file);
    expect(names).toContain('s1200x630-f78-at25x100-0badcafe.jpg');
    expect(names).toContain('1x1-1200x1200-q75-at25x100-0badcafe.jpg');
    expect(names).toContain('w640-q75-0badcafe.webp');
  });

  test('a picture is decoded no larger than its renditions need', () => {
    const essential = planOf(photograph).filter((one) => one.essential);
    expect(masterWidth(photograph, essential)).toBe(1280);
    expect(masterWidth(photograph, planOf(photograph))).toBe(1920);
    const panorama = { width: 8000, height: 1000, ...opaque };
    expect(masterWidth(panorama, planOf(panorama))).toBe(8000);
  });

  test('every crop can be cut out of what is decoded', () => {
    for (let width = 300; width < 9000; width += 211) {
      const source = { ...opaque, width, height: 1307 };
      const planned = planOf(source);
      const decoded = masterWidth(source, planned);
      const height = Math.round((decoded * source.height) / source.width);
      for (const one of planned) {
        expect(one.width).toBeLessThanOrEqual(decoded);
        expect(one.height).toBeLessThanOrEqual(height + 1);
      }
    }
  });
});
