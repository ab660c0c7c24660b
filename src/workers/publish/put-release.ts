import { type Release, renditionKeys, type SiteObject } from '../../shared/archive/publication.ts';
import type { PublishTools } from './publish-tools.ts';
import { isFixed, putNewer, putOnce } from './put-object.ts';

/** A page needs what comes before it, and its former addresses lead to it. */
const steps: readonly SiteObject['kind'][] = ['asset', 'media', 'page', 'feed', 'redirect'];
/** Objects of one step put at once. */
const MOST_PUTS = 8;

/**
 * Puts what a release lists, step by step: assets, pictures, the page, then its redirects. What
 * `standing` has in the site already is not put again. Throws Overtaken where a newer pass was
 * faster; safe to repeat from any point.
 */
export async function putRelease(
  { storyId, pass, objects }: Release,
  { catalogue, putter }: Pick<PublishTools, 'catalogue' | 'putter'>,
  standing: (object: SiteObject) => boolean,
): Promise<void> {
  await catalogue.addMediaUses(storyId, renditionKeys(objects));
  const missing = objects.filter((object) => !standing(object));
  for (const step of steps) {
    const ofStep = missing.filter(({ kind }) => kind === step);
    for (let at = 0; at < ofStep.length; at += MOST_PUTS) {
      await Promise.all(
        ofStep
          .slice(at, at + MOST_PUTS)
          .map((object) =>
            isFixed(object) ? putOnce(putter, object) : putNewer(putter, object, pass),
          ),
      );
    }
  }
}
