import { describe, expect, test } from 'vitest';
import { keys } from '../../../src/shared/archive/keys.ts';
import type { StoryImage } from '../../../src/shared/story.ts';
import { develop } from '../../../src/workers/images/develop.ts';
import type { Lane } from '../../../src/workers/images/image-tools.ts';
import { sharp } from '../../../src/workers/images/tuned-sharp.ts';
import { chart, colourDistance, meanColour, noise, photograph, plain } from './support/pictures.ts';
import { linked, neverAborted, openBench } from './support/stage.ts';

interface Wanted {
  readonly lane?: Lane;
  readonly image?: Partial<StoryImage>;
  readonly noCrop?: boolean;
}

async function developed(original: Buffer, { lane = 'all', image, noCrop = false }: Wanted = {}) {
  const { store, tools } = await openBench({});
  const sha256 = 'a'.repeat(64);
  const order = {
    image: linked('https://news.example/a.jpg', image),
    sha256,
    lane,
    noCrop,
    arrived: '2026-11-23T12:00:00Z',
    signal: neverAborted,
  };
  const record = await develop({ original, sha256, known: undefined, order }, tools);
  const made = await Promise.all(
    record.renditions.map(async (rendition) => {
      const stored = await store.get(keys.rendition(sha256, rendition.file));
      return { ...rendition, body: stored?.body ?? Buffer.alloc(0) };
    }),
  );
  return { record, made };
}

const png = (pixels: Buffer, width: number, height: number) =>
  sharp(pixels, { raw: { width, height, channels: 3 } }).png();

describe('graphics', () => {
  test('keep their edges: every pixel of a chart is what it was', async () => {
    const original = await chart(600, 400);
    const { record, made } = await developed(original);
    expect(record.kind).toBe('graphic');
    const own = made.filter(({ width, use }) => use === 'picture' && width === 600);
    expect(own.length).toBeGreaterThan(0);
    for (const { body, contentType } of own) {
      const [was, is] = await Promise.all(
        [original, body].map((one) => sharp(one).removeAlpha().raw().toBuffer()),
      );
      const worst = (was ?? Buffer.alloc(0)).reduce(
        (most, value, at) => Math.max(most, Math.abs(value - (is?.[at] ?? 0))),
        0,
      );
      expect({ contentType, worst }).toEqual({ contentType, worst: expect.any(Number) });
      expect(worst).toBeLessThanOrEqual(contentType === 'image/avif' ? 40 : 2);
    }
  });

  test('are told from photographs, which PNG may hold too', async () => {
    const camera = await png(noise(600, 400), 600, 400).toBuffer();
    expect((await developed(camera, { lane: 'essential' })).record.kind).toBe('photograph');
  });

  test('that came as JPEG are photographs: their edges are lost already', async () => {
    const blurred = await sharp(await chart(600, 400))
      .jpeg()
      .toBuffer();
    expect((await developed(blurred, { lane: 'essential' })).record.kind).toBe('photograph');
  });
});

describe('transparency', () => {
  test('is kept in every rendition of the picture, and lies on white in the crops', async () => {
    const background = { r: 200, g: 20, b: 20, alpha: 0.5 };
    const original = await sharp({ create: { width: 400, height: 320, channels: 4, background } })
      .png()
      .toBuffer();
    const { record, made } = await developed(original);
    expect(record).toMatchObject({ transparent: true, dominant: expect.stringMatching(/00$/) });
    for (const { use, body, contentType } of made) {
      const { hasAlpha } = await sharp(body).metadata();
      expect({ use, contentType, hasAlpha }).toEqual({
        use,
        contentType,
        hasAlpha: use === 'picture',
      });
      expect(colourDistance(await meanColour(body), { r: 228, g: 138, b: 138 })).toBeLessThan(8);
    }
  });

  test('that is none, an alpha channel all opaque, makes a plain photograph', async () => {
    const original = await photograph(600, 400).ensureAlpha().png().toBuffer();
    const { record, made } = await developed(original, { lane: 'essential' });
    expect(record.transparent).toBe(false);
    expect(made.map(({ contentType }) => contentType)).toContain('image/jpeg');
  });
});

describe('pictures that move', () => {
  const film = async (frames: number, format: 'gif' | 'webp') => {
    const drawn = Array.from({ length: frames }, (_, n) =>
      plain(320, 200, { r: (n * 67) % 256, g: (n * 149) % 256, b: 255 - n })
        .png()
        .toBuffer(),
    );
    return sharp(await Promise.all(drawn), { join: { animated: true } })
      .toFormat(format, { delay: Array.from({ length: frames }, () => 80), loop: 0 })
      .toBuffer();
  };

  test.each(['gif', 'webp'] as const)(
    'an animated %s moves on as WebP, beside a still',
    async (format) => {
      const { record, made } = await developed(await film(5, format), {
        image: { creditLine: 'A. Photographer' },
      });
      expect(record.frames).toBe(5);
      const [moving, ...more] = made.filter(({ use }) => use === 'animation');
      expect(more).toEqual([]);
      expect(moving).toMatchObject({ contentType: 'image/webp', width: 320, height: 200 });
      const { pages, delay, loop, pageHeight, xmpAsString } = await sharp(moving?.body, {
        animated: true,
      }).metadata();
      expect({ pages, delay, loop, pageHeight }).toEqual({
        pages: 5,
        delay: [80, 80, 80, 80, 80],
        loop: 0,
        pageHeight: 200,
      });
      expect(xmpAsString).toContain('A. Photographer');
      for (const { body } of made.filter(({ use }) => use === 'picture')) {
        expect((await sharp(body).metadata()).pages ?? 1).toBe(1);
      }
    },
  );

  test('waits for the slow lane: a page can be read with the still', async () => {
    const { made } = await developed(await film(3, 'gif'), { lane: 'essential' });
    expect(made.some(({ use }) => use === 'animation')).toBe(false);
  });

  test('beyond the bound of frames the first one stands for all', async () => {
    const { record, made } = await developed(await film(301, 'gif'));
    expect(record.frames).toBe(301);
    expect(made.length).toBeGreaterThan(0);
    expect(made.some(({ use }) => use === 'animation')).toBe(false);
  });
});

describe('the camera’s orientation', () => {
  /** Red above, blue below, on its side or head as the camera held it. */
  const held = async (orientation: number) => {
    const blue = await plain(120, 40, '#0000ff').png().toBuffer();
    const upright = await plain(120, 80, '#ff0000')
      .composite([{ input: blue, left: 0, top: 40 }])
      .png()
      .toBuffer();
    const turns: Readonly<Record<number, (one: ReturnType<typeof sharp>) => typeof one>> = {
      2: (one) => one.flop(),
      3: (one) => one.rotate(180),
      4: (one) => one.flip(),
      5: (one) => one.rotate(270).flop(),
      6: (one) => one.rotate(270),
      7: (one) => one.rotate(90).flop(),
      8: (one) => one.rotate(90),
    };
    const turned = await (turns[orientation] ?? ((one) => one))(sharp(upright)).png().toBuffer();
    return sharp(turned).withMetadata({ orientation }).jpeg({ quality: 95 }).toBuffer();
  };

  test.each([1, 2, 3, 4, 5, 6, 7, 8])('%i is applied, and written into nothing', async (value) => {
    const { record, made } = await developed(await held(value));
    expect(record).toMatchObject({ width: 120, height: 80 });
    for (const { body } of made) {
      const { orientation, width, height } = await sharp(body).metadata();
      expect({ orientation, width, height }).toEqual({
        orientation: undefined,
        width: 120,
        height: 80,
      });
      const top = await sharp(body).extract({ left: 20, top: 5, width: 80, height: 20 }).toBuffer();
      expect(colourDistance(await meanColour(top), { r: 254, g: 0, b: 0 })).toBeLessThan(30);
    }
  });

  test('a value that means nothing leaves the picture as it is', async () => {
    const jpeg = await held(1);
    // The entry of the orientation: tag, type, count, and then the value.
    const entry = jpeg.indexOf(Buffer.from('12010300010000000100', 'hex'));
    expect(entry).toBeGreaterThan(0);
    jpeg.writeUInt16LE(9, entry + 8);
    const { record } = await developed(jpeg, { lane: 'essential' });
    expect(record).toMatchObject({ width: 120, height: 80 });
  });
});

describe('colours', () => {
  const brick = { r: 186, g: 72, b: 44 };
  const sample = (colour = brick) => plain(320, 240, colour);

  test.each([
    ['Display P3', () => sample().withIccProfile('p3').png().toBuffer(), 2],
    ['Display P3 in JPEG', () => sample().withIccProfile('p3').jpeg({ quality: 95 }).toBuffer(), 4],
    [
      'CMYK with its profile',
      () => sample().withIccProfile('cmyk').jpeg({ quality: 95 }).toBuffer(),
      22,
    ],
    ['16 bits', () => sample().toColourspace('rgb16').png().toBuffer(), 1],
    ['CIE Lab in TIFF', () => sample().toColourspace('lab').tiff().toBuffer(), 3],
    ['a palette', () => sample().png({ palette: true }).toBuffer(), 2],
  ])('%s becomes sRGB and looks as it did', async (_, draw, tolerance) => {
    const { made } = await developed(await draw());
    for (const { body, contentType } of made) {
      const { space, depth, icc } = await sharp(body).metadata();
      expect({ contentType, space, depth, icc }).toEqual({
        contentType,
        space: 'srgb',
        depth: 'uchar',
        icc: undefined,
      });
      expect(colourDistance(await meanColour(body), brick)).toBeLessThanOrEqual(tolerance + 3);
    }
  });

  const cmyk = () => sample().toColourspace('cmyk');

  // There and back by the perceptual intent, CMYK loses some of the colour; real pictures are measured
  // against Little CMS in real-pictures.test.ts.
  test('a wide-gamut picture is not merely stripped of its profile', async () => {
    const original = await sample().withIccProfile('p3').png().toBuffer();
    // What the same numbers would show without the profile.
    const raw = await sharp(original, { ignoreIcc: true }).raw().toBuffer();
    const unprofiled = { r: raw[0] ?? 0, g: raw[1] ?? 0, b: raw[2] ?? 0 };
    expect(colourDistance(unprofiled, brick)).toBeGreaterThan(8);
  });

  test('CMYK without a profile is converted all the same', async () => {
    const original = await cmyk().jpeg({ quality: 95 }).toBuffer();
    const { made } = await developed(original, { lane: 'essential' });
    for (const { body } of made) {
      expect(await sharp(body).metadata()).toMatchObject({ space: 'srgb', channels: 3 });
      expect(colourDistance(await meanColour(body), brick)).toBeLessThan(40);
    }
  });

  test('grey with transparency stays both', async () => {
    const original = await sharp({
      create: {
        width: 300,
        height: 300,
        channels: 4,
        background: { r: 90, g: 90, b: 90, alpha: 0.5 },
      },
    })
      .toColourspace('b-w')
      .png()
      .toBuffer();
    const { record, made } = await developed(original);
    expect(record.transparent).toBe(true);
    for (const { body } of made) {
      expect((await sharp(body).metadata()).space).toBe('srgb');
      expect(colourDistance(await meanColour(body), { r: 172, g: 172, b: 172 })).toBeLessThan(6);
    }
  });
});

describe('crops', () => {
  /** Grey, with a red square of 120 pixels at this place: what the eye is drawn to. */
  const spot = (left: number, top: number) =>
    plain(800, 800, '#c8c8c8').composite([
      {
        input: { create: { width: 120, height: 120, channels: 3, background: '#ff2000' } },
        left,
        top,
      },
    ]);
  const redShare = async (body: Buffer) => {
    const { r, g } = await meanColour(body);
    return r - g;
  };

  test.each([
    [40, 40],
    [640, 640],
    [340, 640],
  ])('keep what the eye is drawn to, at %i, %i', async (left, top) => {
    const { made } = await developed(await spot(left, top).jpeg().toBuffer());
    const crops = made.filter(({ use }) => use !== 'picture');
    expect(crops.map(({ use }) => use).sort()).toEqual(['16:9', '1:1', '4:3', 'social']);
    for (const { body } of crops) expect(await redShare(body)).toBeGreaterThan(4);
  });

  test('keep the editors’ focal point, though the eye is drawn elsewhere', async () => {
    const original = await spot(40, 40).jpeg().toBuffer();
    const { made } = await developed(original, { image: { focalPoint: { x: 0.5, y: 0.95 } } });
    for (const { use, body, file } of made) {
      if (use === 'picture' || use === '1:1') continue;
      expect(file).toContain('at50x95');
      expect(await redShare(body)).toBeLessThan(2);
    }
  });

  test('are not made of a picture that must not be cut', async () => {
    const original = await spot(40, 40).jpeg().toBuffer();
    const { made } = await developed(original, { noCrop: true, lane: 'essential' });
    expect(made.map(({ use }) => use)).toEqual(['picture', 'picture']);
  });
});

describe('what is not worth its bytes', () => {
  test('is left out, and not tried again', async () => {
    const { store, tools } = await openBench({});
    const original = await plain(640, 400, '#336699').jpeg().toBuffer();
    const sha256 = 'b'.repeat(64);
    const image = linked('https://news.example/a.jpg');
    const arrived = '2026-11-23T12:00:00Z';
    const order = { image, sha256, lane: 'all', arrived, signal: neverAborted } as const;
    const record = await develop({ original, sha256, known: undefined, order }, tools);
    expect(record.leftOut).toContainEqual({
      file: 'w320-q58.avif',
      reason: 'takes no fewer bytes than image/webp',
    });
    expect(await store.get(keys.rendition(sha256, 'w320-q58.avif'))).toBeUndefined();
    let operations = 0;
    const counting: typeof tools = {
      ...tools,
      operation: (work) => {
        operations += 1;
        return work();
      },
    };
    const again = await develop({ original, sha256, known: record, order }, counting);
    expect(again).toEqual(record);
    // It is decoded, for somebody asked; nothing is encoded.
    expect(operations).toBeLessThanOrEqual(4);
  });
});
