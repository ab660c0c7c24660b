import type { DeskEntry } from '../../shared/desk/desk.ts';
import { passesFilter } from '../../shared/desk/story-query.ts';
import { failedStories } from '../failures/failures.ts';
import { needRedis } from '../redis-reach.ts';
import type { ServerTools } from '../server-tools.ts';
import type { BulkFilter } from './bulk-document.ts';

/** Stories of one bulk. */
export const MOST_STORIES = 5000;
const PAGE = 200;

export interface Selection {
  /** The longest unchanged first. */
  readonly entries: readonly DeskEntry[];
  /** Whether there are more than one bulk takes. */
  readonly more: boolean;
}

/** The stories that fit, as they are now. Throws the problem `unavailable` without Redis. */
export async function selectStories(tools: ServerTools, filter: BulkFilter): Promise<Selection> {
  await needRedis(tools.redis);
  if (filter.error !== undefined) return selectFailed(tools, filter);
  const { state, source, q } = filter;
  const entries: DeskEntry[] = [];
  let cursor: string | null | undefined;
  while (cursor !== null && entries.length < MOST_STORIES) {
    const page = await tools.services.desk.search({
      ...{ order: 'oldest', limit: Math.min(PAGE, MOST_STORIES - entries.length) },
      ...(state && { state }),
      ...(source && { source }),
      ...(q && { q }),
      ...(cursor && { cursor }),
    });
    entries.push(...page.items);
    cursor = page.next;
  }
  return { entries, more: cursor !== null };
}

async function selectFailed(
  tools: ServerTools,
  { error, source, q }: BulkFilter,
): Promise<Selection> {
  const { failures, more } = await failedStories(tools);
  const asked = { ...(source && { source }), ...(q && { q }) };
  const entries = failures.flatMap(({ entry, error: kind }) =>
    kind === error && passesFilter(entry, asked) ? [entry] : [],
  );
  return { entries, more };
}
