import { z } from 'zod';
import { Conflict } from '../errors.ts';
import type { ObjectStore } from '../object-store/object-store.ts';
import { keys } from './keys.ts';

/** Live pages that are made anew, all or those of a section: who wanted it, and how far it is. */
export const Republication = z.object({
  schema: z.literal(1),
  by: z.string(),
  reason: z.string(),
  /** Slug; `null` for the whole site. */
  section: z.string().nullable(),
  /** RFC 3339 UTC. Pages made since then need not be made again. */
  began: z.string(),
  /** `null` while it is under way. */
  ended: z.string().nullable(),
  /** The last story that was looked at: they are taken in the order of their ids. */
  cursor: z.string(),
  seen: z.int().nonnegative(),
  sent: z.int().nonnegative(),
  /** Stories that were being published when their turn came; they come last. */
  postponed: z.array(z.string()),
});
export type Republication = Readonly<z.infer<typeof Republication>>;

export interface HeldRepublication {
  readonly republication: Republication;
  readonly etag: string;
}

export async function readRepublication(
  store: ObjectStore,
): Promise<HeldRepublication | undefined> {
  const stored = await store.get(keys.republication);
  if (stored === undefined) return undefined;
  const republication = Republication.parse(JSON.parse(stored.body.toString('utf8')));
  return { republication, etag: stored.etag };
}

/** Compare-and-swap; throws Conflict where somebody else has written it meanwhile. */
export async function swapRepublication(
  store: ObjectStore,
  republication: Republication,
  etag: string | undefined,
): Promise<string> {
  const condition = etag === undefined ? { ifAbsent: true } : { ifMatch: etag };
  return store.put(
    keys.republication,
    JSON.stringify(republication),
    { contentType: 'application/json; charset=utf-8' },
    { ...condition, durable: true },
  );
}

/** Begins one. The one that is under way already, if there is: it may be another. */
export async function beginRepublication(
  store: ObjectStore,
  wanted: Pick<Republication, 'by' | 'reason' | 'section'>,
): Promise<{ readonly republication: Republication; readonly isNew: boolean }> {
  const fresh: Republication = {
    ...{ schema: 1, ...wanted, began: new Date().toISOString(), ended: null },
    ...{ cursor: '', seen: 0, sent: 0, postponed: [] },
  };
  for (;;) {
    const standing = await readRepublication(store);
    if (standing?.republication.ended === null) {
      return { republication: standing.republication, isNew: false };
    }
    try {
      await swapRepublication(store, fresh, standing?.etag);
      return { republication: fresh, isNew: true };
    } catch (error) {
      if (!(error instanceof Conflict)) throw error;
    }
  }
}
