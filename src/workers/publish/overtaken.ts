import type { Published } from '../../queues/stage.ts';
import { aftermathOf } from '../../shared/archive/aftermath.ts';
import type { Head } from '../../shared/archive/documents.ts';
import type { Release } from '../../shared/archive/publication.ts';
import { Throttled } from '../../shared/errors.ts';
import { letGo } from './let-go.ts';
import type { PublishTools } from './publish-tools.ts';

/** How soon to look again whether the newer pass has come to its end. */
const NEWER_RETRY_MS = 250;

export const superseded: Published = {
  verdict: 'superseded',
  because: ['A newer pass of this story has overtaken this one.'],
};

/**
 * What becomes of a pass that is no longer the head's. If it came to be live, or withdrawn, what follows
 * is still to be done; else what it put is for the newer one to take away, if that comes to publish at
 * all: the story may be held meanwhile, or given an embargo.
 */
export async function overtaken(head: Head, pass: number, tools: PublishTools): Promise<Published> {
  const left = await aftermathOf(tools.archive, head, pass);
  if (left === undefined) return superseded;
  const { as, release, leftovers } = left;
  if (as !== 'undone') return { verdict: as, release, because: because(head), head, isRerun: true };
  afterNewer(release, head);
  await letGo(release, leftovers, tools);
  return superseded;
}

const because = ({ live }: Head): string[] =>
  live === null ? ['Taken down.'] : [`Readable at ${live.url}`];

/** Throws Throttled while a newer pass is under way: it may put again what this one would delete. */
export function afterNewer({ pass }: Release, head: Head): void {
  if (head.pass === pass || head.ended !== null) return;
  throw new Throttled('waits for the newer pass to end', NEWER_RETRY_MS);
}
