import { isDeepStrictEqual } from 'node:util';
import type { Edition, SiteObject } from '../../shared/archive/publication.ts';
import type { PublishTools } from './publish-tools.ts';
import { changeOfEdition } from './purge/what-to-purge.ts';
import { hasStood, isFixed, Overtaken, putNewer, putOnce } from './put-object.ts';

/** Objects looked at at once. */
const MOST_LOOKS = 8;

/**
 * Puts one edition of a front: its objects in order, then clears the marks that it was rendered
 * after. What a newer edition has put already is left alone, and so is what has not changed.
 */
export async function publishEdition(
  document: Edition,
  { archive, catalogue, putter, purges }: PublishTools,
): Promise<'live' | 'unchanged' | 'superseded'> {
  const { front, edition, objects, marks, sealed } = document;
  const standing = await standingIn(document, { archive, catalogue, putter });
  let isOvertaken = false;
  for (const object of objects) {
    if (standing.has(object)) continue;
    try {
      if (isFixed(object)) await putOnce(putter, object);
      else await putNewer(putter, object, edition);
    } catch (error) {
      if (!(error instanceof Overtaken)) throw error;
      isOvertaken = true;
    }
  }
  const changed = objects.filter((object) => !isFixed(object) && !standing.has(object));
  const isChanged = changed.length > 0;
  if (isChanged) await purges.owe(changeOfEdition(document, changed));
  if (!isOvertaken) await catalogue.notePublished(front, edition);
  if (sealed > 0) await catalogue.noteSealed(front, sealed);
  await catalogue.clean(front, marks);
  if (isOvertaken) return 'superseded';
  return isChanged ? 'live' : 'unchanged';
}

/**
 * Objects that are in the site as they are to be: the edition before had the same, and nothing that
 * was rendered earlier can still come and be taken for newer. It has been put completely, so each of
 * its objects bears its number, or stood already when it came; and it was the last to be begun.
 */
async function standingIn(
  { front, edition, after, objects }: Edition,
  { archive, catalogue, putter }: Pick<PublishTools, 'archive' | 'catalogue' | 'putter'>,
): Promise<ReadonlySet<SiteObject>> {
  const standing = new Set<SiteObject>();
  if (after === 0 || !(await catalogue.isLastPublished(front, after))) return standing;
  const before = new Map(
    (await archive.edition(front, after))?.objects.map((object) => [object.key, object]),
  );
  const same = objects.filter(
    (object) => !isFixed(object) && isDeepStrictEqual(before.get(object.key), object),
  );
  for (let at = 0; at < same.length; at += MOST_LOOKS) {
    await Promise.all(
      same.slice(at, at + MOST_LOOKS).map(async (object) => {
        if (await hasStood(putter, object, edition)) standing.add(object);
      }),
    );
  }
  return standing;
}
