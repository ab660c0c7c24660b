import { randomBytes } from 'node:crypto';
import { priority } from '../../queues/policy.ts';
import { audit } from '../../shared/audit.ts';
import type { Delivery } from '../../shared/deliveries/delivery.ts';
import { NoSuchSubscriber } from '../../shared/subscribers/subscribers.ts';
import { ProblemError } from '../problems.ts';
import { needRedis } from '../redis-reach.ts';
import type { ServerTools } from '../server-tools.ts';

/** Deliveries sent again by one request. */
const MOST_REPLAYED = 1000;
const PAGE = 200;

export interface Replayed {
  readonly sent: number;
  /** There are more; say it again. */
  readonly more: boolean;
}

/** Sends what is in the log once more, under the same `webhook-id`. Throws the problem `not-found`. */
export async function replayOne(
  tools: ServerTools,
  { subscriber, id, by }: { readonly subscriber: string; readonly id: string; readonly by: string },
): Promise<Delivery> {
  await needRedis(tools.redis);
  const { deliveries, archive } = tools.services;
  await known(tools, subscriber);
  const found = await deliveries.find(subscriber, id);
  if (found === undefined) throw new ProblemError('not-found', 'There is no such delivery.');
  if (found.state === 'pending') return found;
  const again = await sendAgain(tools, found);
  const about = { subscriber, delivery: id };
  await audit(archive.store, { by, deed: 'delivery.replay', reason: '', about });
  return again;
}

/** Sends all again that has failed since then. */
export async function replayFailed(
  tools: ServerTools,
  {
    subscriber,
    since,
    by,
  }: { readonly subscriber: string; readonly since: string; readonly by: string },
): Promise<Replayed> {
  await needRedis(tools.redis);
  const { deliveries, archive } = tools.services;
  await known(tools, subscriber);
  let sent = 0;
  let cursor: string | null | undefined;
  while (cursor !== null && sent < MOST_REPLAYED) {
    const query = { state: 'failed' as const, since, limit: PAGE, ...(cursor && { cursor }) };
    const page = await deliveries.search(subscriber, query);
    for (const failed of page.items) await sendAgain(tools, failed);
    sent += page.items.length;
    cursor = page.next;
  }
  const about = { subscriber, since, sent };
  await audit(archive.store, { by, deed: 'delivery.replay', reason: '', about });
  return { sent, more: cursor !== null };
}

/** Tells the subscriber something that means nothing: whether it listens, and knows our signature. */
export async function sendTest(
  tools: ServerTools,
  { subscriber, by }: { readonly subscriber: string; readonly by: string },
): Promise<Delivery> {
  await needRedis(tools.redis);
  await known(tools, subscriber);
  const timestamp = new Date().toISOString();
  const hash = randomBytes(12).toString('hex');
  const delivery: Delivery = {
    ...{ schema: 1, subscriber, event: 'dateline.test', storyId: null, pass: null },
    id: `${timestamp.replaceAll(/[-:.Z]/g, '')}-${hash}`,
    ...{ webhookId: `msg_${hash}`, state: 'pending', made: timestamp, next: null, tries: [] },
    because: null,
    body: JSON.stringify({ type: 'dateline.test', timestamp, data: { subscriber, by } }),
  };
  await tools.services.deliveries.plan(delivery);
  await send(tools, delivery);
  return delivery;
}

async function known({ services }: ServerTools, id: string): Promise<void> {
  if ((await services.subscribers.find(id)) === undefined) throw new NoSuchSubscriber(id);
}

async function sendAgain(tools: ServerTools, logged: Delivery): Promise<Delivery> {
  const again = await tools.services.deliveries.reopen(logged);
  await send(tools, again);
  return again;
}

const send = ({ queues }: ServerTools, { subscriber, id }: Delivery): Promise<void> =>
  queues.send(
    'notify',
    { kind: 'delivery', subscriber, delivery: id },
    { priority: priority.delivery },
  );
