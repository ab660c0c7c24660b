import type { PictureMetadata } from '../../shared/rights/picture-metadata.ts';
import type { StoryImage } from '../../shared/story.ts';
import type { Lane } from './image-tools.ts';
import type { Source } from './ladder.ts';
import { planRenditions } from './ladder.ts';
import type { MediaRecord } from './media-record.ts';
import { demandsOn, markOf, rightsOf } from './rights.ts';

/** One picture to prepare. */
export interface ImageOrder {
  readonly image: StoryImage;
  /** SHA-256 of its original, where that is in the archive. */
  readonly sha256: string | undefined;
  /** What came from its address since then (RFC 3339) is taken without asking again. */
  readonly freshSince?: string | undefined;
  readonly lane: Lane;
  /** Its owner forbids to show a part of it: no crops are made. @default false */
  readonly noCrop?: boolean;
  /** When its story came (RFC 3339). */
  readonly arrived: string;
  readonly signal: AbortSignal;
}

/** A source and what its file says of it; a record of before does not know. */
interface ReadSource extends Source {
  readonly metadata?: PictureMetadata | undefined;
}

/** The whole ladder for this picture, as its source and its story want it. */
export function planFor({ image, noCrop = false }: ImageOrder, source: ReadSource) {
  const described = { image, metadata: source.metadata };
  return planRenditions(source, {
    mark: markOf(rightsOf(described)),
    noCrop: noCrop || demandsOn(described).restrictions.noCrop,
    ...(image.focalPoint && { focalPoint: image.focalPoint }),
  });
}

/** What the lane wants of a source and the record, if there is one, does not have. */
export const wantedBeyond = (
  record: MediaRecord | undefined,
  order: ImageOrder,
  source: ReadSource,
) =>
  planFor(order, source).filter(
    ({ file, essential }) =>
      (essential || order.lane === 'all') &&
      !record?.renditions.some((made) => made.file === file) &&
      !record?.leftOut.some((left) => left.file === file),
  );

/** How much of the whole ladder is still to be made of an original that has a record. */
export const leftToMake = (record: MediaRecord, order: ImageOrder): number =>
  wantedBeyond(record, { ...order, lane: 'all' }, record).length;
