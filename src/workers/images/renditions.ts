import type { Outcome, Trip } from '../../queues/stage.ts';
import type { ImagesResult } from '../../shared/archive/pictures.ts';
import { printable } from '../../shared/web/checked-url.ts';
import type { ImageTools } from './image-tools.ts';
import { because } from './images.ts';
import { prepareImages } from './prepare-images.ts';

/** A story whose essential renditions are made; `earlier` is what that left. */
export interface RenditionsTrip extends Pick<Trip, 'story' | 'signal'> {
  readonly earlier: ImagesResult;
}

/**
 * Makes the rest of the ladder, and tries once more for pictures that may have come by now; others
 * do not wait for those. Compares results and not work done, so that a run after a killed one still
 * sends the story on.
 */
export async function renditions(
  { story, signal, earlier }: RenditionsTrip,
  tools: ImageTools,
): Promise<Outcome<'renditions', ImagesResult>> {
  const prepared = await prepareImages(story.images, tools, {
    ...{ lane: 'all', lastAttempt: true, signal },
    ...{ known: earlier, retry: 'awaited' },
  });
  const { result } = prepared;
  if (files(result) === files(earlier)) {
    return { verdict: 'unchanged', because: ['All renditions were there already.'], result };
  }
  return { verdict: 'ready', because: [...arrivals(), ...because(prepared)], result };

  function arrivals(): string[] {
    const awaited = new Set(earlier.missing.map(({ id }) => id));
    return result.images
      .filter(({ id }) => awaited.has(id))
      .map(({ id }) => story.images.find((image) => image.id === id)?.url ?? id)
      .map((address) => `The picture at ${printable(address)} has come.`);
  }
}

const files = ({ images }: ImagesResult) =>
  JSON.stringify(
    images.map(({ id, sha256, renditions }) => [id, sha256, renditions.map(({ file }) => file)]),
  );
