import { randomUUID } from 'node:crypto';
import { Conflict, Unavailable } from '../errors.ts';
import type { ObjectStore, PutOptions } from './object-store.ts';

export interface ProbeOptions {
  /** How many put at once; 32 if not given. */
  readonly writers?: number;
  /** Where the objects of the probe go for a moment; `probe/` if not given. */
  readonly prefix?: string;
}

export interface ProbeResult {
  /** Of many puts with `ifAbsent`, exactly one wins. */
  readonly ifAbsent: boolean;
  /** Of many puts with the same `ifMatch`, exactly one wins. */
  readonly ifMatch: boolean;
  /** For people: what was seen. */
  readonly detail: string;
}

const header = { contentType: 'text/plain; charset=utf-8' };

/**
 * Finds out whether the store's conditional writes can be relied on, by racing for one object.
 * Throws `Unavailable` where the store is away. Leaves nothing behind.
 */
export async function probeConditionalWrites(
  store: ObjectStore,
  { writers = 32, prefix = 'probe/' }: ProbeOptions = {},
): Promise<ProbeResult> {
  const key = `${prefix}${randomUUID()}`;
  const contest = { store, key, writers };
  try {
    const absent = await race({ ...contest, options: { ifAbsent: true } });
    const etag = await store.put(key, 'start', header);
    const match = await race({ ...contest, options: { ifMatch: etag } });
    return {
      ifAbsent: absent.sound,
      ifMatch: match.sound,
      detail: `ifAbsent: ${absent.detail}; ifMatch: ${match.detail}`,
    };
  } finally {
    await store.delete(key);
  }
}

interface Contest {
  readonly store: ObjectStore;
  readonly key: string;
  readonly writers: number;
  readonly options: PutOptions;
}

async function race({ store, key, writers, options }: Contest) {
  const runs = await Promise.allSettled(
    Array.from({ length: writers }, (_, writer) =>
      store.put(key, `writer ${writer}`, header, options),
    ),
  );
  const winners = runs.flatMap((run, writer) => (run.status === 'fulfilled' ? [writer] : []));
  const errors = runs.flatMap((run) => (run.status === 'rejected' ? [run.reason] : []));
  const away = errors.find((error) => error instanceof Unavailable);
  if (away) throw away;
  const refusal = errors.find((error) => !(error instanceof Conflict));
  const standing = (await store.get(key))?.body.toString();
  const kept = standing === `writer ${winners[0]}`;
  const detail = [
    `${winners.length} of ${writers} won`,
    ...(refusal ? [`refused with ${String(refusal)}`] : []),
    ...(winners.length === 1 && !kept ? [`but "${standing}" stands`] : []),
  ].join(', ');
  return { sound: winners.length === 1 && kept && !refusal, detail };
}
