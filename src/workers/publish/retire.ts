import type { Release, SiteObject } from '../../shared/archive/publication.ts';
import { Throttled } from '../../shared/errors.ts';
import { mediaFolder } from '../../shared/site-media.ts';
import type { PublishTools } from './publish-tools.ts';
import { putOnce } from './put-object.ts';

/** How soon to look again whether the fronts have let go of what is to be deleted. */
const RETRY_MS = 150;

/**
 * Deletes what earlier releases had put and this one has not, once no front shows it any more.
 * Pictures that another live story uses stay. Throws Throttled while a front is still to be rendered.
 */
export async function retire(release: Release, tools: PublishTools): Promise<void> {
  const { storyId, deletes, affected } = release;
  if (deletes.length === 0) return;
  const { catalogue, site } = tools;
  const [isComplete, dirty] = await Promise.all([catalogue.isComplete(), catalogue.dirtyFronts()]);
  if (!isComplete || affected.some((front) => dirty.includes(front))) {
    throw new Throttled('waits for the fronts before it deletes pictures', RETRY_MS);
  }
  const kept = new Set(release.objects.map(({ key }) => mediaFolder(key)));
  const media = deletes.filter(({ kind }) => kind === 'media');
  const folders = [...new Set(media.map(({ key }) => mediaFolder(key)))];
  const left = folders.filter((folder) => !kept.has(folder));
  await catalogue.dropMediaUses(storyId, left);
  const unused = await catalogue.unusedMedia(left);
  const goes = ({ key, kind }: SiteObject): boolean => {
    if (kind !== 'media') return true;
    const folder = mediaFolder(key);
    return kept.has(folder) || unused.includes(folder);
  };
  await Promise.all(deletes.filter(goes).map(({ key }) => site.delete(key)));
  await restoreTakenUpAgain(media.filter(goes), { tools, kept });
}

/** Another story may have begun to use a picture while it was being deleted. */
async function restoreTakenUpAgain(
  deleted: readonly SiteObject[],
  { tools, kept }: { readonly tools: PublishTools; readonly kept: ReadonlySet<string> },
): Promise<void> {
  const folders = [...new Set(deleted.map(({ key }) => mediaFolder(key)))].filter(
    (folder) => !kept.has(folder),
  );
  const unused = await tools.catalogue.unusedMedia(folders);
  for (const object of deleted) {
    const folder = mediaFolder(object.key);
    if (folders.includes(folder) && !unused.includes(folder)) await putOnce(tools.putter, object);
  }
}
