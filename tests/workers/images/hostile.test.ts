import { crc32, deflateSync, gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, test } from 'vitest';
import { keys } from '../../../src/shared/archive/keys.ts';
import { prepareImages } from '../../../src/workers/images/prepare-images.ts';
import { sharp } from '../../../src/workers/images/tuned-sharp.ts';
import { photograph, plain } from './support/pictures.ts';
import { linked, neverAborted, openBench } from './support/stage.ts';

const url = 'https://news.example/picture.jpg';
/** What no rendition may carry from its original. */
const marker = 'MARKER<script>alert(1)</script>';

/** The reason why a picture is refused, or `made` where its renditions are sound. */
async function outcomeOf(body: Buffer): Promise<string> {
  const { store, tools } = await openBench({ [url]: body });
  const options = { lane: 'all', lastAttempt: true, signal: neverAborted } as const;
  const { result } = await prepareImages([linked(url)], tools, options);
  const [image] = result.images;
  if (image === undefined) return result.missing[0]?.reason ?? 'neither made nor missing';
  expect(image.renditions.length).toBeGreaterThan(0);
  for (const { file } of image.renditions) {
    const stored = await store.get(keys.rendition(image.sha256, file));
    expect(stored?.body.includes('MARKER')).toBe(false);
    await sharp(stored?.body, { failOn: 'warning' }).stats();
  }
  return 'made';
}

const made = 'made';
const damaged = /is damaged: its pixels cannot be read|is a broken image/;
let whole: {
  readonly jpeg: Buffer;
  readonly png: Buffer;
  readonly webp: Buffer;
  readonly gif: Buffer;
};

beforeAll(async () => {
  const drawn = await photograph(320, 240).png().toBuffer();
  whole = {
    jpeg: await sharp(drawn).jpeg().toBuffer(),
    png: drawn,
    webp: await sharp(drawn).webp().toBuffer(),
    gif: await sharp(drawn).gif().toBuffer(),
  };
});

/** A chunk of PNG with its right checksum. */
function chunk(type: string, content: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), content]);
  const ends = Buffer.alloc(8);
  ends.writeUInt32BE(content.length, 0);
  ends.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([ends.subarray(0, 4), body, ends.subarray(4)]);
}

/** PNG with chunks after its header. */
const withChunks = (png: Buffer, ...chunks: Buffer[]) =>
  Buffer.concat([png.subarray(0, 33), ...chunks, png.subarray(33)]);

/** JPEG with a segment after its start. */
function withSegment(jpeg: Buffer, segment: number, content: Buffer): Buffer {
  const head = Buffer.from([0xff, segment, 0, 0]);
  head.writeUInt16BE(content.length + 2, 2);
  return Buffer.concat([jpeg.subarray(0, 2), head, content, jpeg.subarray(2)]);
}

/** PNG of one grey, so that a giant is a few kilobytes. */
function giantPng(width: number, height: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header[8] = 1;
  const rows = deflateSync(Buffer.alloc((Math.ceil(width / 8) + 1) * height), { level: 9 });
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', header),
    chunk('IDAT', rows),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

describe('a picture cut off on its way', () => {
  const formats = ['jpeg', 'png', 'webp', 'gif'] as const;
  const cuts = formats.flatMap((format) =>
    [0, 10, 20, 30, 40, 50, 60, 70, 80, 90].map((share) => [format, share] as const),
  );
  test.each(cuts)('%s of which %i hundredths came is no picture', async (format, share) => {
    const body = whole[format];
    const cut = body.subarray(0, Math.floor((body.length * share) / 100));
    expect(await outcomeOf(cut)).toMatch(share === 0 ? /is empty/ : damaged);
  });
});

describe('bombs', () => {
  test('a giant of few bytes is refused by its header', async () => {
    expect(await outcomeOf(giantPng(12_000, 12_000))).toContain('is too large (12000 × 12000');
  });

  test('the largest picture that is admitted is made within the bound of memory', async () => {
    const before = process.memoryUsage.rss();
    expect(await outcomeOf(giantPng(10_000, 10_000))).toBe(made);
    expect(process.memoryUsage.rss() - before).toBeLessThan(300_000_000);
  });

  test('a film of thousands of frames is made into its first', async () => {
    const frames = await Promise.all(
      Array.from({ length: 40 }, (_, n) =>
        plain(64, 64, { r: n * 6, g: 255 - n * 6, b: n })
          .png()
          .toBuffer(),
      ),
    );
    const gif = await sharp(frames, { join: { animated: true } })
      .gif()
      .toBuffer();
    // The frames over and over, before the trailer.
    const first = gif.indexOf(Buffer.from('21f904', 'hex'));
    const body = gif.subarray(first, -1);
    const film = Buffer.concat([
      gif.subarray(0, first),
      ...Array<Buffer>(100).fill(body),
      gif.subarray(-1),
    ]);
    expect((await sharp(film).metadata()).pages).toBe(4000);
    expect(await outcomeOf(film)).toBe(made);
  });

  test('text that is a thousand times its bytes does no harm', async () => {
    const text = deflateSync(Buffer.alloc(20_000_000, 'MARKER '), { level: 9 });
    const comment = Buffer.concat([Buffer.from('Comment\0\0', 'latin1'), text]);
    expect(await outcomeOf(withChunks(whole.png, chunk('zTXt', comment)))).toBe(made);
  });

  test('XMP of megabytes is too much metadata', async () => {
    const xmp = Buffer.concat([
      Buffer.from('XML:com.adobe.xmp\0\0\0\0\0', 'latin1'),
      Buffer.alloc(1_100_000, 'x'),
    ]);
    expect(await outcomeOf(withChunks(whole.png, chunk('iTXt', xmp)))).toContain(
      'carries too much metadata',
    );
  });
});

describe('what hides in a picture', () => {
  test.each([
    ['a script after its end', () => Buffer.concat([whole.jpeg, Buffer.from(marker)])],
    ['a page in its comment', () => withSegment(whole.jpeg, 0xfe, Buffer.from(marker))],
    ['EXIF that is rubbish', () => withSegment(whole.jpeg, 0xe1, Buffer.from(`Exif\0\0${marker}`))],
    [
      'a colour profile that is rubbish',
      () =>
        withSegment(whole.jpeg, 0xe2, Buffer.from(`ICC_PROFILE\0\u0001\u0001${marker}`, 'latin1')),
    ],
    [
      'a colour profile that is rubbish, in PNG',
      () =>
        withChunks(
          whole.png,
          chunk(
            'iCCP',
            Buffer.concat([Buffer.from('x\0\0', 'latin1'), deflateSync(Buffer.from(marker))]),
          ),
        ),
    ],
    [
      'an archive after its end',
      () => Buffer.concat([whole.png, Buffer.from(`PK\u0003\u0004${marker}`)]),
    ],
    [
      'text in a chunk',
      () => withChunks(whole.png, chunk('tEXt', Buffer.from(`Comment\0${marker}`))),
    ],
    ['script in the comment of a GIF', () => withGifComment(whole.gif)],
  ])('%s is gone', async (_, draw) => {
    expect(await outcomeOf(draw())).toBe(made);
  });

  function withGifComment(gif: Buffer): Buffer {
    const text = Buffer.from(marker);
    const comment = Buffer.concat([Buffer.from([0x21, 0xfe, text.length]), text, Buffer.from([0])]);
    const at = gif.indexOf(0x2c, 13 + 3 * 2 ** (((gif[10] ?? 0) & 7) + 1));
    return Buffer.concat([gif.subarray(0, at), comment, gif.subarray(at)]);
  }

  test('a wrong checksum is a damaged picture', async () => {
    const wrong = Buffer.from(whole.png);
    const at = wrong.indexOf('IDAT') + 40;
    wrong[at] = (wrong[at] ?? 0) ^ 0xff;
    expect(await outcomeOf(wrong)).toMatch(damaged);
  });
});

describe('SVG is refused, whatever it carries', () => {
  const svg = (content: string) => `<svg xmlns="http://www.w3.org/2000/svg">${content}</svg>`;
  test.each([
    ['a script', svg('<script>alert(1)</script>')],
    ['a file of the house', svg('<image href="file:///etc/passwd"/>')],
    [
      'an external entity',
      `<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>${svg('&x;')}`,
    ],
    [
      'entities that grow',
      `<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY a "${'x'.repeat(99)}"><!ENTITY b "&a;&a;&a;&a;">]>${svg('&b;')}`,
    ],
    ['a byte order mark', `\uFEFF${svg('')}`],
    ['a comment before it', `<!-- ${'x'.repeat(200)} -->${svg('')}`],
  ])('%s', async (_, content) => {
    expect(await outcomeOf(Buffer.from(content))).toMatch(/is SVG|is not an image/);
  });

  test('compressed too', async () => {
    expect(await outcomeOf(gzipSync(svg('')))).toContain('is not an image (application/gzip)');
  });
});
