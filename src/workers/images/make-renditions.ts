import { keepBytes } from '../../shared/archive/keep-bytes.ts';
import { keys } from '../../shared/archive/keys.ts';
import type { Rendition } from '../../shared/archive/pictures.ts';
import type { ObjectStore } from '../../shared/object-store/object-store.ts';
import { type Encoded, encodeAnimation, encodeCrop, encodePicture } from './encode.ts';
import { centre, findFocus } from './focus.ts';
import type { PlannedRendition } from './ladder.ts';
import { type Master, narrowMaster } from './master.ts';
import type { LeftOut } from './media-record.ts';
import { UnusablePicture } from './unusable-picture.ts';
import { worthTheirBytes } from './worth-their-bytes.ts';

export interface Making {
  readonly original: Buffer;
  readonly sha256: string;
  readonly master: Master;
  readonly wanted: readonly PlannedRendition[];
  /** What the archive has already. */
  readonly made: readonly Rendition[];
  readonly xmp: string | undefined;
  readonly store: ObjectStore;
  /** Told the format of each rendition made. */
  readonly onMade: (format: string) => void;
  readonly signal: AbortSignal;
  /** Waits for a turn at libvips. */
  readonly operation: <T>(work: () => Promise<T>) => Promise<T>;
}

export interface Made {
  readonly renditions: Rendition[];
  readonly leftOut: LeftOut[];
}

/** Makes renditions of a master and puts them into the archive. */
export async function makeRenditions(making: Making): Promise<Made> {
  const { original, wanted, xmp } = making;
  const pictures = wanted.filter(({ use }) => use === 'picture');
  const moving = wanted.filter(({ use }) => use === 'animation');
  const crops = wanted.filter(({ use }) => use !== 'picture' && use !== 'animation');
  const widths = [...new Set(pictures.map(({ width }) => width))];
  const made = await Promise.all([
    ...widths.map((width) =>
      makeWidth(width, { ...making, wanted: pictures.filter((one) => one.width === width) }),
    ),
    makeCrops({ ...making, wanted: crops }),
    encodeAll({ ...making, wanted: moving }, (planned) => encodeAnimation(original, planned, xmp)),
  ]);
  return {
    renditions: made.flatMap(({ renditions }) => renditions),
    leftOut: made.flatMap(({ leftOut }) => leftOut),
  };
}

/** All formats of one width: it is resized once for them. */
async function makeWidth(width: number, making: Making): Promise<Made> {
  const { master, xmp, operation } = making;
  const sized = await operation(() => narrowMaster(master, width));
  return encodeAll(making, (planned) => encodePicture(sized, planned, xmp));
}

async function makeCrops(making: Making): Promise<Made> {
  const { master, wanted, xmp, operation } = making;
  const isOpen = wanted.some(({ focalPoint }) => focalPoint === undefined);
  const found = isOpen ? await operation(() => findFocus(master)) : centre;
  return encodeAll(making, (planned) =>
    encodeCrop({ master, focus: planned.focalPoint ?? found }, planned, xmp),
  );
}

type Encode = (planned: PlannedRendition) => Promise<Encoded>;

async function encodeAll(making: Making, encode: Encode): Promise<Made> {
  const outcomes = await Promise.all(making.wanted.map((one) => tryToEncode(one, making, encode)));
  const encoded = outcomes.filter((outcome) => 'body' in outcome);
  const { kept, leftOut } = worthTheirBytes(encoded, making.made);
  return {
    renditions: await Promise.all(kept.map((one) => store(one, making))),
    leftOut: [...outcomes.filter((outcome) => 'reason' in outcome), ...leftOut],
  };
}

/** What a page can do without may fail alone: it does not take the picture with it. */
async function tryToEncode(
  planned: PlannedRendition,
  { operation, signal }: Making,
  encode: Encode,
): Promise<Encoded | LeftOut> {
  try {
    return await operation(() => {
      signal.throwIfAborted();
      return encode(planned);
    });
  } catch (error) {
    if (planned.essential || !(error instanceof UnusablePicture)) throw error;
    return { file: planned.file, reason: error.message };
  }
}

async function store(
  { planned, body, width, height }: Encoded,
  making: Making,
): Promise<Rendition> {
  const { file, contentType, use } = planned;
  await keepBytes(making.store, keys.rendition(making.sha256, file), { body, contentType });
  making.onMade(planned.recipe.format);
  return { file, contentType, use, width, height, bytes: body.length };
}
