import type { FeedStage } from '../../queues/stage.ts';
import type { Services } from '../../shared/services.ts';
import { openWebClient } from '../../shared/web/web-client.ts';
import { discoverHub, type HubOffer } from './discover-hub.ts';
import { type FetchedFeed, MOST_BYTES } from './fetch-feed.ts';
import { type FeedSource, pollFeed } from './poll-feed.ts';
import { dropSubscription, type SubscribeTools, tendSubscription } from './subscribe.ts';
import type { Take } from './take-items.ts';

const limits = { bytes: MOST_BYTES, redirects: 3, connect: 3_000, headers: 5_000, total: 15_000 };
/** How much slower a feed is polled while a hub delivers it: a hub may fail. */
const SLOWER = 10;

export function open(services: Services, take: Take): FeedStage {
  const { config, feeds: states, subscriptions, threads, log } = services;
  const web = openWebClient(limits, { allowPrivate: config.allowPrivate });
  const now = () => new Date();
  const hubs: SubscribeTools = { web, subscriptions, doorUrl: config.doorUrl, log, now };
  const pause = (source: FeedSource, fetched: FetchedFeed | 'unchanged') =>
    pauseOf(source, fetched, hubs);
  const tools = { web, states, take, threads, log, now, pause };
  return {
    async poll(source, signal) {
      const { feed } = source;
      // Its scheduler goes a moment later.
      if (feed === undefined) return 'gone';
      const verdict = await pollFeed({ ...source, feed }, tools, signal);
      await states.count(verdict);
      return verdict;
    },
    drop: (sourceId) => dropSubscription(sourceId, hubs),
    close: () => web.close(),
  };
}

/** Looks after the subscription; while one stands, polls are few, but never later than its renewal. */
export async function pauseOf(
  { id, feed }: FeedSource,
  fetched: FetchedFeed | 'unchanged',
  hubs: SubscribeTools,
): Promise<number> {
  const offer = feed.webSub ? await offerOf(id, feed.url, { fetched, hubs }) : undefined;
  const renewal = await tendSubscription(id, offer, hubs);
  if (renewal === undefined) return 0;
  const everyMs = feed.everySeconds * 1000;
  return Math.max(everyMs, Math.min(SLOWER * everyMs, renewal - hubs.now().getTime()));
}

/** An unchanged feed offers what it offered. */
async function offerOf(
  source: string,
  address: string,
  { fetched, hubs }: { fetched: FetchedFeed | 'unchanged'; hubs: SubscribeTools },
): Promise<HubOffer | undefined> {
  if (hubs.doorUrl === undefined) return undefined;
  if (fetched !== 'unchanged') return discoverHub(fetched, address);
  const known = await hubs.subscriptions.find(source);
  return known?.state === 'ending' ? undefined : known;
}
