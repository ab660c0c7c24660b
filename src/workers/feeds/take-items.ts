import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import type { Acceptance, Submission } from '../../queues/stage.ts';
import { envelopeOf, hashOf, ownKey } from '../../shared/archive/envelope.ts';
import { Invalid, Malformed } from '../../shared/formats/format.ts';
import { formats } from '../../shared/formats/formats.ts';
import type { Source } from '../../shared/sources.ts';

/** Submissions that are being kept at once. */
const AT_ONCE = 8;

/** Keeps a submission durably, and sends it on. */
export type Take = (submission: Submission) => Promise<Acceptance>;

export interface ItemTools {
  readonly take: Take;
  readonly now: () => Date;
  readonly signal: AbortSignal;
}

export interface TakenItems {
  /** Hashes of all that the feed holds, for the next time. */
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
  feed: { readonly body: Buffer; readonly contentType: string },
  { seen, ...tools }: ItemTools & { readonly seen: ReadonlySet<string> },
): Promise<TakenItems> {
  const { split, read } = formats[source.format];
  const bodies = [...(split?.(feed.body) ?? [feed.body])].reverse();
  const marked = bodies.map((body) => ({ body, mark: markOf(body) }));
  const unseen = marked.filter(({ mark }) => !seen.has(mark));
  const faults: string[] = [];
  const stamp = arrivals(tools.now());
  const submissions: Submission[] = [];
  for (const { body } of unseen) {
    try {
      const { externalId, headline, urgency } = read(body);
      const bodyHash = hashOf(body);
      const envelope = envelopeOf({
        ...{ source: source.id, externalId, bodyHash, contentType: feed.contentType },
        ...{ key: ownKey(externalId, bodyHash), action: 'submit', requestId: `feed-${source.id}` },
        received: stamp(externalId),
      });
      submissions.push({ envelope, body, headline, urgency });
    } catch (error) {
      if (!(error instanceof Malformed || error instanceof Invalid)) throw error;
      faults.push(error.message.slice(0, 300));
    }
    // Others are to be answered between two items of a long feed.
    await setImmediate();
  }
  const fresh = await takeAll(submissions, tools);
  return { seen: marked.map(({ mark }) => mark), fresh, faults };
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

const markOf = (body: Buffer): string =>
  createHash('sha256').update(body).digest('base64url').slice(0, 22);

/** Where one story stands several times in a feed, each arrives a millisecond after the one before. */
function arrivals(now: Date): (externalId: string) => Date {
  const earlier = new Map<string, number>();
  return (externalId) => {
    const nth = earlier.get(externalId) ?? 0;
    earlier.set(externalId, nth + 1);
    return new Date(now.getTime() + nth);
  };
}
