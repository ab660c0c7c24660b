import type { Logger } from 'pino';
import {
  callbackToken,
  type Subscription,
  type Subscriptions,
} from '../../shared/feeds/subscriptions.ts';
import { checkedUrl, printable } from '../../shared/web/checked-url.ts';
import { FailedRequest } from '../../shared/web/failed-request.ts';
import type { WebClient } from '../../shared/web/web-client.ts';
import type { HubOffer } from './discover-hub.ts';

const MINUTE_MS = 60_000;
/** What we ask for; the hub decides. */
const LEASE_SECONDS = 10 * 24 * 3600;
/** A hub that has not confirmed by then is asked again. */
const UNCONFIRMED_MS = 10 * MINUTE_MS;
/** A hub that said no is asked again after this long. */
const DENIED_MS = 24 * 60 * MINUTE_MS;

export interface SubscribeTools {
  readonly web: WebClient;
  readonly subscriptions: Subscriptions;
  /** Where hubs reach the door; without it there are no subscriptions. */
  readonly doorUrl: string | undefined;
  readonly log: Pick<Logger, 'info' | 'warn'>;
  readonly now: () => Date;
}

/** A quarter of the lease before it ends. */
const renewalOf = ({ until, leaseSeconds }: Subscription): number =>
  until === null ? 0 : Date.parse(until) - (leaseSeconds * 1000) / 4;

export const isStanding = ({ state, until }: Subscription, now: Date): boolean =>
  state === 'active' && until !== null && Date.parse(until) > now.getTime();

/**
 * Sees to it that what the feed offers is subscribed to, and nothing else. Returns the moment to look
 * again while a subscription stands. A hub that fails is told of; the feed is polled all the same.
 */
export async function tendSubscription(
  source: string,
  offer: HubOffer | undefined,
  tools: SubscribeTools,
): Promise<number | undefined> {
  const now = tools.now();
  const known = await tools.subscriptions.find(source);
  if (offer === undefined || tools.doorUrl === undefined) {
    if (known !== undefined) await dropSubscription(source, tools);
    return undefined;
  }
  const isSame =
    known?.hub === offer.hub &&
    known.topic === offer.topic &&
    known.callback.startsWith(hookOf(tools.doorUrl, source));
  if (known !== undefined && !isSame) await dropSubscription(source, tools);
  if (!isSame || isDue(known, now)) await subscribe(source, offer, tools);
  const standing = await tools.subscriptions.find(source);
  return standing && isStanding(standing, now) ? renewalOf(standing) : undefined;
}

function isDue(known: Subscription, now: Date): boolean {
  const sinceMs = now.getTime() - Date.parse(known.at);
  if (known.state === 'denied') return Math.abs(sinceMs) > DENIED_MS;
  if (known.isAsking) return Math.abs(sinceMs) > UNCONFIRMED_MS;
  return renewalOf(known) <= now.getTime();
}

const hookOf = (doorUrl: string, source: string): string => `${doorUrl}/hooks/${source}`;

/** What we ask is written down first: the hub may ask back before it answers. */
async function subscribe(source: string, offer: HubOffer, tools: SubscribeTools): Promise<void> {
  const { subscriptions, doorUrl = '', now } = tools;
  const asked = await subscriptions.change(source, (known) => {
    // A renewal keeps its secret: deliveries are under way.
    const isRenewal = known?.hub === offer.hub && known.topic === offer.topic;
    const sealed = isRenewal ? known.sealed : subscriptions.newSecret(source);
    const base = {
      ...offer,
      schema: 1,
      sealed,
      callback: '',
      leaseSeconds: LEASE_SECONDS,
    } as const;
    const stands = isRenewal && isStanding(known, now());
    const next: Subscription = {
      ...base,
      ...(stands && { leaseSeconds: known.leaseSeconds }),
      state: stands ? 'active' : 'asked',
      ...{ isAsking: true, at: now().toISOString(), because: null },
      until: stands ? known.until : null,
    };
    const token = callbackToken(subscriptions.secretOf(source, next));
    return { ...next, callback: `${hookOf(doorUrl, source)}?websub=${token}` };
  });
  if (asked !== undefined) await askHub(source, asked, { mode: 'subscribe', tools });
}

/**
 * Lets the hub know, once, that we want no more; what it still delivers is refused from now on. A
 * hub that never confirms is forgotten after a day.
 */
export async function dropSubscription(source: string, tools: SubscribeTools): Promise<void> {
  const { subscriptions, now } = tools;
  let isNew = false;
  const ending = await subscriptions.change(source, (known) => {
    isNew = known !== undefined && known.state !== 'ending';
    if (isNew && known !== undefined) {
      return { ...known, state: 'ending', isAsking: true, at: now().toISOString() };
    }
    const sinceMs = known === undefined ? 0 : now().getTime() - Date.parse(known.at);
    return Math.abs(sinceMs) > DENIED_MS ? null : undefined;
  });
  if (isNew && ending !== undefined) await askHub(source, ending, { mode: 'unsubscribe', tools });
}

async function askHub(
  source: string,
  subscription: Subscription,
  { mode, tools }: { mode: 'subscribe' | 'unsubscribe'; tools: SubscribeTools },
): Promise<void> {
  const { hub, topic, callback } = subscription;
  const body = new URLSearchParams({
    ...{ 'hub.mode': mode, 'hub.topic': topic, 'hub.callback': callback },
    'hub.secret': tools.subscriptions.secretOf(source, subscription),
    'hub.lease_seconds': String(LEASE_SECONDS),
  }).toString();
  const request = {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body,
    isExpected: (status: number) => status >= 200 && status < 300,
  } as const;
  try {
    await tools.web.ask(checkedUrl(hub), request, new AbortController().signal);
    tools.log.info({ source, hub: printable(hub), mode }, 'the hub was asked');
  } catch (error) {
    if (!(error instanceof FailedRequest)) throw error;
    const because = `The hub ${error.message}.`;
    tools.log.warn(
      { source, hub: printable(hub), mode, because },
      'the hub failed; the feed is polled',
    );
    await tools.subscriptions.change(source, (known) => known && { ...known, because });
  }
}
