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
  frames: 300,
  xmpBytes: 1_000_000,
} as const;

/** An original that may be decoded. */
export interface Inspected {
  readonly mediaType: PictureType;
  /** As displayed, orientation applied. */
  readonly width: number;
  readonly height: number;
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
  return { mediaType: sniffed.mediaType, width, height };
}

function unreadable(found: string): string {
  if (found === 'empty') return 'is empty';
  return found.startsWith('image/') || found.startsWith('an animated')
    ? `is ${found}, which is not accepted (send JPEG, PNG, WebP, GIF, AVIF or TIFF)`
    : `is not an image (${found})`;
}
