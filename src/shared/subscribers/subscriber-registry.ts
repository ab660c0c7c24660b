import { LRUCache } from 'lru-cache';
import type { Logger } from 'pino';
import { keys } from '../archive/keys.ts';
import { Conflict, Unavailable } from '../errors.ts';
import { asNew } from '../object-store/as-new.ts';
import type { ObjectStore } from '../object-store/object-store.ts';
import type { Seal } from '../seal.ts';
import { newWebhookSecret } from '../standard-webhooks.ts';
import type { DeclaredSubscribers } from './declared-subscribers.ts';
import { SubscriberId } from './subscriber-declaration.ts';
import {
  nothingKept,
  readSubscriber,
  retiring,
  type SubscriberDocument,
  writeSubscriber,
} from './subscriber-document.ts';
import { isListening, NoSuchSubscriber, type Subscriber, type Subscribers } from './subscribers.ts';

/** A change made by any process is seen by all of them after this long. */
const FRESH_MS = 2000;
const ALL = 'all';

export interface SubscriberTools {
  readonly declared: DeclaredSubscribers;
  readonly archive: ObjectStore;
  readonly seal: Seal;
  readonly log: Pick<Logger, 'warn'>;
}

/** Subscribers that the newsroom's file declares, and those kept in the archive. */
export function openSubscribers({ declared, archive, seal, log }: SubscriberTools): Subscribers {
  const cache = new LRUCache<string, readonly Subscriber[]>({
    max: 1,
    ttl: FRESH_MS,
    noDeleteOnStaleGet: true,
    fetchMethod: async (_key, stale) => {
      try {
        return await readAll();
      } catch (error) {
        if (stale === undefined || !(error instanceof Unavailable)) throw error;
        log.warn({ err: error.message }, 'subscribers: the last known ones stand');
        return stale;
      }
    },
  });

  async function readAll(): Promise<Subscriber[]> {
    const ids = new Set((await declared()).map(({ id }) => id));
    const prefix = keys.subscribersPrefix;
    for await (const { key } of archive.list(prefix)) ids.add(key.slice(prefix.length, -5));
    const found = await Promise.all(
      [...ids].sort().map(async (id) => open(id, (await readSubscriber(archive, id))?.document)),
    );
    return found.flatMap((subscriber) => subscriber ?? []);
  }

  async function open(
    id: string,
    document: SubscriberDocument = nothingKept,
  ): Promise<Subscriber | undefined> {
    const written = (await declared()).find((declaration) => declaration.id === id);
    const declaration = written ?? document.declaration;
    if (declaration === null) return undefined;
    const now = new Date().toISOString();
    const secrets = document.secrets
      .filter(({ until }) => until === null || until > now)
      .map(({ sealed }) => seal.open(sealed, keys.subscriberConfig(id)));
    const { disabled, failing } = document;
    const origin = written === undefined ? 'added' : 'declared';
    return { ...declaration, secrets, origin, disabled, failing };
  }

  /** Tries again where another process changed it at the same moment: both changes must stand. */
  async function rewrite(
    id: string,
    change: (document: SubscriberDocument) => SubscriberDocument,
  ): Promise<Subscriber> {
    for (;;) {
      const held = await readSubscriber(archive, id);
      if ((await open(id, held?.document)) === undefined) throw new NoSuchSubscriber(id);
      const document = change(held?.document ?? nothingKept);
      try {
        await writeSubscriber(archive, id, { document, etag: held?.etag });
        return await kept(id, document);
      } catch (error) {
        if (!(error instanceof Conflict)) throw error;
      }
    }
  }

  async function kept(id: string, document: SubscriberDocument): Promise<Subscriber> {
    cache.delete(ALL);
    const subscriber = await open(id, document);
    if (subscriber === undefined) throw new NoSuchSubscriber(id);
    return subscriber;
  }

  async function refuseDeclared(id: string): Promise<void> {
    if (!(await declared()).some((declaration) => declaration.id === id)) return;
    throw new Conflict(
      `Subscriber ${id} is declared in subscribers.yaml: change it there; that takes effect within seconds.`,
    );
  }

  const newSecret = (id: string): SubscriberDocument['secrets'][number] => ({
    sealed: seal.seal(newWebhookSecret(), keys.subscriberConfig(id)),
    until: null,
  });
  const find = async (id: string): Promise<Subscriber | undefined> => {
    if (!SubscriberId.safeParse(id).success) return undefined;
    return open(id, (await readSubscriber(archive, id))?.document);
  };

  return {
    find,
    list: readAll,
    async listeningFor(event) {
      const all = (await cache.fetch(ALL)) ?? [];
      return all.filter((one) => isListening(one) && one.events.includes(event));
    },
    async add(declaration) {
      const { id } = declaration;
      await refuseDeclared(id);
      const document = { ...nothingKept, declaration, secrets: [newSecret(id)] };
      const written = writeSubscriber(archive, id, { document, etag: undefined });
      await asNew(`a subscriber '${id}'`, written);
      return kept(id, document);
    },
    async remove(id) {
      await refuseDeclared(id);
      if ((await find(id)) === undefined) throw new NoSuchSubscriber(id);
      await archive.delete(keys.subscriberConfig(id));
      cache.delete(ALL);
    },
    rotate: (id) =>
      rewrite(id, (document) => ({
        ...document,
        secrets: [newSecret(id), ...retiring(document.secrets)],
      })),
    disable: (id, because) =>
      rewrite(id, (document) => ({
        ...document,
        failing: null,
        disabled: because === null ? null : { since: new Date().toISOString(), because },
      })),
    async noteHealth(id, because) {
      const known = await find(id);
      if (known === undefined || (known.failing === null) === (because === null)) return known;
      const since = new Date().toISOString();
      return rewrite(id, (document) => ({
        ...document,
        failing: because === null ? null : (document.failing ?? { since, because }),
      }));
    },
  };
}
