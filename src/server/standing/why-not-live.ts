import type { Setback } from '../../queues/setback.ts';
import type { State } from '../../shared/archive/documents.ts';
import { inWords } from './spans.ts';

/** What is known of a story that may or may not be live. */
export interface Standing {
  readonly state: State;
  readonly revision: number;
  readonly because: readonly string[];
  /** When its newest step ended, or when it came (RFC 3339, UTC). */
  readonly since: string;
  readonly liveRevision: number | null;
  /** Rules that hold it. */
  readonly rules: readonly string[];
  readonly embargoed: string | null;
  /** Who reads it for review. */
  readonly claimedBy: string | null;
  /** Whether it was taken down for good, and forgotten. */
  readonly isErased: boolean;
}

/** Where a story's job is in the queue of the stage that has it. */
export interface QueuePlace {
  /** Of the stage: `moderation`. */
  readonly stage: string;
  readonly job: 'waiting' | 'active' | 'delayed' | 'failed' | 'done' | 'gone';
  /** Jobs that run before it; `null` where that is not known. */
  readonly ahead: number | null;
  /** Runs that failed. */
  readonly failures: number;
  /** When a delayed job runs again, in milliseconds since 1970. */
  readonly again: number | null;
  /** When it was sent, or when its present run began. */
  readonly since: number | null;
  /** Why it comes back; `null` where it never had to. */
  readonly setback: Setback | null;
  /** Workers of the queue; `null` where that is not known. */
  readonly workers: number | null;
  /** Jobs that the stage ended in the last minutes, per minute. */
  readonly perMinute: number;
}

export interface Answer {
  readonly isLive: boolean;
  /** A clause that follows "Not live because", or "Live:" . */
  readonly because: string;
  /** What happens next, or who must do what. */
  readonly next: string;
}

/** Why a story is not live and what comes next: the question that the desk is asked most. */
export function whyNotLive(story: Standing, place: QueuePlace | undefined, now: number): Answer {
  const answer = ends[story.state]?.(story, now) ?? underWay(story, place, now);
  const { liveRevision, revision } = story;
  if (answer.isLive || liveRevision === null) return answer;
  const also = revision > liveRevision ? `; readers still see revision ${liveRevision}` : '';
  return { ...answer, because: answer.because + also };
}

/** The answer as one sentence. */
export function sentenceOf({ isLive, because, next }: Answer): string {
  const begin = isLive ? 'Live' : 'Not live because';
  return next === '' ? `${begin} ${because}.` : `${begin} ${because}; next: ${next}.`;
}

type End = (story: Standing, now: number) => Answer;

const not = (because: string, next: string): Answer => ({ isLive: false, because, next });

/** States in which nothing of ours is under way. */
const ends: Partial<Record<State, End>> = {
  live: ({ revision, liveRevision, since }, now) => ({
    isLive: true,
    because: `for ${inWords(now - Date.parse(since))} (revision ${liveRevision ?? revision})`,
    next: '',
  }),
  held: ({ rules, because, since, claimedBy }, now) => {
    const waited = inWords(now - Date.parse(since));
    const why = rules.length > 0 ? ` by ${listed(rules)}` : `: ${first(because)}`;
    const reader = claimedBy === null ? 'an editor' : `${claimedBy}, who is reading it,`;
    return not(`it has been held for ${waited}${why}`, `${reader} releases or rejects it`);
  },
  rejected: ({ because }) =>
    not(`it was rejected: ${first(because)}`, 'nothing, unless its source sends another revision'),
  withdrawn: ({ because, isErased }) =>
    isErased
      ? not('it was erased', 'nothing, for what its source sends of it is not taken')
      : not(`it was withdrawn: ${first(because)}`, 'nothing, unless it is sent again'),
  superseded: ({ because }) =>
    not(`something newer has overtaken it: ${first(because)}`, 'the newer one decides'),
  scheduled: ({ embargoed }, now) => {
    if (embargoed === null) return not('it waits for its time', 'it goes live by itself');
    const left = Date.parse(embargoed) - now;
    const when = left > 0 ? `in ${inWords(left)}` : 'any moment';
    return not(`it is under embargo until ${minuteOf(embargoed)}`, `it goes live ${when}`);
  },
  failed: ({ because, revision }) => {
    const why = first(because);
    if (revision === 0) return not(`ingest could not take it: ${why}`, 'its source sends it again');
    if (/stalled more than/.test(why)) {
      return not(
        'it is quarantined: what worked on it died again and again',
        'an operator retries it, or discards it',
      );
    }
    return not(why, 'an operator retries it once the cause is gone, or discards it');
  },
};

const doing: Partial<Record<State, { readonly at: string; readonly stage: string }>> = {
  received: { at: 'ingest', stage: 'ingest' },
  ingesting: { at: 'ingest', stage: 'ingest' },
  moderating: { at: 'moderation', stage: 'moderation' },
  imaging: { at: 'its pictures', stage: 'images' },
  rendering: { at: 'its page', stage: 'render' },
  publishing: { at: 'the site', stage: 'publish' },
};

function underWay(story: Standing, place: QueuePlace | undefined, now: number): Answer {
  const { at = 'its next stage', stage = 'ingest' } = doing[story.state] ?? {};
  const waited = inWords(now - Date.parse(story.since));
  if (place === undefined) {
    return not(
      `it waits for ${at} since ${waited} and Redis cannot say more`,
      'it goes on when Redis is back',
    );
  }
  if (place.job === 'active') {
    const worked = inWords(now - (place.since ?? Date.parse(story.since)));
    return not(`${stage} works on it for ${worked}`, afterStage(story.state));
  }
  if (place.job === 'delayed') return comesBack(story, place, now);
  if (place.workers === 0) {
    return not(
      `no worker for ${stage} is running; it has waited ${waited}`,
      `somebody starts one (dateline work ${stage})`,
    );
  }
  if (place.job === 'waiting') return inLine(place, stage, waited);
  return not(
    `its ticket for ${stage} is missing from the queue since ${waited}`,
    'the sweeper sends it again within 20 s',
  );
}

function comesBack(story: Standing, place: QueuePlace, now: number): Answer {
  const { stage, failures, again, setback } = place;
  const soon = again === null || again <= now ? 'at once' : `in ${inWords(again - now)}`;
  if (setback?.kind === 'away') {
    return not(
      `${stage} has waited for ${inWords(now - setback.since)}: ${first([setback.because])}`,
      `${stage} looks again ${soon}, until it is back`,
    );
  }
  const why = setback === null ? '' : `: ${first([setback.because])}`;
  if (failures > 0 && setback?.kind !== 'waits') {
    const times = failures === 1 ? 'once' : `${failures} times`;
    return not(`${stage} failed ${times}${why}`, `it tries again ${soon}`);
  }
  const what = story.state === 'imaging' ? 'it waits for a picture' : `${stage} asked for patience`;
  return not(what + why, `${stage} looks again ${soon}`);
}

function inLine({ ahead, perMinute }: QueuePlace, stage: string, waited: string): Answer {
  const before = ahead === null || ahead === 0 ? 'is next in line' : `waits behind ${ahead} others`;
  const left =
    ahead === null || ahead === 0 || perMinute === 0
      ? 'its turn'
      : `its turn in about ${inWords((ahead / perMinute) * 60_000)}`;
  return not(`it ${before} for ${stage}, for ${waited}`, left);
}

const onwards: Partial<Record<State, string>> = {
  received: 'moderation',
  ingesting: 'moderation',
  moderating: 'its pictures, or its page',
  imaging: 'its page',
  rendering: 'it is put into the site',
  publishing: 'it is live',
};
const afterStage = (state: State): string => onwards[state] ?? 'its next stage';

const first = (because: readonly string[]): string =>
  (because[0] ?? 'no reason was recorded').replace(/[.\s]+$/, '').slice(0, 400);

function listed(rules: readonly string[]): string {
  const [one = '', ...more] = [...new Set(rules)];
  return more.length === 0 ? `the rule ${one}` : `the rules ${[one, ...more].join(', ')}`;
}

const minuteOf = (at: string): string => `${at.slice(0, 10)} ${at.slice(11, 16)} UTC`;
