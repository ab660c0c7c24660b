import { Conflict } from '../../shared/errors.ts';
import type { ObjectStore } from '../../shared/object-store/object-store.ts';

/** Names say what the bytes are, so what is there already is the same. */
export async function putOnce(
  store: ObjectStore,
  key: string,
  { body, contentType }: { readonly body: Buffer; readonly contentType: string },
): Promise<void> {
  try {
    await store.put(key, body, { contentType }, { ifAbsent: true });
  } catch (error) {
    if (!(error instanceof Conflict)) throw error;
  }
}
