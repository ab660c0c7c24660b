import type { Head, Trigger } from '../shared/archive/documents.ts';
import type { Action } from './decision.ts';
import type { RouteRow } from './route.ts';

interface ActionRow {
  readonly trigger: Trigger;
  /** The stage document that opens the pass, and so where its trip begins. */
  readonly stage: RouteRow;
  readonly verdict: string;
  /** Why the story's present state does not allow it, in words; or undefined. */
  readonly forbids: (head: Head) => string | undefined;
}

const notHeld = (head: Head): string | undefined =>
  head.ended?.state === 'held' ? undefined : 'The story is not held.';
const notFailed = (head: Head): string | undefined =>
  head.ended?.state === 'failed' ? undefined : 'The story has not failed.';
const notLive = (head: Head): string | undefined =>
  head.live === null ? 'The story is not live.' : undefined;

const goingDown = ({ wanted, ended }: Head): string | undefined =>
  wanted === 'withdrawn' && ended === null ? 'The story is being withdrawn.' : undefined;

/** It would be overtaken before moderation has seen it. */
const newerUnderWay = ({ ended, live, revision }: Head): string | undefined =>
  ended === null && revision !== live?.revision
    ? `Revision ${revision} is under way: wait until it has come to an end.`
    : undefined;

/** Why the live revision is not to be made anew, or another put in its place. */
const notStanding = (head: Head): string | undefined =>
  notLive(head) ?? goingDown(head) ?? newerUnderWay(head);

/** What each action opens, and when it may be taken. */
export const actions: Readonly<Record<Action, ActionRow>> = {
  release: { trigger: 'release', stage: 'review', verdict: 'released', forbids: notHeld },
  reject: { trigger: 'release', stage: 'review', verdict: 'rejected', forbids: notHeld },
  /** As a rejection, but it says nothing about the text. */
  discard: { trigger: 'release', stage: 'review', verdict: 'rejected', forbids: notFailed },
  withdraw: {
    trigger: 'withdraw',
    stage: 'ingest',
    verdict: 'withdrawn',
    forbids: (head) =>
      head.ended?.state === 'withdrawn' ? 'The story is withdrawn already.' : undefined,
  },
  republish: {
    trigger: 'republish',
    stage: 'review',
    verdict: 'released',
    forbids: notStanding,
  },
  remoderate: {
    trigger: 'remoderate',
    stage: 'ingest',
    verdict: 'accepted',
    forbids: (head) => (head.wanted === 'withdrawn' ? 'The story is withdrawn.' : undefined),
  },
  rollback: {
    trigger: 'rollback',
    stage: 'review',
    verdict: 'released',
    forbids: notStanding,
  },
};
