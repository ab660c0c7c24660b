import { EndState } from '../archive/documents.ts';
import type { StoryQuery } from './desk.ts';

interface Place {
  readonly id: string;
  readonly score: number;
}

/** Where a walk through an index goes on: after the entry that the cursor names. */
export function seekFrom({ cursor, order = 'newest' }: Pick<StoryQuery, 'cursor' | 'order'>): {
  readonly from: string;
  readonly isBeyond: (place: Place) => boolean;
} {
  const match = /^(\d{1,16})\.([a-z2-7]{1,64})$/.exec(cursor ?? '');
  const isOldest = order === 'oldest';
  if (match === null) return { from: isOldest ? '-inf' : '+inf', isBeyond: () => true };
  const [, score = '', id = ''] = match;
  return {
    from: score,
    // Entries of one score come in the order of their ids, falling where the newest comes first.
    isBeyond: (place) =>
      isOldest
        ? place.score > Number(score) || place.id > id
        : place.score < Number(score) || place.id < id,
  };
}

/** What a filter looks at. */
export interface Filtered {
  readonly storyId: string;
  readonly source: string;
  readonly externalId: string;
  readonly headline: string;
  readonly state: string;
}

export function passesFilter(
  entry: Filtered,
  { state, source, q }: Pick<StoryQuery, 'state' | 'source' | 'q'>,
): boolean {
  if (state === 'unpublished') {
    if (EndState.safeParse(entry.state).success) return false;
  } else if (state !== undefined && entry.state !== state) return false;
  if (source !== undefined && entry.source !== source) return false;
  if (q === undefined) return true;
  const text = `${entry.headline} ${entry.storyId} ${entry.externalId}`.toLowerCase();
  return q
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}
