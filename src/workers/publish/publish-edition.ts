import type { Edition } from '../../shared/archive/publication.ts';
import type { PublishTools } from './publish-tools.ts';
import { isFixed, Overtaken, putNewer, putOnce } from './put-object.ts';

/**
 * Puts one edition of a front: its objects in order, then clears the marks that it was rendered
 * after. What a newer edition has put already is left alone.
 */
export async function publishEdition(
  { front, edition, objects, marks, sealed }: Edition,
  { catalogue, putter }: PublishTools,
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
  if (sealed > 0) await catalogue.noteSealed(front, sealed);
  await catalogue.clean(front, marks);
  return verdict;
}
