import { keys } from '../../shared/archive/keys.ts';
import type { PreparedImage } from '../../shared/archive/pictures.ts';
import type { ObjectStore } from '../../shared/object-store/object-store.ts';
import { freeTerms } from '../../shared/rights/picture-terms.ts';
import { develop } from './develop.ts';
import { haveOriginal } from './have-original.ts';
import type { ImageTools } from './image-tools.ts';
import type { MediaRecord } from './media-record.ts';
import { readRecord } from './media-record.ts';
import type { ImageOrder } from './order.ts';
import { leftToMake, planFor, wantedBeyond } from './order.ts';
import { UnusablePicture } from './unusable-picture.ts';

export interface ReadyImage {
  readonly image: PreparedImage;
  /** How many renditions of its ladder are still to be made. */
  readonly toFollow: number;
}

/**
 * Fetches a picture if need be and makes what its lane wants and the archive lacks. Throws
 * `UnusablePicture`, errors of the archive, and the signal's reason.
 */
export async function prepareImage(order: ImageOrder, tools: ImageTools): Promise<ReadyImage> {
  const { sha256, body } = await haveOriginal(order, tools);
  // A picture used twice at once is made once: the second finds it done.
  return tools.inTurn(sha256, async () => {
    const known = (await readRecord(tools.store, sha256))?.record;
    if (known !== undefined && wantedBeyond(known, order, known).length === 0) {
      return readyImage(order, known);
    }
    const record = await tools.atWork[order.lane](async () => {
      const original = body ?? (await loadOriginal(sha256, tools.store));
      return develop({ original, sha256, known, order }, tools);
    });
    return readyImage(order, record);
  });
}

async function loadOriginal(sha256: string, store: ObjectStore): Promise<Buffer> {
  const stored = await store.get(keys.original(sha256));
  if (stored === undefined) throw new UnusablePicture('is not in the archive');
  return stored.body;
}

function readyImage(order: ImageOrder, record: MediaRecord): ReadyImage {
  const plan = planFor(order, record);
  const made = plan.flatMap(({ file }) => record.renditions.filter((done) => done.file === file));
  const { sha256, width, height, placeholder, dominant, perceptualHash = null, metadata } = record;
  return {
    image: {
      id: order.image.id,
      sha256,
      width,
      height,
      placeholder,
      dominant,
      perceptualHash,
      renditions: made,
      ...(metadata && { metadata }),
      arrived: record.arrived ?? order.arrived,
      terms: freeTerms,
      rightsClass: '',
    },
    toFollow: leftToMake(record, order),
  };
}
