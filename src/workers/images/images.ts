import type { Outcome, Trip } from '../../queues/stage.ts';
import type { ImagesResult } from '../../shared/archive/pictures.ts';
import type { ImageTools } from './image-tools.ts';
import type { Prepared } from './prepare-images.ts';
import { prepareImages } from './prepare-images.ts';
import { underTerms } from './under-terms.ts';

export interface ImagesTrip extends Pick<Trip, 'story' | 'signal'> {
  /** A person has let the story go: what its pictures say of themselves holds it no more. */
  readonly isReleased?: boolean;
}

/**
 * Makes what a story's page cannot do without; a picture that cannot be had never stops it. What
 * its agency demands in the file itself, and a person must decide, holds it.
 */
export async function images(
  { story, signal, isReleased = false }: ImagesTrip,
  tools: ImageTools,
  lastAttempt: boolean,
): Promise<Outcome<'images', ImagesResult>> {
  const prepared = await prepareImages(story.images, tools, {
    lane: 'essential',
    lastAttempt,
    signal,
    arrived: story.received,
  });
  const { result, objections, remarks } = underTerms(prepared.result, {
    story,
    publisher: tools.publisher,
  });
  if (objections.length > 0 && !isReleased) return { verdict: 'held', because: objections, result };
  return { verdict: 'ready', because: [...because(prepared), ...remarks], result };
}

/** What was made and what is missing, for the timeline. */
export function because({ result, toFollow }: Prepared): readonly string[] {
  const made = result.images.reduce((sum, { renditions }) => sum + renditions.length, 0);
  const follow = toFollow === 0 ? '' : `; ${toFollow} to follow`;
  return [
    ...(made === 0
      ? []
      : [
          `${count(result.images.length, 'picture')} prepared in ${count(made, 'rendition')}${follow}.`,
        ]),
    ...result.missing.map(({ reason }) => `${reason} The story goes on without it.`),
  ];
}

const count = (n: number, noun: string) => `${n} ${noun}${n === 1 ? '' : 's'}`;
