import type { Acceptance, Submission } from '../../queues/stage.ts';
import { envelopeOf, hashOf, ownKey } from '../../shared/archive/envelope.ts';
import { readApart } from '../../shared/reading/read-apart.ts';
import {
  bytesOf,
  type ReadBodies,
  type ReadStory,
  type RefusedStory,
} from '../../shared/reading/read-bodies.ts';
import type { Source } from '../../shared/sources.ts';
import type { Threads } from '../../shared/threads/threads.ts';

/** Submissions that are being kept at once. */
const AT_ONCE = 8;

/** Keeps a submission durably, and sends it on. */
export type Take = (submission: Submission) => Promise<Acceptance>;

export interface ItemTools {
  readonly threads: Threads;
  readonly take: Take;
  readonly now: () => Date;
  readonly signal: AbortSignal;
}

export interface TakenItems {
  /** Marks of all that the feed holds, for the next time. */
  readonly seen: readonly string[];
  /** Submissions that were not there before. */
  readonly fresh: number;
  /** Why items of those not seen before could not be read. */
  readonly faults: readonly string[];
}

/**
 * Submits what the feed holds and has not been seen. The oldest, at a feed's end, goes first. Throws
 * Malformed or Invalid where the whole cannot be read, and what `take` throws.
 */
export async function takeItems(
  source: Source,
  { body, contentType }: { readonly body: Buffer; readonly contentType: string },
  { seen, ...tools }: ItemTools & { readonly seen: ReadonlySet<string> },
): Promise<TakenItems> {
  const read = await readApart(tools.threads, { source, body, contentType, kind: 'feed' });
  const items = read.stories.toReversed();
  const unseen = items.filter((item) => !seen.has(markOf(item)));
  const toSubmission = submissionMaker(source, { read, contentType, seen, now: tools.now() });
  const submissions = unseen.flatMap((item) => ('refusal' in item ? [] : toSubmission(item)));
  const faults = unseen.flatMap((item) => ('refusal' in item ? item.refusal.slice(0, 300) : []));
  const fresh = await takeAll(submissions, tools);
  return { seen: items.map(markOf), fresh, faults };
}

interface Making {
  readonly read: ReadBodies;
  readonly contentType: string;
  readonly seen: ReadonlySet<string>;
  readonly now: Date;
}

function submissionMaker(source: Source, { read, contentType, seen, now }: Making) {
  const before = new Map([...seen].map((mark): [string, string] => [nameIn(mark), mark]));
  const stamp = arrivals(now);
  return (item: ReadStory): Submission => {
    const { externalId, bodyHash, headline, urgency } = item;
    const former = before.get(nameIn(markOf(item)));
    // An item that is again what it was two polls ago is no repeat.
    const key = ownKey(externalId, bodyHash) + (former === undefined ? '' : `\n${former}`);
    const envelope = envelopeOf({
      ...{ source: source.id, externalId, bodyHash, contentType, key, action: 'submit' },
      ...{ requestId: `feed-${source.id}`, received: stamp(externalId) },
    });
    return { envelope, body: bytesOf(read, item), headline, urgency };
  };
}

async function takeAll(
  submissions: readonly Submission[],
  { take, signal }: ItemTools,
): Promise<number> {
  let fresh = 0;
  for (let at = 0; at < submissions.length; at += AT_ONCE) {
    signal.throwIfAborted();
    const taken = await Promise.all(submissions.slice(at, at + AT_ONCE).map(take));
    fresh += taken.filter((acceptance) => acceptance === 'new').length;
  }
  return fresh;
}

/** Tells an item, and whether it has changed: `<name of its story>.<hash of its bytes>`. */
function markOf(item: ReadStory | RefusedStory): string {
  const name = 'refusal' in item ? '' : hashOf(Buffer.from(item.externalId)).slice(0, 16);
  return `${name}.${item.bodyHash.slice(0, 24)}`;
}

const nameIn = (mark: string): string => mark.slice(0, mark.indexOf('.'));

/** Where one story stands several times in a feed, each arrives a millisecond after the one before. */
function arrivals(now: Date): (externalId: string) => Date {
  const earlier = new Map<string, number>();
  return (externalId) => {
    const nth = earlier.get(externalId) ?? 0;
    earlier.set(externalId, nth + 1);
    return new Date(now.getTime() + nth);
  };
}
