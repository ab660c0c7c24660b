import type { Archive } from '../archive/archive.ts';
import { type Head, KeyRecord } from '../archive/documents.ts';
import { keys } from '../archive/keys.ts';
import { inParts } from '../object-store/in-parts.ts';

/** Records read at once. */
const AT_ONCE = 64;

/**
 * Deletes every submission of a story as it came. Their keys stay, so that a sender who repeats one
 * is answered as before, but say nothing of it. Reads all keys of the source, for which story a
 * submission was of is written nowhere else.
 */
export async function eraseSubmissions(
  { storyId, source }: Pick<Head, 'storyId' | 'source'>,
  { store }: Archive,
): Promise<void> {
  const all = store.list(`${keys.idempotencyPrefix}${source}/`);
  for await (const part of inParts(all, AT_ONCE)) {
    await Promise.all(
      part.map(async ({ key }) => {
        const stored = await store.get(key);
        if (stored === undefined) return;
        const record = KeyRecord.parse(JSON.parse(stored.body.toString('utf8')));
        if (record.storyId !== storyId) return;
        await store.delete(keys.submission(record.received, record.submissionId));
        if (record.because.length === 0) return;
        const { contentType } = stored;
        await store.put(key, JSON.stringify({ ...record, because: [] }), { contentType });
      }),
    );
  }
}
