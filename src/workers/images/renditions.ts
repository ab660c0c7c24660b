import type { Outcome, Trip } from '../../queues/stage.ts';
import type { ImagesResult } from '../../shared/archive/pictures.ts';
import type { ImageTools } from './image-tools.ts';
import { because } from './images.ts';
import { prepareImages } from './prepare-images.ts';
import { underTerms } from './under-terms.ts';

/** A story whose essential renditions are made; `earlier` is what that left. */
export interface RenditionsTrip extends Pick<Trip, 'story' | 'signal'> {
  readonly earlier: ImagesResult;
}

/**
 * Makes the rest of the ladder, and tries once more for what was missing. Compares results and not
 * work done, so that a run after a killed one still sends the story on.
 */
export async function renditions(
  { story, signal, earlier }: RenditionsTrip,
  tools: ImageTools,
  lastAttempt: boolean,
): Promise<Outcome<'renditions', ImagesResult>> {
  const prepared = await prepareImages(story.images, tools, {
    lane: 'all',
    lastAttempt,
    signal,
    known: earlier,
    arrived: story.received,
  });
  const { result } = underTerms(prepared.result, { story, publisher: tools.publisher });
  return files(result) === files(earlier)
    ? { verdict: 'unchanged', because: ['All renditions were there already.'], result }
    : { verdict: 'ready', because: because(prepared), result };
}

const files = ({ images }: ImagesResult) =>
  JSON.stringify(
    images.map(({ id, sha256, renditions }) => [id, sha256, renditions.map(({ file }) => file)]),
  );
