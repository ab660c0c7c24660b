import type { Archive } from '../../shared/archive/archive.ts';
import { keys } from '../../shared/archive/keys.ts';
import { type CanaryKind, canaryStoryId } from '../../shared/canary.ts';
import { canaryPictureHash } from './canary-story.ts';

/** Passes and revisions of it that stay, to look at. */
const KEPT = 3;

/**
 * Takes away what the canary's earlier runs left in the archive: of it alone nothing is the record
 * of anything. Safe to repeat and to be ended anywhere: what a later pass needs stays.
 */
export async function clearCanary(archive: Archive, kind: CanaryKind): Promise<void> {
  const storyId = canaryStoryId(kind);
  const head = (await archive.head(storyId))?.head;
  if (head === undefined) return;
  // The next release compares itself with the live one. Its keys in the site are always the same.
  const passes = await numbersUnder(archive, `${keys.story(storyId)}passes/`);
  for (const pass of spent(passes, head.pass, head.live?.pass)) {
    await clearPass(archive, storyId, pass);
  }
  const revisions = await numbersUnder(archive, `${keys.story(storyId)}revisions/`);
  for (const revision of spent(revisions, head.revision, head.live?.revision)) {
    await clearRevision(archive, storyId, revision);
  }
}

const spent = (all: readonly number[], newest: number, live: number | undefined): number[] =>
  all.filter((one) => one <= newest - KEPT && one !== live);

/** The renditions of its picture go before a run, so that they are made again in it. */
export async function clearPicture({ store }: Archive): Promise<void> {
  const folder = keys.rendition(canaryPictureHash, '');
  for await (const { key } of store.list(folder)) await store.delete(key);
}

/** The release goes last: it names the page's bytes. */
async function clearPass(archive: Archive, storyId: string, pass: number): Promise<void> {
  const { store } = archive;
  const release = await archive.release(storyId, pass);
  for (const { kind, from } of release?.objects ?? []) {
    if (kind === 'page') await store.delete(from);
  }
  const last = keys.release(storyId, pass);
  for await (const { key } of store.list(keys.pass(storyId, pass))) {
    if (key !== last) await store.delete(key);
  }
  await store.delete(last);
}

/** The revision goes last: it names its submission. */
async function clearRevision(archive: Archive, storyId: string, revision: number): Promise<void> {
  const { store } = archive;
  const { source, submissionId, received } = await archive.revision(storyId, revision);
  await store.delete(keys.idempotency(source, submissionId));
  await store.delete(keys.submission(received, submissionId));
  await store.delete(keys.revision(storyId, revision));
}

/** Numbers that documents or folders under a prefix are named by. */
async function numbersUnder({ store }: Archive, prefix: string): Promise<number[]> {
  const numbers: number[] = [];
  for await (const { key } of store.list(prefix, { delimiter: '/' })) {
    const number = Number.parseInt(key.slice(prefix.length), 10);
    if (number > 0) numbers.push(number);
  }
  return numbers.sort((a, b) => a - b);
}
