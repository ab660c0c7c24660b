import { describe, expect, test } from 'vitest';
import { bitsApart } from '../../../src/shared/pictures/bits-apart.ts';
import { decodeMaster } from '../../../src/workers/images/master.ts';
import { perceptualHashOf } from '../../../src/workers/images/perceptual-hash.ts';
import { drawPlaceholder } from '../../../src/workers/images/placeholder.ts';
import { sharp } from '../../../src/workers/images/tuned-sharp.ts';
import { chart, noise, photograph, plain } from './support/pictures.ts';

const masterOf = async (body: Buffer) => decodeMaster(body, 1280);
const hashOf = async (body: Buffer) => perceptualHashOf(await masterOf(body));

describe('the hash of what a picture looks like', () => {
  test('outlives resizing, recompression and the loss of colour', async () => {
    const original = await photograph(1600, 1067).png().toBuffer();
    const hash = await hashOf(original);
    expect(hash).toMatch(/^[0-9a-f]{16}$/);
    for (const variant of [
      sharp(original).resize(640).jpeg({ quality: 40 }),
      sharp(original).resize(900).avif({ quality: 40, effort: 0 }),
      sharp(original).greyscale().jpeg(),
    ]) {
      expect(bitsApart(hash ?? '', (await hashOf(await variant.toBuffer())) ?? '')).toBeLessThan(5);
    }
  });

  test('tells another picture from it', async () => {
    const one = await hashOf(await photograph(1600, 1067).png().toBuffer());
    const other = await hashOf(await photograph(1600, 1067).rotate(180).png().toBuffer());
    expect(bitsApart(one ?? '', other ?? '')).toBeGreaterThan(8);
  });

  test('a plain picture, or an even slope of colour, has none: all of them look alike', async () => {
    expect(await hashOf(await plain(640, 480, '#808080').png().toBuffer())).toBeNull();
    expect(await hashOf(await plain(640, 480, '#ffffff').jpeg().toBuffer())).toBeNull();
    const slope = Buffer.from(Array.from({ length: 256 * 64 }, (_, at) => at % 256));
    const drawn = sharp(slope, { raw: { width: 256, height: 64, channels: 1 } });
    expect(await hashOf(await drawn.png().toBuffer())).toBeNull();
  });
});

describe('the placeholder', () => {
  test.each([
    ['a photograph', () => photograph(1200, 800).jpeg().toBuffer()],
    [
      'noise',
      () =>
        sharp(noise(300, 200), { raw: { width: 300, height: 200, channels: 3 } })
          .png()
          .toBuffer(),
    ],
    [
      'noise in a square',
      () =>
        sharp(noise(64, 64), { raw: { width: 64, height: 64, channels: 3 } })
          .png()
          .toBuffer(),
    ],
    ['a chart', () => chart(600, 400)],
    ['a tall strip', () => photograph(20, 4000).png().toBuffer()],
  ])('of %s is a picture of 300 bytes at most, inline', async (_, draw) => {
    const { placeholder, dominant } = await drawPlaceholder(await masterOf(await draw()));
    expect(placeholder.length).toBeLessThanOrEqual(300);
    expect(dominant).toMatch(/^#[0-9a-f]{6}$/);
    const body = Buffer.from(placeholder.split(',')[1] ?? '', 'base64');
    expect((await sharp(body).metadata()).format).toBe('webp');
  });

  test('comes with the colour that most of the picture has', async () => {
    const body = await plain(300, 200, '#3366cc').png().toBuffer();
    const { dominant } = await drawPlaceholder(await masterOf(body));
    for (const [at, channel] of [0x33, 0x66, 0xcc].entries()) {
      const found = Number.parseInt(dominant.slice(1 + 2 * at, 3 + 2 * at), 16);
      expect(Math.abs(found - channel)).toBeLessThanOrEqual(8);
    }
  });
});
