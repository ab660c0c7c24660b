import type { StageDocument, State } from '../shared/archive/documents.ts';
import { EndState } from '../shared/archive/documents.ts';
import type { Desk, TimelineEntry } from '../shared/desk/desk.ts';
import { priority } from './policy.ts';
import type { Queues } from './queues.ts';
import { END, nextStage, REVIEW, type RouteRow, route, type StageName } from './route.ts';

/** The state of a story while it waits for, or is in, a stage. */
const stateIn: Readonly<Record<StageName | typeof REVIEW, State>> = {
  ingest: 'ingesting',
  moderation: 'moderating',
  review: 'held',
  images: 'imaging',
  render: 'rendering',
  publish: 'publishing',
};

/** Where a stage's document leads: the next queue, a person, or the end. Throws RangeError. */
export function onwards(
  document: Pick<StageDocument, 'stage' | 'verdict'>,
  hasPictures: boolean,
): StageName | typeof REVIEW | typeof END {
  if (!isRouteRow(document.stage)) throw new RangeError(`no stage ${document.stage}`);
  return nextStage(document.stage, document.verdict, hasPictures);
}

const isRouteRow = (name: string): name is RouteRow => Object.hasOwn(route, name);

export function timelineEntry(document: StageDocument): TimelineEntry {
  const { stage, verdict, at, ms, waitMs, attempt, revision, pass, because } = document;
  return { stage, verdict, at, ms, waitMs, attempt, revision, pass, because };
}

/** The state that a stage's document brings a story to. */
export function stateAfter(document: StageDocument, hasPictures: boolean): State {
  const next = onwards(document, hasPictures);
  if (next !== END) return stateIn[next];
  return EndState.parse(document.verdict);
}

/** Sends a story on to where its newest document leads, and tells the desk. Safe to repeat. */
export async function sendOn(
  { desk, queues }: { readonly desk: Desk; readonly queues: Queues },
  {
    document,
    hasPictures,
    about,
    quiet = false,
    priority: place = priority.story(),
  }: {
    readonly document: StageDocument;
    readonly hasPictures: boolean;
    readonly about?: {
      readonly source: string;
      readonly externalId: string;
      readonly headline: string;
    };
    readonly quiet?: boolean;
    readonly priority?: number;
  },
): Promise<void> {
  const { storyId, revision, pass } = document;
  const next = onwards(document, hasPictures);
  const isQueue = next !== END && next !== REVIEW;
  await Promise.all([
    isQueue && queues.send(next, { kind: 'story', storyId, revision, pass }, { priority: place }),
    desk.record({
      storyId,
      revision,
      pass,
      state: stateAfter(document, hasPictures),
      entry: timelineEntry(document),
      quiet,
      ...(about && {
        about: { source: about.source, externalId: about.externalId, headline: about.headline },
      }),
    }),
  ]);
}
