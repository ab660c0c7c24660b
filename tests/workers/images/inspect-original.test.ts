import { crc32 } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { inspectOriginal } from '../../../src/workers/images/inspect-original.ts';
import { sharp } from '../../../src/workers/images/tuned-sharp.ts';

const hex = (digits: string) => Buffer.from(digits, 'hex').toString('latin1');

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
    [
      'SVG',
      '<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"/>',
      'is SVG, which can carry programs: send it as PNG',
    ],
    [
      'HEIC',
      '\0\0\0\u0018ftypheic\0\0\0\0mif1heic',
      'is HEIC, which few browsers show: send it as JPEG (an iPhone takes JPEG with Settings, Camera, Formats, Most Compatible)',
    ],
    ['JPEG XL', hex('ff0a'), 'is JPEG XL, which few browsers show: send it as JPEG or PNG'],
    [
      'JPEG 2000',
      hex('0000000c6a5020200d0a870a'),
      'is JPEG 2000, which few browsers show: send it as JPEG',
    ],
    ['BMP', 'BM\0\0', 'is a Windows bitmap: send it as PNG or JPEG'],
    [
      'animated AVIF',
      '\0\0\0\u0018ftypavis\0\0\0\0avisavif',
      'is an animated AVIF: send it as animated WebP or GIF',
    ],
    [
      'an icon',
      hex('0000010001001010'),
      'is image/x-icon: send it as JPEG, PNG, WebP, GIF, AVIF or TIFF',
    ],
  ])('%s is refused, with what to send instead', async (_, content, message) => {
    await expect(inspectOriginal(Buffer.from(content, 'latin1'))).rejects.toMatchObject({
      name: 'UnusablePicture',
      message,
    });
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

  test.each([
    ['png', true],
    ['gif', true],
    ['tiff', true],
    ['jpeg', false],
    ['avif', false],
    ['webp', false],
  ] as const)('%s keeps every pixel as it was drawn: %s', async (format, lossless) => {
    const body = await canvas(20, 20).toFormat(format).toBuffer();
    expect(await inspectOriginal(body)).toMatchObject({ lossless, frames: 1 });
  });

  test('WebP has a lossless kind of its own', async () => {
    const body = await canvas(20, 20).webp({ lossless: true }).toBuffer();
    expect(await inspectOriginal(body)).toMatchObject({ lossless: true });
  });

  test('width and height are those on the screen, after the camera’s orientation', async () => {
    const jpeg = await canvas(80, 40).withMetadata({ orientation: 6 }).jpeg().toBuffer();
    expect(await inspectOriginal(jpeg)).toEqual({
      mediaType: 'image/jpeg',
      width: 40,
      height: 80,
      frames: 1,
      lossless: false,
      profiled: true,
    });
  });

  test('only RGB of eight bits is converted after shrinking; what else has a profile, before', async () => {
    const plain = await canvas(80, 40).jpeg().toBuffer();
    expect(await inspectOriginal(plain)).toMatchObject({ profiled: false });
    const tagged = canvas(80, 40).withIccProfile('srgb');
    const seeThrough = await tagged.clone().ensureAlpha().png().toBuffer();
    expect(await inspectOriginal(seeThrough)).toMatchObject({ profiled: false });
    const press = await canvas(80, 40).withIccProfile('cmyk').jpeg().toBuffer();
    expect(await inspectOriginal(press)).toMatchObject({ profiled: false });
  });
});
