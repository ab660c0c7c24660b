import { keys } from '../../shared/archive/keys.ts';
import type { Rendition } from '../../shared/archive/pictures.ts';
import { Conflict } from '../../shared/errors.ts';
import type { ObjectHeader, ObjectStore } from '../../shared/object-store/object-store.ts';
import type { Master } from './encode.ts';
import { decodeMaster, drawPlaceholder, encodeRendition } from './encode.ts';
import type { ImageTools } from './image-tools.ts';
import { inspectOriginal } from './inspect-original.ts';
import type { PlannedRendition } from './ladder.ts';
import { masterWidth } from './ladder.ts';
import type { MediaRecord } from './media-record.ts';
import { mergeRecord } from './media-record.ts';
import type { ImageOrder } from './order.ts';
import { wantedBeyond } from './order.ts';
import { rightsOf, xmpOf } from './rights.ts';

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
  const { original, sha256, known, order } = development;
  const { store, operation } = tools;
  const urgent = order.lane === 'essential';
  order.signal.throwIfAborted();
  const inspected = await inspectOriginal(original);
  const wanted = (transparent: boolean) =>
    wantedBeyond(known, order, { ...inspected, transparent });

  // Whether anything shows through is seen only after decoding; it decides formats, not sizes.
  const source = { ...inspected, transparent: known?.transparent ?? false };
  const width = masterWidth(source, wanted(source.transparent));
  const keepOriginal = putOnce(store, keys.original(sha256), original, {
    contentType: inspected.mediaType,
  });
  const makeRenditions = async () => {
    const master = await operation(() => decodeMaster(original, width), urgent);
    const xmp = xmpOf(rightsOf(order.image));
    const [colours, ...renditions] = await Promise.all([
      known ?? operation(() => drawPlaceholder(master), urgent),
      ...wanted(master.transparent).map((planned) =>
        makeRendition({ master, planned, xmp, development }, tools),
      ),
    ]);
    return { transparent: master.transparent, colours, renditions };
  };
  const [made] = await Promise.all([makeRenditions(), keepOriginal]);
  return mergeRecord(store, {
    schema: 1,
    sha256,
    ...inspected,
    transparent: made.transparent,
    kind: known?.kind ?? 'photograph',
    frames: known?.frames ?? 1,
    placeholder: made.colours.placeholder,
    dominant: made.colours.dominant,
    arrived: order.arrived,
    renditions: made.renditions,
    leftOut: [],
  });
}

interface Making {
  readonly master: Master;
  readonly planned: PlannedRendition;
  readonly xmp: string | undefined;
  readonly development: Development;
}

async function makeRendition(making: Making, tools: ImageTools): Promise<Rendition> {
  const { master, planned, xmp, development } = making;
  const { lane, signal } = development.order;
  const { body, width, height } = await tools.operation(() => {
    signal.throwIfAborted();
    return encodeRendition(master, planned, xmp);
  }, lane === 'essential');
  const { file, contentType, use } = planned;
  await putOnce(tools.store, keys.rendition(development.sha256, file), body, { contentType });
  return { file, contentType, use, width, height, bytes: body.length };
}

/** Names say what the bytes are, so what is there already is the same. */
async function putOnce(
  store: ObjectStore,
  key: string,
  body: Buffer,
  header: ObjectHeader,
): Promise<void> {
  try {
    await store.put(key, body, header, { ifAbsent: true });
  } catch (error) {
    if (!(error instanceof Conflict)) throw error;
  }
}
