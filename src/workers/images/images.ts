import type { Outcome, Trip } from '../../queues/stage.ts';
import type { ImagesResult } from '../../shared/archive/pictures.ts';
import type { ImageTools } from './image-tools.ts';
import type { Prepared } from './prepare-images.ts';
import { prepareImages } from './prepare-images.ts';

/** Makes what a story's page cannot do without; a picture that cannot be had never stops it. */
export async function images(
  { story, signal }: Pick<Trip, 'story' | 'signal'>,
  tools: ImageTools,
  lastAttempt: boolean,
): Promise<Outcome<'images', ImagesResult>> {
  const prepared = await prepareImages(story.images, tools, {
    lane: 'essential',
    lastAttempt,
    signal,
  });
  return { verdict: 'ready', because: because(prepared), result: prepared.result };
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
