import type { Logger } from 'pino';
import type { FeedVerdict } from '../../queues/stage.ts';
import {
  type FeedState,
  type FeedStates,
  settingsOf,
  unpolled,
} from '../../shared/feeds/feed-states.ts';
import { Invalid, Malformed } from '../../shared/formats/format.ts';
import type { Feed } from '../../shared/source-declaration.ts';
import type { Source } from '../../shared/sources.ts';
import type { Threads } from '../../shared/threads/threads.ts';
import { FailedRequest } from '../../shared/web/failed-request.ts';
import { retryAfterMs } from '../../shared/web/retry-after.ts';
import type { WebClient } from '../../shared/web/web-client.ts';
import { type FetchedFeed, fetchFeed } from './fetch-feed.ts';
import { backOffMs, isEarly, waiting } from './pace.ts';
import { type Take, takeItems } from './take-items.ts';

/** A source that has a feed. */
export type FeedSource = Source & { readonly feed: Feed };

export interface PollTools {
  readonly web: WebClient;
  readonly states: FeedStates;
  readonly take: Take;
  readonly threads: Threads;
  readonly log: Pick<Logger, 'info' | 'warn'>;
  readonly now: () => Date;
  /** Milliseconds until the next poll, or 0 for the feed's own pace. */
  readonly pause: (source: FeedSource, fetched: FetchedFeed | 'unchanged') => Promise<number>;
}

/**
 * Asks a feed for what is new and submits it. What is wrong with the feed is a result; what is wrong
 * with our own stores is thrown, and the feed is then asked again as if this poll had not been.
 */
export async function pollFeed(
  source: FeedSource,
  tools: PollTools,
  signal: AbortSignal,
): Promise<FeedVerdict> {
  const settings = settingsOf(source);
  const known = await tools.states.find(source.id);
  const state = known?.settings === settings ? known : unpolled(settings);
  if (state.isGone) return 'gone';
  if (isEarly(state, tools.now())) return 'early';
  try {
    const fetched = await fetchFeed(source.feed.url, state, { web: tools.web, signal });
    return await succeeded(source, { state, fetched, signal }, tools);
  } catch (error) {
    const failure = failureOf(error);
    if (failure === undefined) throw error;
    return failed(source, { state, failure }, tools);
  }
}

async function succeeded(
  source: FeedSource,
  {
    state,
    fetched,
    signal,
  }: { state: FeedState; fetched: FetchedFeed | 'unchanged'; signal: AbortSignal },
  tools: PollTools,
): Promise<FeedVerdict> {
  const everyMs = source.feed.everySeconds * 1000;
  const taken =
    fetched === 'unchanged'
      ? undefined
      : await takeItems(source, fetched, {
          ...tools,
          signal,
          seen: await tools.states.seen(source.id),
        });
  const waitMs = await tools.pause(source, fetched);
  const now = tools.now();
  const fresh = taken?.fresh ?? 0;
  if (state.failures > 0) tools.log.info({ source: source.id }, 'the feed is back');
  for (const why of taken?.faults ?? []) {
    tools.log.warn({ source: source.id, why }, 'an item of the feed cannot be read');
  }
  await tools.states.keep(
    source.id,
    {
      ...state,
      ...(fetched !== 'unchanged' && { etag: fetched.etag, lastModified: fetched.lastModified }),
      ...{ failures: 0, because: taken === undefined ? state.because : becauseOf(taken.faults) },
      lastPolled: now.toISOString(),
      lastChanged: fresh > 0 ? now.toISOString() : state.lastChanged,
      ...(waitMs > 0 ? waiting(now, everyMs, { waitMs }) : { notBefore: null, waitMs: 0 }),
    },
    taken?.seen,
  );
  if (fresh > 0)
    tools.log.info({ source: source.id, items: fresh }, 'the feed has brought stories');
  return fresh > 0 ? 'changed' : 'unchanged';
}

const becauseOf = (faults: readonly string[]): string | null =>
  faults.length === 0
    ? null
    : `${faults.length} of its items could not be read; the first: ${faults[0]}`;

interface Failure {
  readonly because: string;
  readonly isGone: boolean;
  readonly retryAfter: string | undefined;
}

/** What is the feed's own fault; `undefined` for what is ours. */
function failureOf(error: unknown): Failure | undefined {
  if (error instanceof FailedRequest) {
    const { message, status, retryAfter } = error;
    return { because: `The feed ${message}.`, isGone: status === 410, retryAfter };
  }
  if (!(error instanceof Malformed || error instanceof Invalid)) return undefined;
  const because = `The feed cannot be read: ${error.message}`.slice(0, 500);
  return { because, isGone: false, retryAfter: undefined };
}

async function failed(
  source: FeedSource,
  { state, failure }: { state: FeedState; failure: Failure },
  { states, log, now: clock }: PollTools,
): Promise<FeedVerdict> {
  const now = clock();
  const everyMs = source.feed.everySeconds * 1000;
  const failures = state.failures + 1;
  const { because, isGone } = failure;
  // The same again is no news.
  if (because !== state.because) log.warn({ source: source.id, because }, 'the feed failed');
  await states.keep(source.id, {
    ...state,
    ...{ failures, because, isGone, lastPolled: now.toISOString() },
    ...waiting(now, everyMs, {
      waitMs: backOffMs(everyMs, failures),
      atLeastMs: retryAfterMs(failure.retryAfter, now),
    }),
  });
  return isGone ? 'gone' : 'failed';
}
