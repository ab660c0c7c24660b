import type { Archive } from './archive.ts';
import type { Head, Trigger } from './documents.ts';
import type { Opening } from './open-pass.ts';
import { ImagesResult } from './pictures.ts';

/** Triggers of passes that change how the live revision looks, and nothing that it says. */
const looksOnly: readonly Trigger[] = ['pictures', 'renditions', 'republish'];

/**
 * How the newest revision stands (held, failed, under embargo…), to stand so again when a pass of
 * another revision has ended. `undefined`: it is what is live, or was never more than its look.
 */
export function asideOf({
  ended,
  live,
  revision,
  trigger,
  pass,
}: Head): NonNullable<Head['ended']> | undefined {
  const isOnlyLooks = revision === live?.revision && looksOnly.includes(trigger);
  if (ended === null || ended.state === 'live' || isOnlyLooks) return undefined;
  return { ...ended, pass: ended.pass ?? pass };
}

/**
 * A pass that makes the live page anew, from its rendering on. A newer revision that waits goes on
 * waiting. Throws RangeError where the story is not live, or a pass of it is under way.
 */
export function reopened(
  head: Head,
  {
    trigger,
    result,
    because,
  }: {
    readonly trigger: 'pictures' | 'republish';
    /** What the images stage is to have said. */
    readonly result: ImagesResult;
    readonly because: readonly string[];
  },
): Opening {
  const { live, ended } = head;
  if (live === null || ended === null)
    throw new RangeError(`${head.storyId} is not live and still`);
  const aside = asideOf(head);
  return {
    head: { ...head, trigger },
    ...(aside && { aside }),
    revision: live.revision,
    document: {
      stage: 'images',
      verdict: 'ready',
      because: [...because],
      findings: [],
      result,
      ms: 0,
      waitMs: 0,
      attempt: 1,
    },
  };
}

/** What the images stage has said of the live page. */
export async function livePictures(
  archive: Archive,
  storyId: string,
  pass: number,
): Promise<ImagesResult> {
  const prepared = await archive.stage(storyId, pass, 'images');
  return prepared === undefined ? noPictures : ImagesResult.parse(prepared.result);
}

const noPictures: ImagesResult = { images: [], missing: [], complete: true };
