import type { Archive } from './archive.ts';
import type { Head } from './documents.ts';

/** Passes looked at together. */
const AT_ONCE = 16;

/** Whether readers have had this revision: the record of some pass says that it was live. */
export async function hasBeenLive(
  archive: Archive,
  { storyId, pass }: Head,
  revision: number,
): Promise<boolean> {
  for (let newest = pass; newest >= 1; newest -= AT_ONCE) {
    const some = Array.from({ length: Math.min(AT_ONCE, newest) }, (_, at) => newest - at);
    const ends = await Promise.all(some.map((one) => archive.stage(storyId, one, 'publish')));
    if (ends.some((end) => end?.revision === revision && end.verdict === 'live')) return true;
  }
  return false;
}
