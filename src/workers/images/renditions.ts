import type { Outcome, Trip } from '../../queues/stage.ts';
import type { ImagesResult, MissingPicture, PreparedImage } from '../../shared/archive/pictures.ts';
import type { Publisher } from '../../shared/rights/picture-terms.ts';
import { printable } from '../../shared/web/checked-url.ts';
import type { ImageTools } from './image-tools.ts';
import { because } from './images.ts';
import { prepareImages } from './prepare-images.ts';
import { underTerms } from './under-terms.ts';

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
    ...{ lane: 'all', lastAttempt: true, signal, said: story, arrived: story.received },
    ...{ known: earlier, retry: 'awaited' },
  });
  const { late, result } = admitted(prepared.result, {
    story,
    earlier,
    publisher: tools.publisher,
  });
  if (files(result) === files(earlier)) {
    return { verdict: 'unchanged', because: ['All renditions were there already.'], result };
  }
  return {
    verdict: 'ready',
    because: [...late, ...because({ result, toFollow: prepared.toFollow })],
    result,
  };
}

interface Admitting extends Pick<RenditionsTrip, 'story' | 'earlier'> {
  readonly publisher: Publisher;
}

/**
 * Puts pictures under their terms. One that has come late, and whose file says what a person must
 * decide, stays out: nobody has seen it, and a live page is not held for it.
 */
function admitted(
  prepared: ImagesResult,
  { story, earlier, publisher }: Admitting,
): { readonly late: readonly string[]; readonly result: ImagesResult } {
  const awaited = new Set(earlier.missing.map(({ id }) => id));
  const late: string[] = [];
  const refused: MissingPicture[] = [];
  for (const image of prepared.images.filter(({ id }) => awaited.has(id))) {
    const { objections } = underTerms({ ...prepared, images: [image] }, { story, publisher });
    const address = story.images.find(({ id }) => id === image.id)?.url ?? image.id;
    const reason = `The picture at ${printable(address)} has come.`;
    if (objections.length === 0) late.push(reason);
    else refused.push({ id: image.id, reason: [reason, ...objections].join(' ') });
  }
  const isRefused = ({ id }: PreparedImage) => refused.some((one) => one.id === id);
  const { result } = underTerms(
    {
      ...prepared,
      images: prepared.images.filter((image) => !isRefused(image)),
      missing: [...prepared.missing, ...refused],
    },
    { story, publisher },
  );
  return { late, result };
}

const files = ({ images }: ImagesResult) =>
  JSON.stringify(
    images.map(({ id, sha256, renditions }) => [id, sha256, renditions.map(({ file }) => file)]),
  );
