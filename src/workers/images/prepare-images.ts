import type { ImagesResult, MissingPicture } from '../../shared/archive/pictures.ts';
import { Unavailable } from '../../shared/errors.ts';
import type { Story, StoryImage } from '../../shared/story.ts';
import { printable } from '../../shared/web/checked-url.ts';
import { createGate } from './gate.ts';
import type { ImageTools, Lane } from './image-tools.ts';
import type { ReadyImage } from './prepare-image.ts';
import { prepareImage } from './prepare-image.ts';
import { forbidsCrops } from './rights.ts';
import { UnusablePicture } from './unusable-picture.ts';

export interface PrepareOptions {
  readonly lane: Lane;
  /** Nobody will try again soon: what could not be fetched now is missing. */
  readonly lastAttempt: boolean;
  readonly signal: AbortSignal;
  /** What the story itself says of its pictures may forbid crops. @default nothing */
  readonly said?: Pick<Story, 'usageTerms' | 'editorialNote'>;
  /** When the story came (RFC 3339). @default now */
  readonly arrived?: string;
  /** What an earlier pass of the same pictures found; their originals are read, not fetched. */
  readonly known?: ImagesResult | undefined;
  /** Which of those missing then are tried again. @default 'all' */
  readonly retry?: 'all' | 'awaited' | 'none';
  /** What came since then (RFC 3339) came for this pass, and is not fetched again. */
  readonly freshSince?: string | undefined;
}

export interface Prepared {
  readonly result: ImagesResult;
  /** Renditions that the ladder still lacks, over all pictures. */
  readonly toFollow: number;
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
  const { lane, signal, freshSince, known, retry = 'all' } = options;
  const sha256Of = new Map(known?.images.map(({ id, sha256 }) => [id, sha256]));
  const missingBefore = new Map(known?.missing.map((one) => [one.id, one]));
  const now = new Date(tools.now()).toISOString();
  const arrived = options.arrived ?? now;
  const noCrop = options.said !== undefined && forbidsCrops(options.said);
  const prepare = async (image: StoryImage): Promise<ReadyImage | MissingPicture> => {
    const before = missingBefore.get(image.id);
    if (before !== undefined && !isTriedAgain(before, retry)) return before;
    const sha256 = image.sha256 ?? sha256Of.get(image.id);
    try {
      const order = { image, sha256, freshSince, lane, signal, arrived, noCrop };
      return await prepareImage(order, tools);
    } catch (error) {
      const awaitedSince = (retry === 'awaited' ? before?.awaitedSince : undefined) ?? now;
      return missing(image, error, { lastAttempt: options.lastAttempt, awaitedSince });
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
      missing: outcomes.filter((outcome): outcome is MissingPicture => 'reason' in outcome),
      complete: toFollow === 0,
    },
    toFollow,
  };
}

const isTriedAgain = ({ awaitedSince }: MissingPicture, retry: PrepareOptions['retry']): boolean =>
  retry === 'all' || (retry === 'awaited' && awaitedSince !== undefined);

/** Throws everything that is not the picture's own fault. */
function missing(
  image: StoryImage,
  error: unknown,
  { lastAttempt, awaitedSince }: { lastAttempt: boolean; awaitedSince: string },
): MissingPicture {
  if (!(error instanceof UnusablePicture)) throw error;
  const subject =
    image.url === undefined
      ? 'A picture that came with the story'
      : `The picture at ${printable(image.url)}`;
  const reason = `${subject} ${error.message}.`;
  if (error.transient && !lastAttempt) throw new Unavailable(reason, { cause: error });
  return { id: image.id, reason, ...(error.mayCome && { awaitedSince }) };
}
