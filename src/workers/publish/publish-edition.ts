import type { Edition } from '../../shared/archive/publication.ts';
import type { PublishTools } from './publish-tools.ts';
import { changeOfEdition } from './purge/what-to-purge.ts';
import { isFixed, Overtaken, putNewer, putOnce } from './put-object.ts';

/**
 * Puts one edition of a front: its objects in order, then clears the marks that it was rendered
 * after. What a newer edition has put already is left alone.
 */
export async function publishEdition(
  { front, edition, objects, marks, sealed }: Edition,
  { catalogue, putter, purges }: PublishTools,
): Promise<'live' | 'superseded'> {
  let verdict: 'live' | 'superseded' = 'live';
  for (const object of objects) {
    try {
      if (isFixed(object)) await putOnce(putter, object);
      else await putNewer(putter, object, edition);
    } catch (error) {
      if (!(error instanceof Overtaken)) throw error;
      verdict = 'superseded';
    }
  }
  await purges.owe(changeOfEdition({ front }));
  if (sealed > 0) await catalogue.noteSealed(front, sealed);
  await catalogue.clean(front, marks);
  return verdict;
}
