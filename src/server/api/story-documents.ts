import type { Archive } from '../../shared/archive/archive.ts';
import type { StageDocument } from '../../shared/archive/documents.ts';
import { keys } from '../../shared/archive/keys.ts';
import { decodeSubmission, type StoredSubmission } from '../../shared/archive/submission.ts';
import { storyIdFor } from '../../shared/ids.ts';
import { inParts } from '../../shared/object-store/in-parts.ts';

/** Objects of the inbox looked at for one story: only while Redis cannot say. */
const MOST_LOOKED_AT = 500;
/** A story that is edited for days has thousands of documents. */
const AT_ONCE = 20;

/** Every stage document of a story, in the order in which the stages ended. */
export async function stageDocuments(
  archive: Archive,
  storyId: string,
): Promise<readonly StageDocument[]> {
  const documents: StageDocument[] = [];
  const all = archive.store.list(`${keys.story(storyId)}passes/`);
  for await (const part of inParts(all, AT_ONCE)) {
    const found = await Promise.all(part.map(({ key }) => stageDocument(archive, storyId, key)));
    documents.push(...found.flatMap((document) => document ?? []));
  }
  return documents.sort((a, b) => a.pass - b.pass || a.at.localeCompare(b.at));
}

/** `undefined` for a release, which is no stage's. */
async function stageDocument(
  archive: Archive,
  storyId: string,
  key: string,
): Promise<StageDocument | undefined> {
  const [, pass, stage] = /\/passes\/(\d+)\/([a-z]+)\.json$/.exec(key) ?? [];
  if (pass === undefined || stage === undefined || stage === 'release') return undefined;
  return archive.stage(storyId, Number(pass), stage);
}

/** A story's submission that waits in the inbox, found without Redis. */
export async function waitingSubmission(
  { store }: Archive,
  storyId: string,
): Promise<StoredSubmission | undefined> {
  let looked = 0;
  for await (const part of inParts(store.list(keys.inboxPrefix), AT_ONCE)) {
    const found = await firstOf(part.map(({ key }) => key));
    looked += part.length;
    if (found !== undefined || looked >= MOST_LOOKED_AT) return found;
  }
  return undefined;

  async function firstOf(keysOfBatch: readonly string[]): Promise<StoredSubmission | undefined> {
    const headers = await Promise.all(keysOfBatch.map((key) => store.head(key)));
    const at = headers.findIndex((header) => header?.metadata?.story === storyId);
    const object = at === -1 ? undefined : await store.get(keysOfBatch[at] ?? '');
    if (object === undefined) return undefined;
    const submission = decodeSubmission(object.body);
    const { source, externalId } = submission.envelope;
    return storyIdFor(source, externalId ?? '') === storyId ? submission : undefined;
  }
}
