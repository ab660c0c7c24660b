import { createHmac, randomBytes } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import { keys } from '../archive/keys.ts';
import { Conflict } from '../errors.ts';
import type { ObjectStore } from '../object-store/object-store.ts';
import type { Seal } from '../seal.ts';
import { SourceDeclaration } from '../source-declaration.ts';

/** A change made by any process is seen by all of them after this long. */
const FRESH_MS = 2000;
const REMEMBERED = 1000;

/** `config/subscriptions/<source>.json`: what we have asked a WebSub hub for, and its answer. */
const Subscription = z.object({
  schema: z.literal(1),
  hub: z.string(),
  /** The feed's own name for itself. */
  topic: z.string(),
  /** Where the hub asks back and delivers. */
  callback: z.string(),
  /** Signs what is delivered. */
  sealed: z.string(),
  /** `ending`: the hub may confirm that we want no more. */
  state: z.enum(['asked', 'active', 'denied', 'ending']),
  /** The last request to the hub waits for its confirmation. */
  isAsking: z.boolean(),
  /** Of the last request, or the last answer. */
  at: z.string(),
  /** End of the lease. */
  until: z.string().nullable(),
  leaseSeconds: z.int(),
  because: z.string().nullable(),
});
export type Subscription = Readonly<z.infer<typeof Subscription>>;

export interface Subscriptions {
  /** At most two seconds old: for what can bear that. */
  find(source: string): Promise<Subscription | undefined>;
  /**
   * Reads, and writes what `decide` makes of it: another document, `null` for none, `undefined` to
   * leave it. Runs `decide` again where somebody else has written meanwhile. Returns what stands.
   */
  change(
    source: string,
    decide: (known: Subscription | undefined) => Subscription | null | undefined,
  ): Promise<Subscription | undefined>;
  newSecret(source: string): string;
  secretOf(source: string, subscription: Subscription): string;
}

interface Found {
  readonly subscription: Subscription | undefined;
}

export function openSubscriptions(archive: ObjectStore, seal: Seal): Subscriptions {
  const cache = new LRUCache<string, Found>({
    max: REMEMBERED,
    ttl: FRESH_MS,
    fetchMethod: async (source) => ({ subscription: (await read(archive, source))?.subscription }),
  });
  return {
    async find(source) {
      return (await cache.fetch(source))?.subscription;
    },
    async change(source, decide) {
      if (!SourceDeclaration.shape.id.safeParse(source).success) return undefined;
      for (;;) {
        const held = await read(archive, source);
        const next = decide(held?.subscription);
        const stands = next === undefined ? held?.subscription : (next ?? undefined);
        try {
          if (next === null) await archive.delete(keys.subscription(source));
          else if (next !== undefined) await write(archive, source, { next, etag: held?.etag });
          cache.set(source, { subscription: stands });
          return stands;
        } catch (error) {
          if (!(error instanceof Conflict)) throw error;
        }
      }
    },
    newSecret: (source) =>
      seal.seal(randomBytes(32).toString('base64url'), keys.subscription(source)),
    secretOf: (source, { sealed }) => seal.open(sealed, keys.subscription(source)),
  };
}

/**
 * Makes the callback unguessable, so that nobody but the hub confirms or denies; the door needs no
 * second secret to know it.
 */
export const callbackToken = (secret: string): string =>
  createHmac('sha256', secret).update('callback').digest('base64url').slice(0, 22);

async function read(
  archive: ObjectStore,
  source: string,
): Promise<{ subscription: Subscription; etag: string } | undefined> {
  const object = await archive.get(keys.subscription(source));
  if (object === undefined) return undefined;
  const subscription = Subscription.parse(JSON.parse(object.body.toString('utf8')));
  return { subscription, etag: object.etag };
}

async function write(
  archive: ObjectStore,
  source: string,
  { next, etag }: { readonly next: Subscription; readonly etag: string | undefined },
): Promise<void> {
  await archive.put(
    keys.subscription(source),
    JSON.stringify(next),
    { contentType: 'application/json; charset=utf-8' },
    { ...(etag === undefined ? { ifAbsent: true } : { ifMatch: etag }), durable: true },
  );
}
