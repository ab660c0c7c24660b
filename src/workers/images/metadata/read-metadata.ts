import { Malformed } from '../../../shared/formats/format.ts';
import type { PictureMetadata } from '../../../shared/rights/picture-metadata.ts';
import { sharp } from '../tuned-sharp.ts';
import { findXmp } from './find-xmp.ts';
import type { Words } from './plain-words.ts';
import { readExif } from './read-exif.ts';
import { readIptc } from './read-iptc.ts';
import { readXmp } from './read-xmp.ts';

type Part = PictureMetadata['unreadable'][number];

/**
 * What a picture's file says of it. Where its parts differ XMP stands before IPTC-IIM and IIM before
 * EXIF, as the Metadata Working Group has it. A broken part is named and does not stop the others.
 * @param original a file that `inspectOriginal` has let pass
 */
export async function readMetadata(original: Buffer): Promise<PictureMetadata> {
  const {
    xmp = findXmp(original),
    iptc,
    exif,
  } = await sharp(original, {
    failOn: 'error',
    limitInputPixels: false,
  }).metadata();
  const unreadable: Part[] = [];
  const read = <T>(part: Part, bytes: Buffer | undefined, reader: (bytes: Buffer) => T) => {
    if (bytes === undefined || bytes.length === 0) return undefined;
    try {
      return reader(bytes);
    } catch (error) {
      if (!(error instanceof Malformed) && !(error instanceof RangeError)) throw error;
      unreadable.push(part);
      return undefined;
    }
  };
  const fromXmp = read('xmp', xmp, readXmp);
  const fromIptc = read('iptc', iptc, readIptc);
  const fromExif = read('exif', exif, readExif);
  const words: Words = { ...fromExif?.words, ...fromIptc, ...fromXmp?.words };
  return {
    ...words,
    gpsPresent: (fromXmp?.gpsPresent ?? false) || (fromExif?.gpsPresent ?? false),
    unreadable,
  };
}
