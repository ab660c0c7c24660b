import { releasesOf } from '../../shared/archive/aftermath.ts';
import type { Archive } from '../../shared/archive/archive.ts';
import type { Head } from '../../shared/archive/documents.ts';
import { keys } from '../../shared/archive/keys.ts';
import type { Release, RenderResult, SiteObject } from '../../shared/archive/publication.ts';
import type { Catalogue } from '../../shared/catalogue/catalogue.ts';
import { affectedFronts } from '../../shared/catalogue/front-names.ts';

/**
 * What this pass will change in the site, recorded before its first effect: what to put, what of
 * earlier releases to delete, and the fronts of the live state united with those of the new one.
 */
export async function composeRelease(
  { archive, catalogue }: { readonly archive: Archive; readonly catalogue: Catalogue },
  {
    head,
    revision,
    rendered,
  }: {
    readonly head: Head;
    readonly revision: number;
    readonly rendered: RenderResult;
  },
): Promise<Release> {
  const { storyId, pass } = head;
  const [before, numbers] = await Promise.all([
    putByEarlierPasses(archive, head),
    catalogue.assignNumbers(storyId, rendered.fronts, head.numbers),
  ]);
  const kept = new Set(rendered.objects.map(({ key }) => key));
  return archive.putRelease({
    schema: 1,
    storyId,
    revision,
    pass,
    objects: [...rendered.objects],
    deletes: before.filter(({ key, kind }) => kind !== 'asset' && !kept.has(key)),
    affected: affectedFronts(head.live?.fronts ?? [], rendered.fronts),
    numbers: { ...head.numbers, ...numbers },
  });
}

/** The live release's objects, and those of passes after it that were overtaken half way. */
async function putByEarlierPasses(
  archive: Archive,
  { storyId, pass, live }: Head,
): Promise<SiteObject[]> {
  const byKey = new Map<string, SiteObject>();
  const earlier = { storyId, from: live?.pass ?? 1, to: pass - 1 };
  for await (const release of releasesOf(archive, earlier)) {
    // Its marker is still there: it may not have come to its deletions.
    const isOpen = await archive.store.head(keys.open(storyId, release.pass));
    const objects = isOpen ? [...release.objects, ...release.deletes] : release.objects;
    for (const object of objects) if (!byKey.has(object.key)) byKey.set(object.key, object);
  }
  return [...byKey.values()];
}
