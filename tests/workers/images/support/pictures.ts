import { sharp } from '../../../../src/workers/images/tuned-sharp.ts';

export interface Colour {
  readonly r: number;
  readonly g: number;
  readonly b: number;
}

/** Pixels of noise that is the same in every run: nothing in it is flat. */
export function noise(width: number, height: number): Buffer {
  const pixels = Buffer.alloc(width * height * 3);
  let state = 12345;
  for (let at = 0; at < pixels.length; at += 1) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    pixels[at] = state >>> 24;
  }
  return pixels;
}

/** Soft clouds of colour, as a photograph has. */
export function photograph(width: number, height: number) {
  const seed = noise(24, 16);
  return sharp(seed, { raw: { width: 24, height: 16, channels: 3 } }).resize(width, height, {
    fit: 'fill',
    kernel: 'cubic',
  });
}

/** Black bars on white with a red block: a chart. */
export async function chart(width: number, height: number): Promise<Buffer> {
  const pixels = Buffer.alloc(width * height * 3, 255);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const at = (y * width + x) * 3;
      if (x % 40 < 12 && y > (x * 7) % height) pixels.fill(0, at, at + 3);
      else if (x > width * 0.7 && y < height * 0.2) pixels.fill(0, at + 1, at + 3);
    }
  }
  return sharp(pixels, { raw: { width, height, channels: 3 } })
    .png()
    .toBuffer();
}

/** One colour over all. */
export const plain = (width: number, height: number, background: Colour | string) =>
  sharp({ create: { width, height, channels: 3, background } });

/** Mean of each channel over all pixels, on white. */
export async function meanColour(body: Buffer): Promise<Colour> {
  const { data, info } = await sharp(body)
    .autoOrient()
    .flatten({ background: '#ffffff' })
    .raw()
    .toBuffer({ resolveWithObject: true });
  const { channels } = await sharp(data, { raw: info }).stats();
  const [r, g, b] = channels.map(({ mean }) => mean);
  return { r: r ?? 0, g: g ?? r ?? 0, b: b ?? r ?? 0 };
}

/** Largest difference of a channel, of 255. */
export const colourDistance = (one: Colour, other: Colour) =>
  Math.max(Math.abs(one.r - other.r), Math.abs(one.g - other.g), Math.abs(one.b - other.b));
