import { describe, expect, test } from 'vitest';
import { decodeMaster, glanceOf } from '../../../src/workers/images/master.ts';
import { sharp } from '../../../src/workers/images/tuned-sharp.ts';
import { photograph, plain } from './support/pictures.ts';

describe('colours that a profile tells', () => {
  test('of sRGB come out the same to the last bit, converted after shrinking or before', async () => {
    const tagged = await photograph(1200, 800).withIccProfile('srgb').jpeg().toBuffer();
    const before = await decodeMaster(tagged, 640);
    const after = await decodeMaster(tagged, 640, { profiled: true });
    expect(after.pixels.equals(before.pixels)).toBe(true);
  });

  test('of a wide gamut become those of sRGB', async () => {
    const wide = await plain(640, 480, '#20a040').withIccProfile('p3').png().toBuffer();
    const stored = await sharp(wide, { ignoreIcc: true }).raw().toBuffer();
    const { pixels } = await decodeMaster(wide, 320, { profiled: true });
    const colour = [...pixels.subarray(0, 3)];
    // The profile is needed: as they stand the numbers are of another green.
    expect(Math.abs((stored[0] ?? 0) - 0x20)).toBeGreaterThan(8);
    for (const [at, value] of [0x20, 0xa0, 0x40].entries()) {
      expect(Math.abs((colour[at] ?? 0) - value)).toBeLessThan(3);
    }
  });

  test('stand upright with the rest', async () => {
    const lying = await photograph(900, 600)
      .withIccProfile('p3')
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer();
    const { width, height } = await decodeMaster(lying, 200, { profiled: true });
    expect([width, height]).toEqual([200, 300]);
  });

  test('of half a file are damaged', async () => {
    const whole = await photograph(900, 600).withIccProfile('srgb').jpeg().toBuffer();
    const half = whole.subarray(0, whole.length / 2);
    await expect(decodeMaster(half, 200, { profiled: true })).rejects.toThrow('is damaged');
  });
});

test('a glance is made once, and never larger than the picture', async () => {
  const master = await decodeMaster(await photograph(1200, 800).jpeg().toBuffer(), 1200);
  const [one, other] = await Promise.all([glanceOf(master), glanceOf(master)]);
  expect(other).toBe(one);
  expect([one.width, one.height]).toEqual([256, 171]);
  const tiny = await decodeMaster(await photograph(40, 30).png().toBuffer(), 40);
  expect(await glanceOf(tiny)).toBe(tiny);
});
