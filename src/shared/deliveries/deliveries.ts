import { keys } from '../archive/keys.ts';
import { Conflict } from '../errors.ts';
import { inParts } from '../object-store/in-parts.ts';
import type { ObjectStore } from '../object-store/object-store.ts';
import { Delivery } from './delivery.ts';

const JSON_HEADER = { contentType: 'application/json; charset=utf-8' };
const AT_ONCE = 32;
/** Deliveries that are read for one answer, whatever it looks for. */
const MOST_READ = 2000;
/** Characters of an id that name its day: `20261126`. */
const DAY = 8;

export interface DeliveryQuery {
  readonly state?: Delivery['state'] | undefined;
  /** Only those whose id is before this one, which an earlier answer gave as `next`. */
  readonly cursor?: string | undefined;
  /** Only what happened since, RFC 3339. */
  readonly since?: string | undefined;
  readonly limit: number;
}

export interface DeliveryPage {
  /** Newest first. */
  readonly items: readonly Delivery[];
  readonly next: string | null;
}

/** What is to be told, and the log of what was; the archive is the truth of both. */
export interface Deliveries {
  /** Writes one down unless it stands or has been done. False: it has been done. */
  plan(delivery: Delivery): Promise<boolean>;
  pending(subscriber: string, id: string): Promise<Delivery | undefined>;
  /** Keeps what a try has come to, and when the next one is. */
  postpone(delivery: Delivery): Promise<void>;
  /** Puts it in the log; it is pending no more. */
  finish(delivery: Delivery): Promise<void>;
  /** Makes a logged one pending again, its tries forgotten. */
  reopen(delivery: Delivery): Promise<Delivery>;
  /** Pending or in the log. */
  find(subscriber: string, id: string): Promise<Delivery | undefined>;
  search(subscriber: string, query: DeliveryQuery): Promise<DeliveryPage>;
  /** Forgets one that nobody wants any more. */
  drop(subscriber: string, id: string): Promise<void>;
}

export function openDeliveries(store: ObjectStore): Deliveries {
  async function read(key: string): Promise<Delivery | undefined> {
    const object = await store.get(key);
    return object && Delivery.parse(JSON.parse(object.body.toString('utf8')));
  }
  const write = (key: string, delivery: Delivery, ifAbsent = false): Promise<string> =>
    store.put(key, JSON.stringify(delivery), JSON_HEADER, { ifAbsent, durable: true });
  const pendingKey = ({ subscriber, id }: Delivery) => keys.pendingDelivery(subscriber, id);
  const find: Deliveries['find'] = async (subscriber, id) =>
    (await read(keys.pendingDelivery(subscriber, id))) ?? read(keys.loggedDelivery(subscriber, id));

  return {
    find,
    async plan(delivery) {
      const { subscriber, id } = delivery;
      if ((await store.head(keys.loggedDelivery(subscriber, id))) !== undefined) return false;
      try {
        await write(pendingKey(delivery), delivery, true);
      } catch (error) {
        // An earlier run wrote it, and was killed before it could send the ticket.
        if (!(error instanceof Conflict)) throw error;
      }
      return true;
    },
    pending: (subscriber, id) => read(keys.pendingDelivery(subscriber, id)),
    async postpone(delivery) {
      await write(pendingKey(delivery), delivery);
    },
    async finish(delivery) {
      await write(keys.loggedDelivery(delivery.subscriber, delivery.id), delivery);
      await store.delete(pendingKey(delivery));
    },
    async reopen(logged) {
      const made = new Date().toISOString();
      const again: Delivery = {
        ...logged,
        state: 'pending',
        made,
        next: null,
        tries: [],
        because: null,
      };
      await write(pendingKey(again), again);
      return again;
    },
    async search(subscriber, { state, cursor, since, limit }) {
      const range = { first: since?.replaceAll(/[-:.Z]/g, '') ?? '', before: cursor };
      const items: Delivery[] = [];
      let read = 0;
      let last: string | null = null;
      const ids = idsOf(store, subscriber, range);
      for await (const some of inParts(ids, Math.min(limit, AT_ONCE))) {
        // There is more: what a whole page is followed by.
        if (items.length >= limit || read >= MOST_READ) return { items, next: last };
        const found = await Promise.all(some.map((id) => find(subscriber, id)));
        for (const [which, delivery] of found.entries()) {
          last = some[which] ?? null;
          read += 1;
          if (delivery && (state === undefined || delivery.state === state)) items.push(delivery);
          if (items.length < limit && read < MOST_READ) continue;
          if (which < some.length - 1) return { items, next: last };
        }
      }
      return { items, next: null };
    },
    drop: (subscriber, id) => store.delete(keys.pendingDelivery(subscriber, id)),
  };
}

interface IdRange {
  /** The lowest, or how it begins. */
  readonly first: string;
  /** Only what comes before this one, which is newer. */
  readonly before: string | undefined;
}

/** Newest first, a day of the log at a time: who reads one page need not have the whole month listed. */
async function* idsOf(
  store: ObjectStore,
  subscriber: string,
  { first, before }: IdRange,
): AsyncGenerator<string> {
  const [pending, log] = [keys.pendingDeliveriesOf(subscriber), keys.deliveryLogOf(subscriber)];
  const days = new Map<string, Set<string>>();
  const dayOf = (day: string): Set<string> => {
    const ids = days.get(day) ?? new Set();
    days.set(day, ids);
    return ids;
  };
  for await (const { key } of store.list(pending)) {
    const id = key.slice(pending.length);
    dayOf(id.slice(0, DAY)).add(id);
  }
  for await (const { key } of store.list(log, { delimiter: '/' })) {
    dayOf(key.slice(log.length, -1));
  }
  for (const [day, ids] of [...days].sort(([a], [b]) => (a < b ? 1 : -1))) {
    if (day < first.slice(0, DAY) || (before !== undefined && day > before.slice(0, DAY))) continue;
    for await (const { key } of store.list(`${log}${day}/`))
      ids.add(key.slice(log.length + DAY + 1));
    const wanted = [...ids].filter((id) => id >= first && (before === undefined || id < before));
    yield* wanted.sort().reverse();
  }
}
