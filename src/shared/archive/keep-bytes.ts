import { Conflict } from '../errors.ts';
import type { ObjectStore } from '../object-store/object-store.ts';

/** Bytes that were written longer ago than this are written again when they are needed again. */
const FRESH_MS = 24 * 60 * 60 * 1000;

interface Bytes {
  readonly body: Uint8Array;
  readonly contentType: string;
  /** See PutOptions. */
  readonly durable?: boolean;
}

/**
 * Keeps bytes under a key that says what they are. What is there already is the same, and stays;
 * but if it is old it is written again, for what nobody has needed for long is cleared away.
 */
export async function keepBytes(
  store: Pick<ObjectStore, 'put' | 'head'>,
  key: string,
  { body, contentType, durable = false }: Bytes,
): Promise<void> {
  try {
    await store.put(key, body, { contentType }, { ifAbsent: true, durable });
  } catch (error) {
    if (!(error instanceof Conflict)) throw error;
    const written = (await store.head(key))?.modified.getTime() ?? 0;
    if (Date.now() - written > FRESH_MS) await store.put(key, body, { contentType }, { durable });
  }
}
