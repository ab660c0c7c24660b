import { type Release, renditionKeys, type SiteObject } from '../../shared/archive/publication.ts';
import { isReadable } from '../../shared/catalogue/front-names.ts';
import { Throttled } from '../../shared/errors.ts';
import { letGo } from './let-go.ts';
import type { PublishTools } from './publish-tools.ts';
import { putOnce } from './put-object.ts';

/** How soon to look again whether the fronts have let go of what is to be deleted. */
const RETRY_MS = 150;
/** Renditions put back at once. */
const MOST_PUTS = 8;

/**
 * Deletes what earlier releases had put and this one has not, once no front shows it any more.
 * A rendition goes with its last live use: what another live story shows stays. Throws Throttled
 * while a front is still to be rendered.
 */
export async function retire(release: Release, tools: PublishTools): Promise<void> {
  const { deletes, affected } = release;
  if (deletes.length === 0) return;
  const { catalogue } = tools;
  const [isComplete, dirty] = await Promise.all([catalogue.isComplete(), catalogue.dirtyFronts()]);
  const isShown = affected.some((front) => isReadable(front) && dirty.includes(front));
  if (!isComplete || isShown) {
    throw new Throttled('waits for the fronts before it deletes pictures', RETRY_MS);
  }
  await letGo(release, deletes, tools);
  await restoreInUse(deletes, tools);
}

/**
 * Another story may have taken up a picture while it was being deleted, by this run or by one that
 * was killed before it could look: whatever is in use is there afterwards.
 */
async function restoreInUse(deletes: readonly SiteObject[], tools: PublishTools): Promise<void> {
  const media = deletes.filter(({ kind }) => kind === 'media');
  const unused = new Set(await tools.catalogue.unusedMedia(renditionKeys(media)));
  const inUse = media.filter(({ key }) => !unused.has(key));
  for (let at = 0; at < inUse.length; at += MOST_PUTS) {
    await Promise.all(
      inUse.slice(at, at + MOST_PUTS).map((object) => putOnce(tools.putter, object)),
    );
  }
}
