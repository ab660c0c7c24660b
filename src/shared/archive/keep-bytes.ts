import { Conflict } from '../errors.ts';
import type { ObjectStore } from '../object-store/object-store.ts';

/** Bytes that were written longer ago than this are written again when they are needed again. */
const FRESH_MS = 24 * 60 * 60 * 1000;

interface Bytes {
  readonly body: Uint8Array;
  readonly contentType: string;
  /** See PutOptions. */
  readonly durable?: boolean;
  /** Whether they were kept before, as far as one knows: they are looked for first. */
  readonly isKnown?: boolean;
}

/**
 * Keeps bytes under a key that says what they are. What is there already is the same, and stays;
 * but if it is old it is written again, for what nobody has needed for long is cleared away.
 */
export async function keepBytes(
  store: Pick<ObjectStore, 'put' | 'head'>,
  key: string,
  { body, contentType, durable = false, isKnown = false }: Bytes,
): Promise<void> {
  if (isKnown && (await isFresh(store, key))) return;
  try {
    await store.put(key, body, { contentType }, { ifAbsent: true, durable });
  } catch (error) {
    if (!(error instanceof Conflict)) throw error;
    if (await isFresh(store, key)) return;
    await store.put(key, body, { contentType }, { durable });
  }
}

async function isFresh(store: Pick<ObjectStore, 'head'>, key: string): Promise<boolean> {
  const written = (await store.head(key))?.modified.getTime() ?? 0;
  return Date.now() - written <= FRESH_MS;
}
