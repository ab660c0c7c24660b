import type { FeedStage } from '../../queues/stage.ts';
import type { Services } from '../../shared/services.ts';
import { openWebClient } from '../../shared/web/web-client.ts';
import { MOST_BYTES } from './fetch-feed.ts';
import { pollFeed } from './poll-feed.ts';
import type { Take } from './take-items.ts';

const limits = { bytes: MOST_BYTES, redirects: 3, connect: 3_000, headers: 5_000, total: 15_000 };

export function open({ config, feeds: states, log }: Services, take: Take): FeedStage {
  const web = openWebClient(limits, { allowPrivate: config.allowPrivate });
  const tools = { web, states, take, log, now: () => new Date(), slower: async () => 1 };
  return {
    async poll(source, signal) {
      const { feed } = source;
      // Its scheduler goes a moment later.
      if (feed === undefined) return 'gone';
      const verdict = await pollFeed({ ...source, feed }, tools, signal);
      await states.count(verdict);
      return verdict;
    },
    close: () => web.close(),
  };
}
