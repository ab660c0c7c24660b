import type { Metadata } from 'sharp';
import type { PictureType } from './sniff.ts';
import { sniff } from './sniff.ts';
import { sharp } from './tuned-sharp.ts';
import { UnusablePicture } from './unusable-picture.ts';

/** What we take at most, and at least. */
export const pictureLimits = {
  pixels: 100_000_000,
  /** Of the longer side. */
  longest: 16_384,
  /** Of the shorter side: what is smaller is a tracking pixel, not a picture. */
  shortest: 16,
  /** Of one that moves; a GIF of so many says so only when all are counted. */
  frames: 100_000,
  xmpBytes: 1_000_000,
} as const;

/** An original that may be decoded. */
export interface Inspected {
  readonly mediaType: PictureType;
  /** As displayed, orientation applied. */
  readonly width: number;
  readonly height: number;
  /** More than one where it moves. */
  readonly frames: number;
  /** Its format keeps every pixel as it was drawn. */
  readonly lossless: boolean;
  /** Its colours are told by a profile of its own, of which decoding can wait to make sRGB. */
  readonly profiled: boolean;
}

/** Reads the header alone; that the pixels are whole, only decoding shows. Throws `UnusablePicture`. */
export async function inspectOriginal(body: Buffer): Promise<Inspected> {
  const sniffed = sniff(body);
  if ('other' in sniffed) throw new UnusablePicture(unreadable(sniffed.other));
  // No pixel is decoded here; the bound below says more than sharp's own would.
  const metadata = await sharp(body, { failOn: 'error', limitInputPixels: false })
    .metadata()
    .catch((error: unknown) => {
      throw new UnusablePicture(`is a broken ${sniffed.mediaType}`, { cause: error });
    });

  const { width, height } = metadata.autoOrient;
  const frames = metadata.pages ?? 1;
  const size = `${width} × ${height} pixels`;
  if (width * height > pictureLimits.pixels || Math.max(width, height) > pictureLimits.longest) {
    throw new UnusablePicture(`is too large (${size})`);
  }
  if (Math.min(width, height) < pictureLimits.shortest) {
    throw new UnusablePicture(`is too small to be a picture (${size})`);
  }
  if (frames > pictureLimits.frames) throw new UnusablePicture(`has too many frames (${frames})`);
  if ((metadata.xmp?.length ?? 0) > pictureLimits.xmpBytes) {
    throw new UnusablePicture('carries too much metadata');
  }
  const { mediaType } = sniffed;
  return {
    ...{ mediaType, width, height, frames },
    lossless: isLossless(mediaType, body),
    profiled: metadata.hasProfile && isPlainRgb(metadata),
  };
}

const isPlainRgb = ({ space, channels, depth }: Metadata) =>
  space === 'srgb' && channels === 3 && depth === 'uchar';

function isLossless(mediaType: PictureType, body: Buffer): boolean {
  if (mediaType === 'image/webp') return body.subarray(0, firstChunks).includes('VP8L');
  return ['image/png', 'image/gif', 'image/tiff'].includes(mediaType);
}

/** Room for the chunks that may stand before a WebP's pixels. */
const firstChunks = 4096;

/** What to send instead, in words for whoever sent the picture. */
const remedies: Readonly<Record<string, string>> = {
  'image/heic':
    'is HEIC, which few browsers show: send it as JPEG (an iPhone takes JPEG with Settings, Camera, ' +
    'Formats, Most Compatible)',
  'image/svg+xml': 'is SVG, which can carry programs: send it as PNG',
  'image/jxl': 'is JPEG XL, which few browsers show: send it as JPEG or PNG',
  'image/jp2': 'is JPEG 2000, which few browsers show: send it as JPEG',
  'image/bmp': 'is a Windows bitmap: send it as PNG or JPEG',
  'image/vnd.adobe.photoshop': 'is a Photoshop document: send it as JPEG or PNG',
  'an animated image/avif': 'is an animated AVIF: send it as animated WebP or GIF',
};

function unreadable(found: string): string {
  if (found === 'empty') return 'is empty';
  if (found in remedies) return remedies[found] ?? found;
  return found.startsWith('image/')
    ? `is ${found}: send it as JPEG, PNG, WebP, GIF, AVIF or TIFF`
    : `is not an image (${found})`;
}
