import { isDeepStrictEqual } from 'node:util';
import type { HeldHead } from '../shared/archive/archive.ts';
import type { Services } from '../shared/services.ts';

/** So long before the newest step that Redis remembers nothing of a story's is still on its way. */
const SETTLED_MS = 10 * 60 * 1000;

/**
 * Which heads Redis has as they are. It forgets the end of its log alone: what was settled well before
 * the newest step that it remembers is in it, and desk and catalogue must say so. What they contradict,
 * and what is under way, is not taken for known.
 */
export async function knownAlready({
  desk,
  catalogue,
}: Pick<Services, 'desk' | 'catalogue'>): Promise<(held: HeldHead) => Promise<boolean>> {
  const [newest] = (await desk.search({ order: 'newest', limit: 1 })).items;
  if (newest === undefined) return async () => false;
  const before = Date.parse(newest.updated) - SETTLED_MS;
  return async ({ head, modified }) => {
    const { storyId, pass, ended, live, card } = head;
    if (ended === null || live?.isComplete === false || modified.getTime() >= before) return false;
    const [entry, listed] = await Promise.all([desk.find(storyId), catalogue.card(storyId)]);
    if (entry?.pass !== pass || entry.state !== ended.state) return false;
    return isDeepStrictEqual(listed, live === null ? undefined : (card ?? undefined));
  };
}
