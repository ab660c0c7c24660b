import type { Arrival, Outcome, Trip } from '../../queues/stage.ts';
import { ImagesResult } from '../../shared/archive/pictures.ts';
import { Throttled } from '../../shared/errors.ts';
import { whenMissing } from '../../shared/pictures/when-missing.ts';
import type { ImageTools } from './image-tools.ts';
import type { Prepared } from './prepare-images.ts';
import { prepareImages } from './prepare-images.ts';
import { underTerms } from './under-terms.ts';

/** A story as it comes; without `arrival` it is new and goes on without what is missing. */
export interface ImagesTrip extends Pick<Trip, 'story' | 'signal'> {
  readonly arrival?: Arrival;
  /** A person has let the story go: what its pictures say of themselves holds it no more. */
  readonly isReleased?: boolean;
  /** What its source wants done about pictures that are missing; as in its settings. */
  readonly missingPictures?: string | undefined;
}

/**
 * Makes what a story's page cannot do without. What its agency demands in the file itself, and a
 * person must decide, holds it; a picture that cannot be had stops it only where its source says so,
 * and nobody has let it go. Throws `Throttled` while the story waits for one.
 */
export async function images(
  trip: ImagesTrip,
  tools: ImageTools,
  lastAttempt: boolean,
): Promise<Outcome<'images', ImagesResult>> {
  const { story, signal, arrival, isReleased = false } = trip;
  const earlier = arrival?.earlier === undefined ? undefined : ImagesResult.parse(arrival.earlier);
  const prepared = await prepareImages(story.images, tools, {
    ...{ lane: 'essential', lastAttempt, signal, said: story, arrived: story.received },
    ...{ known: earlier, freshSince: arrival?.at },
    // An embargo ends to the second: what is missing is asked for before and after, not then.
    retry: arrival?.by === 'embargo' ? 'none' : 'all',
  });
  const { publisher } = tools;
  const { result, objections, remarks } = underTerms(prepared.result, { story, publisher });
  const held = isReleased ? [] : [...objections];
  if (arrival?.by === 'pipeline' && !arrival.isOvertaken && result.missing.length > 0) {
    const { hold, waitMs } = whenMissing(trip.missingPictures);
    if (hold) held.push(...becauseHeld(result));
    else waitFor(result, { since: Date.parse(arrival.at), waitMs, now: tools.now() });
  }
  if (held.length > 0) return { verdict: 'held', because: held, result };
  return { verdict: 'ready', because: [...because(prepared), ...remarks], result };
}

/** Between two tries while a story waits: as long as it has waited already, within these. */
const betweenTries = { least: 5_000, most: 300_000 } as const;

interface Waiting {
  /** When the story came. */
  readonly since: number;
  readonly waitMs: number;
  readonly now: number;
}

/** Throws `Throttled` where something may come yet and there is time. */
function waitFor({ missing }: ImagesResult, { since, waitMs, now }: Waiting): void {
  const awaited = missing.filter(({ awaitedSince }) => awaitedSince !== undefined);
  const left = since + waitMs - now;
  if (awaited.length === 0 || left <= 0) return;
  const until = new Date(since + waitMs).toISOString();
  const because = awaited.map(({ reason }) => reason).join(' ');
  const pause = Math.max(betweenTries.least, Math.min(betweenTries.most, now - since));
  throw new Throttled(
    `The story waits until ${until} for what is missing. ${because}`,
    Math.min(left, pause),
  );
}

const becauseHeld = ({ missing }: ImagesResult): readonly string[] => [
  ...missing.map(({ reason }) => reason),
  'Its source holds stories that lack a picture; released, it goes on without.',
];

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
    ...result.missing.map(
      ({ reason, awaitedSince }) =>
        `${reason} The story goes on without it${awaitedSince === undefined ? '' : '; it is asked for again for a day'}.`,
    ),
  ];
}

const count = (n: number, noun: string) => `${n} ${noun}${n === 1 ? '' : 's'}`;
