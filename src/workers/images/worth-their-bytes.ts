import type { Rendition } from '../../shared/archive/pictures.ts';
import type { Encoded } from './encode.ts';
import type { LeftOut } from './media-record.ts';

/** From the one that every program reads to the one that costs a reader's device the most. */
const dearness = ['image/png', 'image/jpeg', 'image/webp', 'image/avif'];

export interface Judged {
  readonly kept: Encoded[];
  readonly leftOut: LeftOut[];
}

/**
 * Leaves out a format that takes as many bytes as a cheaper one of the same picture and width.
 * `made` is there already and stays: readers may have it.
 */
export function worthTheirBytes(
  encoded: readonly Encoded[],
  made: readonly Pick<Rendition, 'use' | 'contentType' | 'width' | 'bytes'>[],
): Judged {
  const fresh = encoded.map((one) => ({ ...one.planned, bytes: one.body.length, encoded: one }));
  const all = [...fresh, ...made];
  const judged: Judged = { kept: [], leftOut: [] };
  for (const one of fresh) {
    const cheaper = all.find(
      (other) =>
        other.use === one.use &&
        other.width === one.width &&
        dearness.indexOf(other.contentType) < dearness.indexOf(one.contentType) &&
        other.bytes <= one.bytes,
    );
    if (cheaper === undefined || one.use !== 'picture') judged.kept.push(one.encoded);
    else {
      const reason = `takes no fewer bytes than ${cheaper.contentType}`;
      judged.leftOut.push({ file: one.file, reason });
    }
  }
  return judged;
}
