import { setTimeout as wait } from 'node:timers/promises';
import type { WholeSite } from '../queues/stage.ts';
import { keys } from '../shared/archive/keys.ts';
import type { Catalogue } from '../shared/catalogue/catalogue.ts';
import { Throttled, Unavailable } from '../shared/errors.ts';
import { inParts } from '../shared/object-store/in-parts.ts';
import { soilFronts } from './soil-fronts.ts';
import type { Desks } from './story-work.ts';

/** Stories put at once; new ones have most of the worker. */
const AT_ONCE = 4;
const LOOK_AGAIN_MS = 200;
/** How long the fronts may take; then it is seen to again from the start, where most stands. */
const FRONTS_MS = 5 * 60_000;
const INCOMPLETE_RETRY_MS = 500;

/**
 * Fills a site that is new, or was lost: the pages of every story with their pictures, then every
 * front with all its sealed pages. One look where the site is whole. Killed on its way it begins
 * again, and leaves alone what it has put.
 */
export async function makeWhole(
  whole: WholeSite,
  desks: Desks,
  signal: AbortSignal,
): Promise<'unchanged' | 'live'> {
  const { archive, catalogue, log } = desks.services;
  if (await whole.isMarked()) return 'unchanged';
  if (!(await catalogue.isComplete())) {
    throw new Throttled('waits for the catalogue to be rebuilt', INCOMPLETE_RETRY_MS);
  }
  let stories = 0;
  const all = archive.store.list(keys.storiesPrefix, { delimiter: '/' });
  for await (const part of inParts(all, AT_ONCE)) {
    refuseToStay(signal);
    const ids = part.map(({ key }) => key.slice(keys.storiesPrefix.length, -1));
    await Promise.all(ids.map((storyId) => whole.refill(storyId)));
    stories += part.length;
  }
  await cleaned(catalogue, await soilFronts(desks, null), signal);
  await whole.mark();
  log.info({ stories }, 'the site has been filled from the archive');
  return 'live';
}

/** A worker that is to stop finishes its jobs first: this one is gone on with by the next. */
function refuseToStay(signal: AbortSignal): void {
  if (signal.aborted) throw new Throttled('the worker stops', INCOMPLETE_RETRY_MS);
}

/** Waits until no front bears a mark that it bears now; new ones come all the time. */
async function cleaned(
  catalogue: Catalogue,
  fronts: readonly string[],
  signal: AbortSignal,
): Promise<void> {
  const deadline = performance.now() + FRONTS_MS;
  for (const front of fronts) {
    const marks = Object.entries(await catalogue.dirt(front));
    for (;;) {
      const now = await catalogue.dirt(front);
      if (!marks.some(([part, mark]) => now[part] === mark)) break;
      refuseToStay(signal);
      if (performance.now() > deadline) throw new Unavailable('the fronts are not rendered');
      await wait(LOOK_AGAIN_MS);
    }
  }
}
