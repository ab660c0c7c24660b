import type { FocalPoint } from '../../shared/story.ts';
import { pictureLimits } from './inspect-original.ts';
import type { PlannedRendition } from './ladder.ts';
import { sharp } from './tuned-sharp.ts';
import { UnusablePicture } from './unusable-picture.ts';

/** A decoded picture: sRGB, 8 bits, upright, without a word of metadata. */
export interface Master {
  readonly pixels: Buffer;
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 2 | 3 | 4;
  /** Whether anything shows through; an alpha channel that is all opaque is no transparency. */
  readonly transparent: boolean;
}

export interface Encoded {
  readonly body: Buffer;
  readonly width: number;
  readonly height: number;
}

/** Bounds one operation of libvips. */
const timeout = { seconds: 15 };

/**
 * Decodes once, shrunk on load to about `width`; all renditions are made from the result. Throws
 * `UnusablePicture` for pixels that are not whole.
 */
export async function decodeMaster(original: Buffer, width: number): Promise<Master> {
  const options = { failOn: 'error', limitInputPixels: pictureLimits.pixels } as const;
  const { data, info } = await sharp(original, options)
    .autoOrient()
    .resize({ width, withoutEnlargement: true })
    .toColourspace('srgb')
    .raw()
    .timeout(timeout)
    .toBuffer({ resolveWithObject: true })
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

function showsThrough(pixels: Buffer, channels: number): boolean {
  for (let at = channels - 1; at < pixels.length; at += channels) {
    if (pixels[at] !== 255) return true;
  }
  return false;
}

/** Makes one rendition, with `xmp` as its only metadata. */
export async function encodeRendition(
  master: Master,
  planned: PlannedRendition,
  xmp: string | undefined,
): Promise<Encoded> {
  const sized =
    planned.use === 'social' ? crop(master, planned) : open(master).resize(planned.width);
  const encoded = inFormat(sized, planned);
  const { data, info } = await (xmp === undefined ? encoded : encoded.withXmp(xmp))
    .timeout(timeout)
    .toBuffer({ resolveWithObject: true })
    .catch((error: unknown) => {
      throw new UnusablePicture(`cannot be made into ${planned.file}`, { cause: error });
    });
  return { body: data, width: info.width, height: info.height };
}

/** A picture of a few bytes for the page itself, and the colour to paint before even that. */
export async function drawPlaceholder(
  master: Master,
): Promise<{ readonly placeholder: string; readonly dominant: string }> {
  const { data, info } = await open(master)
    .resize(48, 48, { fit: 'inside' })
    .raw()
    .toBuffer({ resolveWithObject: true });
  const small = () => sharp(data, { raw: info });
  const [{ dominant }, tiny] = await Promise.all([
    small().stats(),
    small().resize(24, 24, { fit: 'inside' }).webp({ quality: 30 }).toBuffer(),
  ]);
  const digits = [dominant.r, dominant.g, dominant.b].map((n) => n.toString(16).padStart(2, '0'));
  return {
    placeholder: `data:image/webp;base64,${tiny.toString('base64')}`,
    dominant: `#${digits.join('')}`,
  };
}

function open({ pixels, width, height, channels, transparent }: Master) {
  const picture = sharp(pixels, { raw: { width, height, channels } });
  return transparent ? picture : picture.removeAlpha();
}

function inFormat(picture: ReturnType<typeof open>, { format, quality, quick }: PlannedRendition) {
  if (format === 'webp') return picture.webp({ quality, effort: 4 });
  if (format === 'png') return picture.png();
  const white = picture.flatten({ background: '#ffffff' });
  // Table 3 is mozjpeg's own; it alone brings most of what mozjpeg saves.
  return quick
    ? white.jpeg({ quality, quantisationTable: 3 })
    : white.jpeg({ quality, mozjpeg: true });
}

/** The editors' focal point decides what stays in the frame; without one, what catches the eye. */
function crop(master: Master, { width, height, focalPoint }: PlannedRendition) {
  if (focalPoint === undefined) {
    return open(master).resize(width, height, {
      fit: 'cover',
      position: sharp.strategy.attention,
      withoutEnlargement: true,
    });
  }
  return open(master)
    .extract(frameAround(focalPoint, master, width / height))
    .resize(width, height);
}

/** The largest frame of this shape in the picture, as near to the point as its edges let it. */
function frameAround(point: FocalPoint, { width, height }: Master, shape: number) {
  const frame = {
    width: Math.min(width, Math.round(height * shape)),
    height: Math.min(height, Math.round(width / shape)),
  };
  const start = (share: number, whole: number, part: number) =>
    Math.round(Math.min(Math.max(share * whole - part / 2, 0), whole - part));
  return {
    ...frame,
    left: start(point.x, width, frame.width),
    top: start(point.y, height, frame.height),
  };
}
