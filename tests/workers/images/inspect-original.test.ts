import { crc32 } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { inspectOriginal } from '../../../src/workers/images/inspect-original.ts';
import { sharp } from '../../../src/workers/images/tuned-sharp.ts';

const canvas = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: '#336699' } });

describe('what is no picture is refused by its bytes, whatever it is called', () => {
  test.each([
    ['a login page', '<!DOCTYPE html><title>Sign in</title>', 'is not an image (text/html)'],
    ['a page after a byte order mark', '\uFEFF  <html>', 'is not an image (text/html)'],
    ['an error in JSON', '{"error":"expired"}', 'is not an image (application/json)'],
    ['an error in words', 'Not found\n', 'is not an image (text/plain)'],
    ['an S3 error', '<?xml version="1.0"?><Error/>', 'is not an image (application/xml)'],
    ['a PDF', '%PDF-1.7', 'is not an image (application/pdf)'],
    ['nothing', '', 'is empty'],
    ['noise', '\u0001\u0002\u0003', 'is not an image (an unknown format)'],
    ['a film', '\0\0\0\u0018ftypisom', 'is not an image (video/mp4)'],
  ])('%s', async (_, content, message) => {
    await expect(inspectOriginal(Buffer.from(content))).rejects.toMatchObject({
      name: 'UnusablePicture',
      message,
      transient: false,
    });
  });

  test.each([
    ['SVG', '<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"/>', 'image/svg+xml'],
    ['HEIC', '\0\0\0\u0018ftypheic\0\0\0\0mif1heic', 'image/heic'],
    ['JPEG XL', Buffer.from('ff0a', 'hex').toString('latin1'), 'image/jxl'],
    ['animated AVIF', '\0\0\0\u0018ftypavis\0\0\0\0avisavif', 'an animated image/avif'],
  ])('%s is a picture of a kind that is not accepted', async (_, content, kind) => {
    await expect(inspectOriginal(Buffer.from(content, 'latin1'))).rejects.toThrow(
      `is ${kind}, which is not accepted (send JPEG, PNG, WebP, GIF, AVIF or TIFF)`,
    );
  });
});

describe('bounds', () => {
  test('a picture over 100 megapixels is refused', async () => {
    const png = await canvas(16, 16).png().toBuffer();
    png.writeUInt32BE(10_001, 16);
    png.writeUInt32BE(10_000, 20);
    png.writeUInt32BE(crc32(png.subarray(12, 29)), 29);
    await expect(inspectOriginal(png)).rejects.toThrow('is too large (10001 × 10000 pixels)');
  });

  test('a tracking pixel is no picture', async () => {
    const gif = await canvas(1, 1).gif().toBuffer();
    await expect(inspectOriginal(gif)).rejects.toThrow('is too small to be a picture');
  });

  test('an animation of more than 300 frames is refused', async () => {
    const frames = await Promise.all(
      Array.from({ length: 301 }, (_, n) =>
        sharp({
          create: {
            width: 16,
            height: 16,
            channels: 3,
            background: { r: (n * 67) % 256, g: (n * 149) % 256, b: n % 2 && 255 },
          },
        })
          .png()
          .toBuffer(),
      ),
    );
    const gif = await sharp(frames, { join: { animated: true } })
      .gif()
      .toBuffer();
    await expect(inspectOriginal(gif)).rejects.toThrow('has too many frames (301)');
  });

  test('width and height are those on the screen, after the camera’s orientation', async () => {
    const jpeg = await canvas(80, 40).withMetadata({ orientation: 6 }).jpeg().toBuffer();
    expect(await inspectOriginal(jpeg)).toEqual({ mediaType: 'image/jpeg', width: 40, height: 80 });
  });
});
