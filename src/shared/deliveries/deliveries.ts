import { keys } from '../archive/keys.ts';
import { Conflict } from '../errors.ts';
import type { ObjectStore } from '../object-store/object-store.ts';
import { Delivery } from './delivery.ts';

const JSON_HEADER = { contentType: 'application/json; charset=utf-8' };
const AT_ONCE = 32;
/** Deliveries that are read for one answer, whatever it looks for. */
const MOST_READ = 2000;

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
      const first = since === undefined ? '' : since.replaceAll(/[-:.Z]/g, '');
      const ids = (await idsOf(store, subscriber, first.slice(0, 8)))
        .filter((id) => id >= first && (cursor === undefined || id < cursor))
        .sort()
        .reverse();
      const items: Delivery[] = [];
      for (let at = 0; at < ids.length; at += AT_ONCE) {
        const some = ids.slice(at, at + AT_ONCE);
        const found = await Promise.all(some.map((id) => find(subscriber, id)));
        for (const [which, delivery] of found.entries()) {
          if (delivery && (state === undefined || delivery.state === state)) items.push(delivery);
          const count = at + which + 1;
          if (items.length < limit && count < MOST_READ) continue;
          return { items, next: count < ids.length ? (some[which] ?? null) : null };
        }
      }
      return { items, next: null };
    },
    drop: (subscriber, id) => store.delete(keys.pendingDelivery(subscriber, id)),
  };
}

/** @param firstDay as in `20261126`; days before it are not listed */
async function idsOf(store: ObjectStore, subscriber: string, firstDay: string): Promise<string[]> {
  const ids = new Set<string>();
  const [pending, log] = [keys.pendingDeliveriesOf(subscriber), keys.deliveryLogOf(subscriber)];
  for await (const { key } of store.list(pending)) ids.add(key.slice(pending.length));
  const after = firstDay === '' ? undefined : `${log}${firstDay}`;
  const options = after === undefined ? {} : { after };
  for await (const { key } of store.list(log, options)) {
    ids.add(key.slice(key.lastIndexOf('/') + 1));
  }
  return [...ids];
}
