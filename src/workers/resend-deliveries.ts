import { priority } from '../queues/policy.ts';
import { keys } from '../shared/archive/keys.ts';
import type { ObjectStore } from '../shared/object-store/object-store.ts';
import type { Desks } from './story-work.ts';

/** The log keeps what is younger. */
const KEPT_DAYS = 30;
const DAY_MS = 24 * 3600 * 1000;
/** Lines dropped at once; the next time goes on. */
const MOST_DROPPED = 5000;

/**
 * Sends tickets for what is to be delivered and that Redis has lost. True to the archive alone. Of a
 * subscriber that was away for days there may be many: ends early when the signal aborts.
 */
export async function resendDeliveries(
  { services, queues }: Desks,
  signal?: AbortSignal,
): Promise<number> {
  let sent = 0;
  const prefix = keys.pendingDeliveriesPrefix;
  for await (const { key } of services.archive.store.list(prefix)) {
    if (signal?.aborted) break;
    const [subscriber = '', delivery = ''] = key.slice(prefix.length).split('/');
    const ticket = { kind: 'delivery', subscriber, delivery } as const;
    if (await queues.resend('notify', ticket, { priority: priority.delivery })) sent += 1;
  }
  if (sent > 0) services.log.info({ sent }, 'deliveries were sent again');
  return sent;
}

/** Drops lines of the delivery log that are older than a month. */
export async function forgetDeliveries(store: ObjectStore, now = Date.now()): Promise<number> {
  const oldest = new Date(now - KEPT_DAYS * DAY_MS).toISOString().slice(0, 10).replaceAll('-', '');
  let dropped = 0;
  const prefix = keys.deliveryLogPrefix;
  for await (const { key: subscriber } of store.list(prefix, { delimiter: '/' })) {
    for await (const { key } of store.list(subscriber)) {
      const [day = ''] = key.slice(subscriber.length).split('/');
      if (day >= oldest || dropped >= MOST_DROPPED) break;
      await store.delete(key);
      dropped += 1;
    }
  }
  return dropped;
}
