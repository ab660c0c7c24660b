import type { Archive } from './archive.ts';
import type { Head, StageDocument } from './documents.ts';

/** Passes looked back at; a story that went further without moderation has nothing to show. */
const MOST_PASSES = 200;

/** What moderation last said about the newest revision; a release since does not make it unsaid. */
export async function moderationOf(
  archive: Archive,
  head: Pick<Head, 'storyId' | 'revision' | 'pass'>,
): Promise<StageDocument | undefined> {
  const { storyId, revision, pass } = head;
  for (let at = pass; at > Math.max(0, pass - MOST_PASSES); at -= 1) {
    const document = await archive.stage(storyId, at, 'moderation');
    if (document !== undefined) return document.revision === revision ? document : undefined;
  }
  return undefined;
}
