import type { Archive } from '../shared/archive/archive.ts';
import type { Head } from '../shared/archive/documents.ts';
import type { Opening } from '../shared/archive/passes.ts';
import { ImagesResult } from '../shared/archive/pictures.ts';
import { RenderResult } from '../shared/archive/publication.ts';
import { notShown } from '../shared/rights/picture-terms.ts';

interface Moment {
  readonly archive: Archive;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** `isKept`: nothing is left to do; else another pass must end first. */
interface Stop {
  readonly stop: { readonly isKept: boolean };
}

/** The pass that makes the live page anew where the terms of its pictures have changed since. */
export async function openingForPictures(
  head: Head | undefined,
  { archive, now }: Moment,
): Promise<Opening | Stop> {
  if (head === undefined || head.live === null || head.wanted === 'withdrawn') return done;
  if (head.ended === null) return { stop: { isKept: false } };
  const { storyId, live } = head;
  const [rendered, prepared] = await Promise.all([
    archive.stage(storyId, live.pass, 'render'),
    archive.stage(storyId, live.pass, 'images'),
  ]);
  if (rendered === undefined || prepared === undefined) return done;
  const turns = RenderResult.parse(rendered.result).turns.filter((at) => Date.parse(at) <= now);
  if (turns.length === 0) return done;
  const result = ImagesResult.parse(prepared.result);
  return reopened(head, { result, because: reasonsFor(result, now) });
}

const done: Stop = { stop: { isKept: true } };

/** A pass of the live revision with other pictures. A newer one that waits goes on waiting. */
export function reopened(
  head: Head,
  { result, because }: { readonly result: ImagesResult; readonly because: readonly string[] },
): Opening {
  const { live, ended, pass } = head;
  if (live === null || ended === null)
    throw new RangeError(`${head.storyId} is not live and still`);
  return {
    head: { ...head, trigger: 'pictures' },
    ...(waits(head) && { aside: { ...ended, pass: ended.pass ?? pass } }),
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

/** Whether the newest pass was about more than the pictures of what is live, and is not live itself. */
function waits({ ended, live, revision, trigger }: Head): boolean {
  const isOnlyPictures =
    revision === live?.revision && (trigger === 'pictures' || trigger === 'renditions');
  return ended?.state !== 'live' && !isOnlyPictures;
}

function reasonsFor({ images }: ImagesResult, now: number): string[] {
  return images.flatMap(({ id, terms }) => {
    const reason = notShown(terms, now);
    if (reason !== undefined) return [`The picture ${id} leaves the page: ${reason}.`];
    return terms.from === undefined ? [] : [`The picture ${id} may be shown now.`];
  });
}
