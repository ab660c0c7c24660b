import { isDeepStrictEqual } from 'node:util';
import type { HeldHead } from '../shared/archive/archive.ts';
import type { Services } from '../shared/services.ts';

/** So long after its head was written nothing of a story's is still on its way to Redis. */
const SETTLED_MS = 10 * 60 * 1000;

/**
 * Which heads Redis has as they are. It forgets the end of its log alone: what was settled well before
 * the last moment at which it had everything is in it, and desk and catalogue must say so. What they
 * contradict, and what is under way, is not taken for known.
 */
export async function knownAlready({
  desk,
  catalogue,
}: Pick<Services, 'desk' | 'catalogue'>): Promise<(held: HeldHead) => Promise<boolean>> {
  const whole = await catalogue.wholeAt();
  if (whole === undefined) return async () => false;
  const before = whole.getTime() - SETTLED_MS;
  return async ({ head, modified }) => {
    const { storyId, pass, ended, live, card } = head;
    if (ended === null || live?.isComplete === false || modified.getTime() >= before) return false;
    const [entry, listed] = await Promise.all([desk.find(storyId), catalogue.card(storyId)]);
    if (entry?.pass !== pass || entry.state !== ended.state) return false;
    return isDeepStrictEqual(listed, live === null ? undefined : (card ?? undefined));
  };
}
