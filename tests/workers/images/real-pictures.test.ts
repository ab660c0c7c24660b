import { describe, expect, test } from 'vitest';
import { keys } from '../../../src/shared/archive/keys.ts';
import type { PreparedImage } from '../../../src/shared/archive/pictures.ts';
import type { ObjectStore } from '../../../src/shared/object-store/object-store.ts';
import type { Lane } from '../../../src/workers/images/image-tools.ts';
import { prepareImages } from '../../../src/workers/images/prepare-images.ts';
import { sharp } from '../../../src/workers/images/tuned-sharp.ts';
import { corpusFile, corpusFiles, hasCorpus, noticeMissingCorpus } from './support/corpus.ts';
import { colourDistance, meanColour } from './support/pictures.ts';
import { linked, neverAborted, openBench } from './support/stage.ts';

noticeMissingCorpus('real photographs and hostile files');

/** `npm run test:pictures` looks at all; what passed through a loader once mostly does again. */
const isWhole = process.env.DATELINE_ALL_PICTURES !== undefined;
if (hasCorpus && !isWhole) console.info('Every other picture: npm run test:pictures takes all.');
const someOf = (folder: string): readonly string[] =>
  corpusFiles(folder).filter((_, index) => isWhole || index % 2 === 0);

const url = 'https://news.example/picture.jpg';

async function prepare(body: Buffer, lane: Lane) {
  const { store, tools, puts } = await openBench({ [url]: body });
  const image = linked(url, { creditLine: 'A. Photographer' });
  const options = { lane, lastAttempt: true, signal: neverAborted };
  const { result } = await prepareImages([image], tools, options);
  return { store, puts, image: result.images[0], reason: result.missing[0]?.reason };
}

async function bodiesOf(store: ObjectStore, { sha256, renditions }: PreparedImage) {
  return Promise.all(
    renditions.map(async ({ file, use }) => {
      const stored = await store.get(keys.rendition(sha256, file));
      if (stored === undefined) throw new Error(`${file} is not there`);
      return { file, use, body: stored.body };
    }),
  );
}

/** Mean colours of the sixteen fields of a picture as displayed, on white; of few pixels, as means. */
async function coloursOf(body: Buffer): Promise<readonly number[]> {
  const { data, info } = await sharp(body)
    .autoOrient()
    .resize({ width: 320, height: 320, fit: 'inside', withoutEnlargement: true })
    .flatten({ background: '#ffffff' })
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true });
  const sums = new Array<number>(48).fill(0);
  const counts = new Array<number>(48).fill(0);
  for (let at = 0; at < data.length; at += 1) {
    const pixel = Math.floor(at / info.channels);
    const row = Math.floor((Math.floor(pixel / info.width) * 4) / info.height);
    const column = Math.floor(((pixel % info.width) * 4) / info.width);
    const field = (row * 4 + column) * 3 + (at % info.channels);
    sums[field] = (sums[field] ?? 0) + (data[at] ?? 0);
    counts[field] = (counts[field] ?? 0) + 1;
  }
  return sums.map((sum, field) => sum / (counts[field] ?? 1));
}

const distance = (a: readonly number[], b: readonly number[]) =>
  Math.max(...a.map((value, n) => Math.abs(value - (b[n] ?? 0))));

/** The others get the essential lane: all renditions are made of one decoded picture. */
const wholeLadder = [
  ...['p21_food_12mp_gps.jpg', 'p36_s1pro_gps_iptc3_portrait.jpg', 'p47_'],
  ...['cmyk_fogra_icc.jpg', 'apple_gainmap.jpg'],
];
const laneOf = (name: string): Lane =>
  wholeLadder.some((start) => name.startsWith(start)) ? 'all' : 'essential';

describe.skipIf(!hasCorpus)('photographs', () => {
  test.each(someOf('photos'))('%s keeps its credit and loses its place', async (name) => {
    const original = corpusFile('photos', name);
    const { store, image } = await prepare(original, laneOf(name));
    if (image === undefined) throw new Error('missing');
    const { autoOrient } = await sharp(original).metadata();
    expect({ width: image.width, height: image.height }).toEqual(autoOrient);
    expect(image.placeholder.length).toBeLessThanOrEqual(300);
    expect(image.dominant).toMatch(/^#[0-9a-f]{6}(00)?$/);
    for (const { file, body } of await bodiesOf(store, image)) {
      const { exif, iptc, icc, orientation, xmpAsString, ...metadata } =
        await sharp(body).metadata();
      expect({ file, exif, iptc, icc, orientation }).toEqual({ file });
      expect(xmpAsString).toContain('A. Photographer');
      expect(metadata.width).toBeLessThanOrEqual(image.width);
      for (const word of ['GPSLatitude', 'exif:', 'SerialNumber', 'Exif\0\0', 'Photoshop 3.0']) {
        expect(body.includes(word)).toBe(false);
      }
    }
  });
});

describe.skipIf(!hasCorpus)('pictures that a camera turned', () => {
  test.each(someOf('orientation'))('%s stands upright', async (name) => {
    const original = corpusFile('orientation', name);
    const { store, image } = await prepare(original, 'essential');
    if (image === undefined) throw new Error('missing');
    const expected = await coloursOf(original);
    for (const { use, body } of await bodiesOf(store, image)) {
      if (use === 'social') continue;
      const { width, height } = await sharp(body).metadata();
      expect(width / height).toBeCloseTo(image.width / image.height, 1);
      expect(distance(await coloursOf(body), expected)).toBeLessThan(12);
    }
  });
});

describe.skipIf(!hasCorpus)('colours', () => {
  const readable = corpusFiles('colour').filter((name) => !name.endsWith('.heic'));
  test.each(readable)('%s looks as it did', async (name) => {
    const original = corpusFile('colour', name);
    const { store, image, reason } = await prepare(original, laneOf(name));
    if (image === undefined) {
      expect(reason).toMatch(/too small to be a picture/);
      return;
    }
    const expected = await coloursOf(original);
    for (const { use, file, body } of await bodiesOf(store, image)) {
      const { space, depth, channels } = await sharp(body).metadata();
      expect({ space, depth }).toEqual({ space: 'srgb', depth: 'uchar' });
      if (file.endsWith('.jpg')) expect(channels).toBe(3);
      if (use === 'picture') expect(distance(await coloursOf(body), expected)).toBeLessThan(4);
    }
  });

  // Mean colours by Little CMS 2.14 alone (jpgicc, perceptual intent, to its own sRGB).
  test.each([
    ['colour', 'cmyk_fogra_icc.jpg', 120.9, 126.4, 115.2],
    ['colour', 'adobergb_stocks.jpg', 111.1, 110.4, 84.3],
    ['colour', 'xyb.jpg', 126.2, 116.9, 107.6],
    ['colour', 'apple_gainmap.jpg', 87.6, 87.2, 86.3],
    ['photos', 'p43_horse_12mp_p3_iptc.jpg', 100.1, 109.5, 81.9],
    ['photos', 'p33_adobergb_iptc_de.jpg', 129.2, 62.9, 72.5],
  ])('%s/%s has the colours that another program finds', async (folder, name, r, g, b) => {
    const { store, image } = await prepare(corpusFile(folder, name), 'essential');
    if (image === undefined) throw new Error('missing');
    for (const { use, body } of await bodiesOf(store, image)) {
      if (use === 'picture') {
        expect(colourDistance(await meanColour(body), { r, g, b })).toBeLessThan(2);
      }
    }
  });

  test('HEIC is refused in words that say what to send instead', async () => {
    const { reason } = await prepare(corpusFile('colour', 'p3_iphone.heic'), 'essential');
    expect(reason).toContain('is HEIC, which few browsers show: send it as JPEG');
  });

  test('transparency is kept, with PNG instead of JPEG', async () => {
    const { store, image } = await prepare(corpusFile('formats', 'alpha.png'), 'all');
    if (image === undefined) throw new Error('missing');
    for (const { use, file, body } of await bodiesOf(store, image)) {
      expect((await sharp(body).metadata()).hasAlpha).toBe(use === 'picture');
      if (use === 'picture') expect(file).toMatch(/\.(avif|webp|png)$/);
    }
  });
});

describe.skipIf(!hasCorpus)('every file ends in renditions or in a reason', () => {
  const among = (folder: string, names: readonly string[]) => names.map((name) => [folder, name]);
  const cases = [
    ...among('hostile', corpusFiles('hostile')),
    ...['formats', 'metadata'].flatMap((folder) => among(folder, someOf(folder))),
  ];
  test.each(cases)('%s/%s', async (folder = '', name = '') => {
    const started = process.cpuUsage();
    const { store, puts, image, reason } = await prepare(corpusFile(folder, name), 'essential');
    const { user, system } = process.cpuUsage(started);
    expect((user + system) / 1e6).toBeLessThan(5);
    if (image === undefined) {
      expect(reason).toMatch(/^The picture at https:\/\/news\.example\/picture\.jpg .+\.$/);
      expect(puts.filter((key) => !key.endsWith('/original'))).toEqual([]);
      return;
    }
    expect(image.renditions.length).toBeGreaterThan(0);
    for (const { body } of await bodiesOf(store, image)) {
      const decoded = await sharp(body, { failOn: 'warning' }).stats();
      expect(decoded.channels.length).toBeGreaterThan(0);
      for (const word of ['MARKER', '<script', '<?php', '<html', 'PK\u0003\u0004']) {
        expect(body.includes(word)).toBe(false);
      }
    }
  });

  test.each([
    ['html_named.jpg', 'is not an image (text/html)'],
    ['pdf_named.jpg', 'is not an image (application/pdf)'],
    ['svg_named.jpg', 'is SVG, which can carry programs: send it as PNG'],
    ['zero.jpg', 'is empty'],
    ['jpeg_truncated_half.jpg', 'is damaged'],
    ['png_idat_badcrc.png', /is damaged|too small/],
    ['bomb_16384x16384.png', 'is too large (16384 × 16384 pixels)'],
  ])('%s %s', async (name, reason) => {
    const { reason: given } = await prepare(corpusFile('hostile', name), 'essential');
    expect(given).toMatch(
      typeof reason === 'string' ? new RegExp(reason.replace(/[()+]/g, '\\$&')) : reason,
    );
  });
});
