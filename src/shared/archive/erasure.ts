import { z } from 'zod';
import { Conflict } from '../errors.ts';
import type { ObjectStore } from '../object-store/object-store.ts';
import { keys } from './keys.ts';

/** Somebody wants nothing to be left of a story. Stays until that is so. */
export const Erasure = z.object({
  schema: z.literal(1),
  storyId: z.string(),
  by: z.string(),
  reason: z.string(),
  at: z.string(),
});
export type Erasure = Readonly<z.infer<typeof Erasure>>;

export async function readErasure(
  store: ObjectStore,
  storyId: string,
): Promise<Erasure | undefined> {
  const stored = await store.get(keys.erasure(storyId));
  return stored && Erasure.parse(JSON.parse(stored.body.toString('utf8')));
}

/** Writes it down; the one that stands where somebody wanted it before. */
export async function putErasure(store: ObjectStore, erasure: Erasure): Promise<Erasure> {
  try {
    await store.put(
      keys.erasure(erasure.storyId),
      JSON.stringify(erasure),
      { contentType: 'application/json; charset=utf-8' },
      { ifAbsent: true, durable: true },
    );
    return erasure;
  } catch (error) {
    if (!(error instanceof Conflict)) throw error;
    // Finished between the two: then it is begun anew, which finds nothing to do.
    return (await readErasure(store, erasure.storyId)) ?? erasure;
  }
}
