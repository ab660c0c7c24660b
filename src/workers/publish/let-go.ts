import { type Release, renditionKeys, type SiteObject } from '../../shared/archive/publication.ts';
import type { PublishTools } from './publish-tools.ts';
import { changeOfDeletion } from './purge/what-to-purge.ts';

/** Deletes what a story has no use for any more; pictures that another live story shows stay. */
export async function letGo(
  release: Pick<Release, 'storyId' | 'pass'>,
  objects: readonly SiteObject[],
  { catalogue, site, purges }: Pick<PublishTools, 'catalogue' | 'site' | 'purges'>,
): Promise<void> {
  const renditions = renditionKeys(objects);
  await catalogue.dropMediaUses(release.storyId, renditions);
  const unused = new Set(await catalogue.unusedMedia(renditions));
  const gone = objects.filter(({ key, kind }) => kind !== 'media' || unused.has(key));
  await Promise.all(gone.map(({ key }) => site.delete(key)));
  if (gone.length > 0) await purges.owe(changeOfDeletion(release, gone));
}
