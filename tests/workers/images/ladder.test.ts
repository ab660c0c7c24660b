import { describe, expect, test } from 'vitest';
import type { Source } from '../../../src/workers/images/ladder.ts';
import { masterWidth, planRenditions } from '../../../src/workers/images/ladder.ts';

const photograph: Source = { width: 4032, height: 3024, transparent: false };
const plain = { mark: '' };
const files = (source: Source) => planRenditions(source, plain).map(({ file }) => file);

describe('the ladder', () => {
  test('a photograph gets three widths in two formats and a social card, essentials first', () => {
    expect(files(photograph)).toEqual([
      'w640-q75.webp',
      'w1280-f72.jpg',
      's1200x630-f78.jpg',
      'w1280-q75.webp',
      'w1920-q75.webp',
      'w640-q75.jpg',
      'w1920-q75.jpg',
    ]);
    const essential = planRenditions(photograph, plain).filter((planned) => planned.essential);
    expect(essential.map(({ file }) => file)).toEqual(files(photograph).slice(0, 3));
  });

  test('nothing is enlarged: widths above the picture become its own, once', () => {
    expect(files({ width: 900, height: 600, transparent: false })).toEqual([
      'w640-q75.webp',
      'w900-f72.jpg',
      's900x473-f78.jpg',
      'w900-q75.webp',
      'w640-q75.jpg',
    ]);
    expect(files({ width: 200, height: 150, transparent: false })).toEqual([
      'w200-q75.webp',
      'w200-f72.jpg',
    ]);
  });

  test('a transparent picture falls back to PNG, and keeps a JPEG card', () => {
    expect(files({ width: 1000, height: 1000, transparent: true })).toEqual([
      'w640-q75.webp',
      'w1000.png',
      's1000x525-f78.jpg',
      'w1000-q75.webp',
      'w640.png',
    ]);
  });

  test('a tall picture stays within WebP’s longest side and the memory of a wide one', () => {
    for (const source of [
      { width: 3000, height: 16_000, transparent: false },
      { width: 20, height: 16_384, transparent: false },
    ]) {
      for (const { use, width, height } of planRenditions(source, plain)) {
        if (use === 'picture') expect(width * height).toBeLessThanOrEqual(1920 * 2560 + height);
        expect(height).toBeLessThanOrEqual(16_383);
      }
    }
  });

  test('other words or another focal point make another file', () => {
    const focal = planRenditions(photograph, { mark: '0badcafe', focalPoint: { x: 0.25, y: 1 } });
    expect(focal.map(({ file }) => file)).toContain('s1200x630-f78-at25x100-0badcafe.jpg');
    expect(focal.map(({ file }) => file)).toContain('w640-q75-0badcafe.webp');
  });

  test('a picture is decoded no larger than its renditions need', () => {
    const planned = planRenditions(photograph, plain);
    const essential = planned.filter((one) => one.essential);
    expect(masterWidth(photograph, essential)).toBe(1280);
    expect(masterWidth(photograph, planned)).toBe(1920);
    const panorama = { width: 8000, height: 1000, transparent: false };
    expect(masterWidth(panorama, planRenditions(panorama, plain))).toBe(5040);
  });
});
