import type { Head } from '../shared/archive/documents.ts';
import { lastDocument, putMarker } from '../shared/archive/passes.ts';
import { audit } from '../shared/audit.ts';
import { Conflict } from '../shared/errors.ts';
import type { DecisionTools } from './decide.ts';
import { NoSuchStory, StaleDecision } from './decision.ts';
import { priority } from './policy.ts';
import { END, REVIEW } from './route.ts';
import { onwards, stateAfter } from './send-on.ts';

export interface Retry {
  readonly storyId: string;
  /** The revision that the person saw. */
  readonly revision: number;
  readonly reason: string;
  readonly by: string;
  /** One of many: it takes no place of what is new. */
  readonly isBulk?: boolean;
}

/**
 * Lets a failed pass go on from its first missing stage document. It stays the same pass: what its
 * stages have decided stands. Throws NoSuchStory and StaleDecision.
 */
export async function retry(tools: DecisionTools, order: Retry): Promise<Head> {
  const { archive, desk, queues } = tools;
  const { storyId, revision, reason, by } = order;
  const held = await archive.head(storyId);
  const head = retriable(held?.head, order);
  const { pass } = head;
  const document = await lastDocument(archive, { storyId, pass });
  if (document === undefined) throw new StaleDecision('Nothing of its pass is left to go on from.');
  const hasPictures =
    document.revision > 0 && (await archive.revision(storyId, document.revision)).images.length > 0;
  const next = onwards(document, hasPictures);
  if (next === END || next === REVIEW) throw new StaleDecision('Its pass has no stage left.');
  // The marker first: from here on the sweeper would send it on too.
  await putMarker(archive, document);
  const opened = { ...head, ended: null };
  try {
    await archive.swapHead(opened, held?.etag);
  } catch (error) {
    if (error instanceof Conflict) throw new StaleDecision('The story has moved on.');
    throw error;
  }
  // Whoever told of the failure may have taken the first one away meanwhile.
  await putMarker(archive, document);
  await audit(archive.store, {
    by,
    deed: 'story.retry',
    reason,
    about: { storyId, revision, pass },
  });
  await desk.record({
    ...{ storyId, revision: document.revision, pass, reopened: true },
    state: stateAfter(document, hasPictures),
  });
  const ticket = { kind: 'story', storyId, revision: document.revision, pass } as const;
  await queues.resend(next, ticket, {
    priority: order.isBulk ? priority.bulk : priority.decision,
  });
  return opened;
}

function retriable(head: Head | undefined, { storyId, revision }: Retry): Head {
  if (head === undefined) throw new NoSuchStory(`There is no story ${storyId}.`);
  if (head.revision !== revision) {
    throw new StaleDecision(`You saw revision ${revision}; the newest is ${head.revision}.`);
  }
  if (head.ended?.state !== 'failed') throw new StaleDecision('The story has not failed.');
  if ((head.ended.pass ?? head.pass) !== head.pass) {
    throw new StaleDecision(
      'A newer pass has overtaken what failed: remoderate the story instead.',
    );
  }
  return head;
}
