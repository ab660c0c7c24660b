import { mayBeInSite } from '../shared/archive/aftermath.ts';
import type { Archive } from '../shared/archive/archive.ts';
import type { Head, StageDocument } from '../shared/archive/documents.ts';
import { hasBeenLive } from '../shared/archive/has-been-live.ts';
import { moderationOf } from '../shared/archive/moderated.ts';
import { type Opening, openPass } from '../shared/archive/open-pass.ts';
import { endPass } from '../shared/archive/passes.ts';
import { asideOf } from '../shared/archive/reopening.ts';
import { audit } from '../shared/audit.ts';
import type { Desk } from '../shared/desk/desk.ts';
import type { Finding } from '../shared/finding.ts';
import { Invalid } from '../shared/formats/format.ts';
import type { RepairOrder } from '../shared/repair.ts';
import type { Subscribers } from '../shared/subscribers/subscribers.ts';
import { actions } from './actions.ts';
import { concludePass } from './conclude-pass.ts';
import {
  type Action,
  type Decision,
  falseAlarmsAmong,
  NoSuchStory,
  StaleDecision,
} from './decision.ts';
import { priority } from './policy.ts';
import type { Queues } from './queues.ts';
import { resolveRepairs } from './repairs.ts';
import { sendOn, timelineEntry } from './send-on.ts';

export interface DecisionTools {
  readonly archive: Archive;
  readonly desk: Desk;
  readonly queues: Queues;
  readonly subscribers: Subscribers;
}

/** A decision that was carried out. */
export interface Decided {
  readonly head: Head;
  readonly document: StageDocument;
  /** What moderation had found. */
  readonly findings: readonly Finding[];
}

/**
 * Carries out a decision: a new pass, recorded with who, why and what had been found. Throws
 * NoSuchStory, StaleDecision, and Invalid for repairs or false alarms that do not fit the story.
 */
export async function decide(tools: DecisionTools, decision: Decision): Promise<Decided> {
  let findings: readonly Finding[] = [];
  const opened = await openPass<never>(tools.archive, decision.storyId, async (head) => {
    const allowed = await allowedHead(tools.archive, head, decision);
    findings = (await moderationOf(tools.archive, allowed))?.findings ?? [];
    return openingFor(allowed, decision, await recordOf(tools.archive, decision, findings));
  });
  if ('stop' in opened) throw new StaleDecision('The story has moved on.');
  const { head, document } = opened;
  await noteDecision(tools.archive, decision, document);
  const decided = { head, document, findings };
  const end = await endAtOnce(tools.archive, head, decision.action);
  if (end === undefined) {
    await sendOn(tools, {
      ...{ document, hasPictures: true, about: head, priority: placeOf(decision) },
      quiet: head.aside !== undefined,
    });
    return decided;
  }
  await endPass(tools.archive, document, { state: end, because: document.because });
  await tools.desk.record({ ...document, state: end, entry: timelineEntry(document) });
  await concludePass(tools, document, end);
  return decided;
}

/** A person waits for one decision; of many only withdrawals must not wait. */
const placeOf = ({ isBulk, action }: Decision): number =>
  isBulk && action !== 'withdraw' ? priority.bulk : priority.decision;

/** In the log of all that people do; the story's own record of it is its decision document. */
async function noteDecision(
  archive: Archive,
  { action, storyId, revision, by, reason }: Decision,
  { at, pass }: StageDocument,
): Promise<void> {
  const deed = { by, deed: `story.${action}`, reason, about: { storyId, revision, pass } };
  await audit(archive.store, deed, { at, id: `${storyId}.${pass}` });
}

/** A rejection, or the withdrawal of what was never put there, has nothing to take to the site. */
async function endAtOnce(
  archive: Archive,
  head: Head,
  action: Action,
): Promise<'rejected' | 'withdrawn' | undefined> {
  if (action === 'reject' || action === 'discard') return 'rejected';
  if (action !== 'withdraw' || head.live !== null) return undefined;
  return (await mayBeInSite(archive, head)) ? undefined : 'withdrawn';
}

/** The head, if the story is still what the person saw and allows what they want. */
async function allowedHead(
  archive: Archive,
  head: Head | undefined,
  { action, storyId, revision, to }: Decision,
): Promise<Head> {
  if (head === undefined) throw new NoSuchStory(`There is no story ${storyId}.`);
  if (head.revision !== revision) {
    throw new StaleDecision(`You decided on revision ${revision}; the newest is ${head.revision}.`);
  }
  const forbidden = actions[action].forbids(head);
  if (forbidden !== undefined) throw new StaleDecision(forbidden);
  if (to !== undefined) await checkRollback(archive, head, to);
  if (action === 'remoderate' && (await isWithheld(archive, head))) {
    throw new StaleDecision(
      'The story is held by its source or its past: a person must release it.',
    );
  }
  return head;
}

/** Readers get back what they have had: a revision that was held or rejected is not let in by this. */
async function checkRollback(archive: Archive, head: Head, to: number): Promise<void> {
  if (head.live?.revision === to) throw new StaleDecision(`Revision ${to} is live already.`);
  if (!(await hasBeenLive(archive, head, to))) {
    throw new StaleDecision(`Revision ${to} has never been live.`);
  }
}

/** Whether ingest held it: moderation, asked again, would let run what nobody has let back in. */
async function isWithheld(archive: Archive, { storyId, pass, ended }: Head): Promise<boolean> {
  if (ended?.state !== 'held') return false;
  return (await archive.stage(storyId, ended.pass ?? pass, 'ingest'))?.verdict === 'held';
}

/** What the decision file keeps beside who and why. */
interface DecisionRecord {
  readonly found: readonly Finding[];
  readonly falseAlarm: readonly Finding[];
  readonly order: RepairOrder | undefined;
}

async function recordOf(
  archive: Archive,
  decision: Decision,
  findings: readonly Finding[],
): Promise<DecisionRecord> {
  const { action, storyId, revision, repairs = [], by, reason } = decision;
  const falseAlarm = falseAlarmsAmong(findings, decision.falseAlarm);
  if (repairs.length === 0) return { found: findings, falseAlarm, order: undefined };
  if (action !== 'release') {
    throw new Invalid([{ pointer: '#/repairs', detail: 'only a release takes repairs' }]);
  }
  const story = await archive.revision(storyId, revision);
  const order = {
    ...{ by, reason, isPolicy: false },
    repairs: resolveRepairs(repairs, { story, findings }),
    overruled: findings.map(({ rule, field, offset, length }) => ({ rule, field, offset, length })),
  };
  return { found: findings, falseAlarm, order };
}

function openingFor(head: Head, decision: Decision, record: DecisionRecord): Opening {
  const { action, storyId, revision, reason, by, to } = decision;
  const { trigger, stage, verdict } = actions[action];
  const { found, falseAlarm, order } = record;
  const { source } = head;
  // Readers' revision, not one that is held: a republication lets nothing in.
  const again = to ?? (action === 'republish' ? head.live?.revision : undefined);
  const aside = again === undefined ? undefined : asideOf(head);
  return {
    head: { ...head, trigger, wanted: action === 'withdraw' ? 'withdrawn' : 'live' },
    revision: again ?? head.revision,
    // A newer revision that waits (held, under embargo) goes on waiting.
    ...(aside && { aside }),
    decision: {
      ...{ action, storyId, revision, reason, by, trigger, source, found, falseAlarm },
      ...(to !== undefined && { to }),
      ...(order && { repairs: order.repairs }),
    },
    document: {
      stage,
      verdict: order === undefined ? verdict : 'repaired',
      because: [`${reason} (${by})`],
      findings: [],
      result: order ?? { trigger, by, reason },
      ms: 0,
      waitMs: 0,
      attempt: 0,
    },
  };
}
