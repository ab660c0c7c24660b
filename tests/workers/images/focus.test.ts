import { describe, expect, test } from 'vitest';
import { findFocus, frameAround } from '../../../src/workers/images/focus.ts';
import { decodeMaster } from '../../../src/workers/images/master.ts';
import { plain } from './support/pictures.ts';

describe('where the eye goes', () => {
  const spotIn = async (size: { width: number; height: number }, at: { x: number; y: number }) => {
    const side = Math.round(Math.min(size.width, size.height) / 10);
    const left = Math.round(at.x * size.width - side / 2);
    const top = Math.round(at.y * size.height - side / 2);
    const input = {
      create: { width: side, height: side, channels: 3, background: '#ff2000' },
    } as const;
    return plain(size.width, size.height, '#c8c8c8')
      .composite([{ input, left, top }])
      .png()
      .toBuffer();
  };

  test.each([
    [
      { width: 600, height: 600 },
      { x: 0.2, y: 0.8 },
    ],
    [
      { width: 900, height: 300 },
      { x: 0.9, y: 0.5 },
    ],
    [
      { width: 300, height: 900 },
      { x: 0.5, y: 0.1 },
    ],
    [
      { width: 700, height: 500 },
      { x: 0.1, y: 0.1 },
    ],
  ])('is found in a picture of %o, at %o', async (size, at) => {
    const found = await findFocus(await decodeMaster(await spotIn(size, at), size.width));
    expect(Math.abs(found.x - at.x)).toBeLessThan(0.12);
    expect(Math.abs(found.y - at.y)).toBeLessThan(0.12);
  });

  test('is somewhere in a picture of a few pixels too', async () => {
    const found = await findFocus(
      await decodeMaster(await plain(16, 16, '#336699').png().toBuffer(), 16),
    );
    for (const share of [found.x, found.y]) {
      expect(share).toBeGreaterThanOrEqual(0);
      expect(share).toBeLessThanOrEqual(1);
    }
  });
});

describe('the frame of a crop', () => {
  const picture = { width: 1000, height: 500 };

  test('is the largest of its shape, with the point in its middle', () => {
    expect(frameAround({ x: 0.5, y: 0.5 }, picture, 1)).toEqual({
      left: 250,
      top: 0,
      width: 500,
      height: 500,
    });
    expect(frameAround({ x: 0.5, y: 0.5 }, picture, 4)).toEqual({
      left: 0,
      top: 125,
      width: 1000,
      height: 250,
    });
  });

  test('stays within the picture where the point is near its edge', () => {
    expect(frameAround({ x: 1, y: 0 }, picture, 1)).toMatchObject({ left: 500, top: 0 });
    expect(frameAround({ x: 0, y: 1 }, picture, 4)).toMatchObject({ left: 0, top: 250 });
  });
});
