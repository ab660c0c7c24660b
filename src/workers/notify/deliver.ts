import type { LRUCache } from 'lru-cache';
import type { Logger } from 'pino';
import type { DeliveryTicket } from '../../queues/stage.ts';
import type { Deliveries } from '../../shared/deliveries/deliveries.ts';
import type { Delivery } from '../../shared/deliveries/delivery.ts';
import { Outage, Throttled } from '../../shared/errors.ts';
import { signWebhook } from '../../shared/standard-webhooks.ts';
import type { Subscriber, Subscribers } from '../../shared/subscribers/subscribers.ts';
import { isListening } from '../../shared/subscribers/subscribers.ts';
import { checkedUrl } from '../../shared/web/checked-url.ts';
import { FailedRequest } from '../../shared/web/failed-request.ts';
import { retryAfterMs } from '../../shared/web/retry-after.ts';
import type { WebClient } from '../../shared/web/web-client.ts';
import { isStale, nextTry } from './retries.ts';
import type { Turns } from './turns.ts';

const DAY_MS = 24 * 3600 * 1000;
/** A subscriber to whom nothing has come through for so long is told nothing more. */
const DISABLED_AFTER_MS = 5 * DAY_MS;
const GONE = 410;

export interface DeliverTools {
  readonly web: WebClient;
  readonly subscribers: Subscribers;
  readonly deliveries: Deliveries;
  readonly turns: Turns;
  /** Tries that could not be written down, because the archive was away; no other follows them. */
  readonly unwritten: LRUCache<string, Tried>;
  readonly now: () => Date;
  readonly log: Pick<Logger, 'info' | 'warn'>;
  /** Says in the audit that a subscriber was disabled by us. */
  readonly noteDisabled: (subscriber: string, because: string) => Promise<void>;
}

/** Tries once, by what is written down. Throws Throttled with the time of the next try. */
export async function deliver(
  ticket: DeliveryTicket,
  tools: DeliverTools,
  signal: AbortSignal,
): Promise<'delivered' | 'failed' | 'gone'> {
  const { deliveries, subscribers, unwritten, now } = tools;
  const delivery = await deliveries.pending(ticket.subscriber, ticket.delivery);
  if (delivery === undefined) return 'gone';
  const subscriber = await subscribers.find(ticket.subscriber);
  if (subscriber === undefined) {
    await deliveries.drop(ticket.subscriber, ticket.delivery);
    return 'gone';
  }
  if (!isListening(subscriber) || isStale(delivery.made, now())) {
    const because = subscriber.disabled?.because ?? 'It came to no try in time.';
    return fail(delivery, because, tools);
  }
  const early = delivery.next === null ? 0 : Date.parse(delivery.next) - now().getTime();
  if (early > 0) throw new Throttled('waits for its next try', early);
  const name = `${delivery.subscriber}@${delivery.id}#${delivery.tries.length}`;
  const tried =
    unwritten.get(name) ?? (await attemptInTurn(delivery, subscriber, { tools, signal }));
  try {
    return await concluded({ delivery, subscriber, tried }, tools);
  } catch (error) {
    if (error instanceof Outage) unwritten.set(name, tried);
    throw error;
  }
}

interface Attempting {
  readonly tools: DeliverTools;
  readonly signal: AbortSignal;
}

/** Throws Throttled where others are told at present. */
async function attemptInTurn(
  delivery: Delivery,
  subscriber: Subscriber,
  attempting: Attempting,
): Promise<Tried> {
  const turn = attempting.tools.turns.take(delivery.subscriber);
  if (typeof turn === 'number') throw new Throttled('waits for its turn', turn);
  let tried: Tried | undefined;
  try {
    tried = await attempt(delivery, subscriber, attempting);
    return tried;
  } finally {
    const { error = null, pauseMs = 0 } = tried ?? {};
    turn({ hasFailed: error !== null, pauseMs });
  }
}

/** What a try has come to. */
export interface Tried {
  readonly status: number | null;
  /** `null` where it came through. */
  readonly error: string | null;
  readonly ms: number;
  /** What the subscriber asks for. */
  readonly pauseMs?: number;
}

async function attempt(
  { webhookId, body }: Delivery,
  { url, secrets }: Subscriber,
  { tools: { web, now }, signal }: Attempting,
): Promise<Tried> {
  const bytes = Buffer.from(body);
  const at = now();
  const took = () => Math.max(0, now().getTime() - at.getTime());
  const request = {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...signWebhook(secrets, { id: webhookId, body: bytes, at }),
    },
    body: bytes,
    isExpected: (status: number) => status >= 200 && status < 300,
    ignoresBody: true,
  } as const;
  try {
    const { status } = await web.ask(checkedUrl(url), request, signal);
    return { status, error: null, ms: took() };
  } catch (error) {
    if (!(error instanceof FailedRequest)) throw error;
    const { message, status = null, retryAfter } = error;
    const pauseMs = status === 429 || status === 503 ? retryAfterMs(retryAfter, at) : 0;
    return { status, error: `It ${message}.`, ms: took(), pauseMs };
  }
}

async function concluded(
  {
    delivery,
    subscriber,
    tried,
  }: {
    readonly delivery: Delivery;
    readonly subscriber: Subscriber;
    readonly tried: Tried;
  },
  tools: DeliverTools,
): Promise<'delivered' | 'failed'> {
  const { deliveries, subscribers, now } = tools;
  const { id } = subscriber;
  if (tried.error === null) {
    await deliveries.finish({ ...withTry(delivery, tried, now()), state: 'delivered', next: null });
    if (subscriber.failing !== null) await subscribers.noteHealth(id, null);
    return 'delivered';
  }
  if (tried.status === GONE) {
    await disable(id, 'It answered 410: it wants to hear no more.', tools);
    return fail(withTry(delivery, tried, now()), tried.error, tools);
  }
  const standing = subscriber.failing ?? (await subscribers.noteHealth(id, tried.error))?.failing;
  const failingMs = standing ? now().getTime() - Date.parse(standing.since) : 0;
  if (failingMs > DISABLED_AFTER_MS) {
    await disable(id, `Nothing has come through for five days. ${tried.error}`, tools);
    return fail(withTry(delivery, tried, now()), tried.error, tools);
  }
  const { made, tries } = delivery;
  const times = { now: now(), atLeastMs: tried.pauseMs ?? 0 };
  const next = nextTry({ tries: tries.length + 1, made }, times);
  if (next === undefined) return fail(withTry(delivery, tried, now()), tried.error, tools);
  await deliveries.postpone({ ...withTry(delivery, tried, now()), next: next.toISOString() });
  throw new Throttled(tried.error, next.getTime() - now().getTime());
}

async function fail(
  delivery: Delivery,
  because: string,
  { deliveries, log }: DeliverTools,
): Promise<'failed'> {
  await deliveries.finish({ ...delivery, state: 'failed', next: null, because });
  const { subscriber, id, event, storyId } = delivery;
  log.warn({ subscriber, id, event, storyId, because }, 'a delivery has failed for good');
  return 'failed';
}

function withTry(delivery: Delivery, { status, error, ms }: Tried, now: Date): Delivery {
  return { ...delivery, tries: [...delivery.tries, { at: now.toISOString(), ms, status, error }] };
}

async function disable(
  id: string,
  because: string,
  { subscribers, noteDisabled, log }: DeliverTools,
): Promise<void> {
  await subscribers.disable(id, because);
  await noteDisabled(id, because);
  log.warn({ subscriber: id, because }, 'a subscriber is told nothing more');
}
