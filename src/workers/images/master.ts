import { pictureLimits } from './inspect-original.ts';
import type { Looks } from './recipes.ts';
import { operationTimeout, sharp } from './tuned-sharp.ts';
import { UnusablePicture } from './unusable-picture.ts';

type Picture = ReturnType<typeof sharp>;

/** A decoded picture: sRGB, 8 bits, upright, without a word of metadata. */
export interface Master {
  readonly pixels: Buffer;
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 2 | 3 | 4;
  /** Whether anything shows through; an alpha channel that is all opaque is no transparency. */
  readonly transparent: boolean;
}

/**
 * Decodes once, shrunk on load to about `width`; all renditions are made from the result. Throws
 * `UnusablePicture` for pixels that are not whole.
 */
export async function decodeMaster(
  original: Buffer,
  width: number,
  { profiled = false }: { readonly profiled?: boolean } = {},
): Promise<Master> {
  const options = { failOn: 'error', limitInputPixels: pictureLimits.pixels } as const;
  const sized = sharp(original, options)
    .autoOrient()
    .resize({ width, withoutEnlargement: true })
    .timeout(operationTimeout);
  const { data, info } = await (profiled ? keepingProfile(sized) : Promise.resolve(sized))
    .then((picture) => picture.toColourspace('srgb').raw().toBuffer({ resolveWithObject: true }))
    .catch((error: unknown) => {
      throw new UnusablePicture('is damaged: its pixels cannot be read', { cause: error });
    });
  const { height, channels } = info;
  return {
    pixels: data,
    width: info.width,
    height,
    channels,
    transparent: (channels === 2 || channels === 4) && showsThrough(data, channels),
  };
}

/**
 * sharp converts colours before it resizes, and with a profile that takes longer than decoding: up to
 * three quarters of the time. So the pixels are shrunk as they are, and converted after. sRGB comes
 * out the same to the last bit.
 */
async function keepingProfile(sized: Picture): Promise<Picture> {
  const small = await sized.keepIccProfile().tiff({ compression: 'none' }).toBuffer();
  return sharp(small, { failOn: 'error' }).timeout(operationTimeout);
}

function showsThrough(pixels: Buffer, channels: number): boolean {
  for (let at = channels - 1; at < pixels.length; at += channels) {
    if (pixels[at] !== 255) return true;
  }
  return false;
}

export function openMaster({ pixels, width, height, channels, transparent }: Master) {
  const picture = sharp(pixels, { raw: { width, height, channels } });
  return transparent ? picture : picture.removeAlpha();
}

/** The same picture narrower, for all renditions of that size: it is resized once. */
export async function narrowMaster(master: Master, width: number): Promise<Master> {
  if (width === master.width) return master;
  const { data, info } = await openMaster(master)
    .resize(width)
    .raw()
    .timeout(operationTimeout)
    .toBuffer({ resolveWithObject: true });
  const { height, channels } = info;
  return { ...master, pixels: data, width: info.width, height, channels };
}

/** Enough to see what a picture looks like; of its longer side. */
const glance = 256;
const glances = new WeakMap<Master, Promise<Master>>();

/** The same picture at a glance, made once for all that only look at it. */
export function glanceOf(master: Master): Promise<Master> {
  const { width, height } = master;
  const scale = Math.min(1, glance / Math.max(width, height));
  const made = glances.get(master) ?? narrowMaster(master, Math.max(1, Math.round(width * scale)));
  glances.set(master, made);
  return made;
}

/** Compared over this much of a picture, what costs less time than a rendition. */
const sampled = 480;
/** Measured: 0.2 to 3.3 for charts, logos and rendered globes, 8 to 48 for photographs. */
const graphicRatio = 4;

/**
 * Whether a picture, as its file kept it whole, is a graphic: one that takes few bytes more without
 * loss than with it. What came lossy is a photograph, whatever it shows: its edges are blurred already.
 */
export async function kindOf(master: Master, lossless: boolean): Promise<Looks['kind']> {
  if (!lossless) return 'photograph';
  const sample = await narrowMaster(master, Math.min(sampled, master.width));
  const [whole, lossy] = await Promise.all([
    openMaster(sample).webp({ lossless: true, effort: 1 }).timeout(operationTimeout).toBuffer(),
    openMaster(sample).webp({ quality: 75, effort: 1 }).timeout(operationTimeout).toBuffer(),
  ]);
  return whole.length <= graphicRatio * lossy.length ? 'graphic' : 'photograph';
}
