import type { ImagesResult } from '../../shared/archive/pictures.ts';
import { Unavailable } from '../../shared/errors.ts';
import type { StoryImage } from '../../shared/story.ts';
import { printable } from '../../shared/web/checked-url.ts';
import { createGate } from './gate.ts';
import type { ImageTools, Lane } from './image-tools.ts';
import type { ReadyImage } from './prepare-image.ts';
import { prepareImage } from './prepare-image.ts';
import { UnusablePicture } from './unusable-picture.ts';

export interface PrepareOptions {
  readonly lane: Lane;
  /** Nobody will try again: what could not be fetched now is missing. */
  readonly lastAttempt: boolean;
  readonly signal: AbortSignal;
  /** When the story came (RFC 3339). @default now */
  readonly arrived?: string;
  /** What an earlier pass of the same pictures found; their originals are read, not fetched. */
  readonly known?: ImagesResult;
}

export interface Prepared {
  readonly result: ImagesResult;
  /** Renditions that the ladder still lacks, over all pictures. */
  readonly toFollow: number;
}

interface Missing {
  readonly id: string;
  readonly reason: string;
}

/** Pictures of one story under way: bounds the originals that wait in memory to be decoded. */
const atOnce = 4;

/**
 * Prepares all pictures of a story side by side. One that cannot be had or read is missing, with
 * its reason, and stops nothing. Throws `Unavailable` after all is tried, if some could come yet
 * and this is not the last attempt.
 */
export async function prepareImages(
  images: readonly StoryImage[],
  tools: ImageTools,
  options: PrepareOptions,
): Promise<Prepared> {
  const known = new Map(options.known?.images.map(({ id, sha256 }) => [id, sha256]));
  const arrived = options.arrived ?? new Date().toISOString();
  const prepare = async (image: StoryImage) => {
    const { lane, signal } = options;
    const sha256 = image.sha256 ?? known.get(image.id);
    try {
      return await prepareImage({ image, sha256, lane, signal, arrived }, tools);
    } catch (error) {
      return missing(image, error, options.lastAttempt);
    }
  };
  const gate = createGate(atOnce);
  const settled = await Promise.allSettled(images.map((image) => gate(() => prepare(image))));
  const outcomes = settled.map((outcome) => {
    if (outcome.status === 'rejected') throw outcome.reason;
    return outcome.value;
  });
  const ready = outcomes.filter((outcome): outcome is ReadyImage => 'image' in outcome);
  const toFollow = ready.reduce((sum, one) => sum + one.toFollow, 0);
  return {
    result: {
      images: ready.map(({ image }) => image),
      missing: outcomes.filter((outcome): outcome is Missing => 'reason' in outcome),
      complete: toFollow === 0,
    },
    toFollow,
  };
}

/** Throws everything that is not the picture's own fault. */
function missing(image: StoryImage, error: unknown, lastAttempt: boolean): Missing {
  if (!(error instanceof UnusablePicture)) throw error;
  const subject =
    image.url === undefined
      ? 'A picture that came with the story'
      : `The picture at ${printable(image.url)}`;
  const reason = `${subject} ${error.message}.`;
  if (error.transient && !lastAttempt) throw new Unavailable(reason, { cause: error });
  return { id: image.id, reason };
}
