import type { Archive } from '../shared/archive/archive.ts';
import type { Head, Trigger } from '../shared/archive/documents.ts';
import { closePass, endPass, type Opening, openPass } from '../shared/archive/passes.ts';
import type { Desk } from '../shared/desk/desk.ts';
import { priority } from './policy.ts';
import type { Queues } from './queues.ts';
import type { RouteRow } from './route.ts';
import { sendOn, timelineEntry } from './send-on.ts';

/** What a person may do with a story. */
export type Action = 'release' | 'reject' | 'withdraw' | 'republish' | 'remoderate';

export interface Decision {
  readonly action: Action;
  readonly storyId: string;
  /** The revision that the person saw. */
  readonly revision: number;
  readonly reason: string;
  /** Who decided. */
  readonly by: string;
}

/** There is no such story (HTTP 404). */
export class NoSuchStory extends Error {
  override readonly name = 'NoSuchStory';
}

/** The story has moved on, or is not in a state where this can be done (HTTP 409). */
export class StaleDecision extends Error {
  override readonly name = 'StaleDecision';
}

export interface DecisionTools {
  readonly archive: Archive;
  readonly desk: Desk;
  readonly queues: Queues;
}

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
const notLive = (head: Head): string | undefined =>
  head.live === null ? 'The story is not live.' : undefined;

/** What each action opens, and when it may be taken. */
const actions: Readonly<Record<Action, ActionRow>> = {
  release: { trigger: 'release', stage: 'review', verdict: 'released', forbids: notHeld },
  reject: { trigger: 'release', stage: 'review', verdict: 'rejected', forbids: notHeld },
  withdraw: {
    trigger: 'withdraw',
    stage: 'ingest',
    verdict: 'withdrawn',
    forbids: (head) =>
      head.ended?.state === 'withdrawn' ? 'The story is withdrawn already.' : undefined,
  },
  republish: { trigger: 'republish', stage: 'review', verdict: 'released', forbids: notLive },
  remoderate: {
    trigger: 'remoderate',
    stage: 'ingest',
    verdict: 'accepted',
    forbids: (head) => (head.wanted === 'withdrawn' ? 'The story is withdrawn.' : undefined),
  },
};

/** Carries out a decision: a new pass, recorded with who and why. Throws NoSuchStory, StaleDecision. */
export async function decide(tools: DecisionTools, decision: Decision): Promise<void> {
  const row = actions[decision.action];
  const opened = await openPass<never>(tools.archive, decision.storyId, (head) =>
    openingFor(head, decision, row),
  );
  if ('stop' in opened) return;
  const { head, document } = opened;
  const end = endAtOnce(head, decision.action);
  if (end === undefined) {
    return sendOn(tools, {
      ...{ document, hasPictures: true, about: head, priority: priority.decision },
    });
  }
  await endPass(tools.archive, document, { state: end, because: document.because });
  await closePass(tools.archive, document);
  await tools.desk.record({ ...document, state: end, entry: timelineEntry(document) });
}

/** A rejection, or the withdrawal of what was never live, has nothing to take to the site. */
function endAtOnce(head: Head, action: Action): 'rejected' | 'withdrawn' | undefined {
  if (action === 'reject') return 'rejected';
  return action === 'withdraw' && head.live === null ? 'withdrawn' : undefined;
}

function openingFor(head: Head | undefined, decision: Decision, row: ActionRow): Opening {
  if (head === undefined) throw new NoSuchStory(`There is no story ${decision.storyId}.`);
  const moved = head.revision !== decision.revision;
  if (moved) {
    throw new StaleDecision(
      `You decided on revision ${decision.revision}; the newest is ${head.revision}.`,
    );
  }
  const forbidden = row.forbids(head);
  if (forbidden !== undefined) throw new StaleDecision(forbidden);
  const withdrawn = decision.action === 'withdraw';
  return {
    head: { ...head, trigger: row.trigger, wanted: withdrawn ? 'withdrawn' : 'live' },
    revision: head.revision,
    decision: { ...decision, trigger: row.trigger },
    document: {
      stage: row.stage,
      verdict: row.verdict,
      because: [`${decision.reason} (${decision.by})`],
      findings: [],
      result: { trigger: row.trigger, by: decision.by, reason: decision.reason },
      ms: 0,
      waitMs: 0,
      attempt: 0,
    },
  };
}
