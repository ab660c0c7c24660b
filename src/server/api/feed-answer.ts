import { z } from 'zod';
import { type FeedState, settingsOf, unpolled } from '../../shared/feeds/feed-states.ts';
import type { Subscription } from '../../shared/feeds/subscriptions.ts';
import { Feed } from '../../shared/source-declaration.ts';
import type { Source } from '../../shared/sources.ts';

export const FeedAnswer = Feed.extend({
  lastPolled: z.string().nullable(),
  lastChanged: z.string().nullable().describe('When it last brought something new'),
  failures: z.int().describe('In a row'),
  because: z.string().nullable().describe('What is wrong with it, in words'),
  subscription: z
    .object({
      hub: z.string(),
      state: z.enum(['asked', 'active', 'denied', 'ending']),
      until: z.string().nullable(),
      because: z.string().nullable(),
    })
    .nullable()
    .describe('With the hub that the feed names'),
  nextPoll: z.string().nullable().describe('`null` where it is not asked any more, or not yet'),
});

/** What is known of a feed, from Redis and the archive. */
interface KnownFeed {
  readonly state: FeedState | undefined;
  readonly subscription: Subscription | undefined;
}

/** Its polling starts again where the settings are others by now. */
export function feedAnswer(
  source: Source,
  feed: Feed,
  { state, subscription }: KnownFeed,
): z.infer<typeof FeedAnswer> {
  const known = state?.settings === settingsOf(source) ? state : unpolled('');
  const { lastPolled, lastChanged, failures, because } = known;
  return {
    ...feed,
    ...{ lastPolled, lastChanged, failures, because, nextPoll: nextPoll(feed, known) },
    subscription: subscription === undefined ? null : subscriptionShown(subscription),
  };
}

const subscriptionShown = ({ hub, state, until, because }: Subscription) => ({
  ...{ hub, state, until, because },
});

function nextPoll(feed: Feed, { isGone, notBefore, lastPolled }: FeedState): string | null {
  if (isGone || lastPolled === null) return null;
  if (notBefore !== null) return notBefore;
  return new Date(Date.parse(lastPolled) + feed.everySeconds * 1000).toISOString();
}
