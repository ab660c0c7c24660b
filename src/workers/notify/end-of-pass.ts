import type { Archive } from '../../shared/archive/archive.ts';
import type { Head, StageDocument } from '../../shared/archive/documents.ts';
import { lastDocument } from '../../shared/archive/passes.ts';
import type { StoryEvent } from '../../shared/subscribers/subscriber-declaration.ts';

interface Pass {
  readonly storyId: string;
  readonly pass: number;
}

/** How a pass ended, from what was written once: the same whenever it is asked. */
export interface EndOfPass {
  readonly event: StoryEvent;
  /** RFC 3339, UTC. */
  readonly at: string;
  readonly revision: number;
  readonly because: readonly string[];
}

/** `undefined` where it ended in nothing that subscribers are told of. */
export async function endOfPass(
  archive: Archive,
  { storyId, pass }: Pass,
  head: Head,
): Promise<EndOfPass | undefined> {
  const stage = (name: string) => archive.stage(storyId, pass, name);
  const [publish, failed, ingest, review] = await Promise.all([
    ...[stage('publish'), stage('failed'), stage('ingest'), stage('review')],
  ]);
  // What only changes the pictures of a live page is no news to anybody but its readers.
  const isQuiet = ingest === undefined && review === undefined;
  if (publish !== undefined && isQuiet) return undefined;
  const [document, event] =
    publish === undefined
      ? await endBeforeSite(archive, { storyId, pass }, { failed, head })
      : [publish, eventOf[publish.verdict]];
  if (document === undefined || event === undefined) return undefined;
  const { at, revision, because } = document;
  return { event, at, revision, because };
}

const eventOf: Readonly<Record<string, StoryEvent | undefined>> = {
  live: 'story.live',
  withdrawn: 'story.withdrawn',
  held: 'story.held',
  rejected: 'story.rejected',
  failed: 'story.failed',
};

/** A pass that never came to the site: given up, or ended by its last stage. */
async function endBeforeSite(
  archive: Archive,
  { storyId, pass }: Pass,
  { failed, head }: { readonly failed: StageDocument | undefined; readonly head: Head },
): Promise<[StageDocument | undefined, StoryEvent | undefined]> {
  if (failed !== undefined) return [failed, 'story.failed'];
  const last = await lastDocument(archive, { storyId, pass });
  if (last === undefined) return [undefined, undefined];
  const { ended } = head;
  // Killed between the head, which says so, and the document that would.
  if (head.pass === pass && ended?.state === 'failed') {
    return [{ ...last, at: ended.at, because: ended.because }, 'story.failed'];
  }
  return [last, eventOf[last.verdict]];
}
