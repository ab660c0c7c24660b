import type { Archive } from '../../shared/archive/archive.ts';
import type { StageDocument } from '../../shared/archive/documents.ts';
import { keys } from '../../shared/archive/keys.ts';
import { decodeSubmission, type StoredSubmission } from '../../shared/archive/submission.ts';
import { storyIdFor } from '../../shared/ids.ts';

/** Objects of the inbox looked at for one story: only while Redis cannot say. */
const MOST_LOOKED_AT = 500;
const AT_ONCE = 20;

/** Every stage document of a story, in the order in which the stages ended. */
export async function stageDocuments(
  archive: Archive,
  storyId: string,
): Promise<readonly StageDocument[]> {
  const places: { pass: number; stage: string }[] = [];
  for await (const { key } of archive.store.list(`${keys.story(storyId)}passes/`)) {
    const [, pass, stage] = /\/passes\/(\d+)\/([a-z]+)\.json$/.exec(key) ?? [];
    if (pass === undefined || stage === undefined || stage === 'release') continue;
    places.push({ pass: Number(pass), stage });
  }
  const found = await Promise.all(
    places.map(({ pass, stage }) => archive.stage(storyId, pass, stage)),
  );
  const documents = found.flatMap((document) => document ?? []);
  return documents.sort((a, b) => a.pass - b.pass || a.at.localeCompare(b.at));
}

/** A story's submission that waits in the inbox, found without Redis. */
export async function waitingSubmission(
  { store }: Archive,
  storyId: string,
): Promise<StoredSubmission | undefined> {
  let batch: string[] = [];
  let looked = 0;
  for await (const { key } of store.list(keys.inboxPrefix)) {
    batch.push(key);
    looked += 1;
    if (looked === MOST_LOOKED_AT) break;
    if (batch.length < AT_ONCE) continue;
    const found = await firstOf(batch);
    if (found !== undefined) return found;
    batch = [];
  }
  return firstOf(batch);

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
