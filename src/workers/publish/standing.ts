import { isDeepStrictEqual } from 'node:util';
import type { Archive } from '../../shared/archive/archive.ts';
import type { Head } from '../../shared/archive/documents.ts';
import type { SiteObject } from '../../shared/archive/publication.ts';

/**
 * Tells what is in the site already, byte for byte and under the same header: what the live release
 * put, unless a pass since then was about to put something else there.
 */
export async function standingOf(
  archive: Archive,
  { storyId, live, pass }: Head,
): Promise<(object: SiteObject) => boolean> {
  if (live === null) return () => false;
  const since = Array.from({ length: pass - live.pass }, (_, at) => live.pass + at);
  const [now, ...overtaken] = await Promise.all(
    since.map(async (one) => byKey((await archive.release(storyId, one))?.objects ?? [])),
  );
  return (object) => {
    const others = overtaken.flatMap((objects) => objects.get(object.key) ?? []);
    const stands = now?.get(object.key);
    return [stands, ...others].every((other) => isDeepStrictEqual(other, object));
  };
}

const byKey = (objects: readonly SiteObject[]): ReadonlyMap<string, SiteObject> =>
  new Map(objects.map((object) => [object.key, object]));
