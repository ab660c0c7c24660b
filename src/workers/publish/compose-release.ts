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
async function putByEarlierPasses(archive: Archive, head: Head): Promise<SiteObject[]> {
  const from = head.live?.pass ?? 1;
  const passes = Array.from({ length: head.pass - from }, (_, at) => from + at);
  const releases = await Promise.all(
    passes.map(async (pass) => {
      const release = await archive.release(head.storyId, pass);
      if (release === undefined) return [];
      // Its marker is still there: it may not have come to its deletions.
      const isOpen = await archive.store.head(keys.open(head.storyId, pass));
      return isOpen === undefined ? release.objects : [...release.objects, ...release.deletes];
    }),
  );
  const byKey = new Map(releases.flat().map((object) => [object.key, object]));
  return [...byKey.values()];
}
