import { keepBytes } from '../../shared/archive/keep-bytes.ts';
import { keys } from '../../shared/archive/keys.ts';
import type { ImageTools } from './image-tools.ts';
import { type Inspected, inspectOriginal } from './inspect-original.ts';
import { masterWidth, type PlannedRendition, type Source } from './ladder.ts';
import { makeRenditions } from './make-renditions.ts';
import { decodeMaster, kindOf, type Master } from './master.ts';
import { type MediaRecord, mergeRecord } from './media-record.ts';
import { readMetadata } from './metadata/read-metadata.ts';
import { type ImageOrder, wantedBeyond } from './order.ts';
import { perceptualHashOf } from './perceptual-hash.ts';
import { drawPlaceholder } from './placeholder.ts';
import { rightsOf } from './rights.ts';
import { xmpOf } from './write-xmp.ts';

export interface Development {
  readonly original: Buffer;
  readonly sha256: string;
  readonly known: MediaRecord | undefined;
  readonly order: ImageOrder;
}

/**
 * Decodes the original once, makes what is wanted and not there, and records it. Throws
 * `UnusablePicture` and errors of the archive.
 */
export async function develop(development: Development, tools: ImageTools): Promise<MediaRecord> {
  development.order.signal.throwIfAborted();
  return tools.survival.survive(development.sha256, () => developOnce(development, tools));
}

async function developOnce(development: Development, tools: ImageTools): Promise<MediaRecord> {
  const { original, sha256 } = development;
  const inspected = await inspectOriginal(original);
  const [, record] = await Promise.all([
    keepBytes(tools.store, keys.original(sha256), {
      body: original,
      contentType: inspected.mediaType,
    }),
    makeWanted(development, inspected, tools),
  ]);
  return mergeRecord(tools.store, record);
}

async function makeWanted(
  { original, sha256, known, order }: Development,
  inspected: Inspected,
  tools: ImageTools,
): Promise<MediaRecord> {
  const urgent = order.lane === 'essential';
  const operation = <T>(work: () => Promise<T>) =>
    tools.operation(() => tools.survival.withinWall(work), urgent);
  // What it looks like is seen only after decoding; it decides formats, not sizes.
  const metadata = known?.metadata ?? (await readMetadata(original));
  const looksLike = known ?? { transparent: false, kind: 'photograph' };
  const guess = { ...sourceOf(inspected, looksLike), metadata };
  const width = masterWidth(guess, wantedBeyond(known, order, guess));
  const master = await operation(() => decodeMaster(original, width, inspected));
  const source = {
    metadata,
    ...sourceOf(inspected, {
      transparent: master.transparent,
      kind: await operation(() => kindOnce(known, master, inspected)),
    }),
  };
  const wanted: readonly PlannedRendition[] = wantedBeyond(known, order, source);
  const [looks, made] = await Promise.all([
    operation(() => looksOnce(known, master)),
    makeRenditions({
      ...{ original, sha256, master, wanted, operation },
      made: known?.renditions ?? [],
      xmp: xmpOf(rightsOf({ image: order.image, metadata })),
      store: tools.store,
      onMade: tools.onMade,
      signal: order.signal,
    }),
  ]);
  const { mediaType } = inspected;
  const { arrived } = order;
  return { schema: 1, sha256, mediaType, arrived, ...source, ...looks, ...made };
}

const sourceOf = (
  { width, height, frames }: Inspected,
  { transparent, kind }: Pick<Source, 'transparent' | 'kind'>,
): Source => ({ width, height, frames, transparent, kind });

/** A record without a hash is of an earlier version, which looked at nothing. */
const isSeen = (known: MediaRecord | undefined): known is MediaRecord =>
  known?.perceptualHash !== undefined;

const kindOnce = async (
  known: MediaRecord | undefined,
  master: Master,
  { lossless }: Inspected,
): Promise<Source['kind']> => (isSeen(known) ? known.kind : kindOf(master, lossless));

async function looksOnce(
  known: MediaRecord | undefined,
  master: Master,
): Promise<Pick<MediaRecord, 'placeholder' | 'dominant' | 'perceptualHash'>> {
  if (isSeen(known)) {
    const { placeholder, dominant, perceptualHash } = known;
    return { placeholder, dominant, perceptualHash };
  }
  const [colours, perceptualHash] = await Promise.all([
    drawPlaceholder(master),
    perceptualHashOf(master),
  ]);
  return { ...colours, perceptualHash };
}
