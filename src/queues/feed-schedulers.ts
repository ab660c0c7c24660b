import { settingsOf } from '../shared/feeds/feed-states.ts';
import type { Source } from '../shared/sources.ts';
import { policy, priority, retention } from './policy.ts';
import type { Queues } from './queues.ts';

/**
 * One job scheduler for each feed, and none for what is no more. Its id holds the settings: changed
 * ones are a new scheduler, which polls at once. Safe to repeat; does nothing where nothing changed.
 */
export async function followFeeds(queues: Queues, sources: readonly Source[]): Promise<void> {
  const queue = queues.all.get('feeds');
  if (queue === undefined) throw new RangeError('no queue feeds');
  const standing = new Set((await queue.getJobSchedulers(0, -1)).map(({ key }) => key));
  const wanted = new Map(
    sources
      .filter(({ feed }) => feed !== undefined)
      .map((source) => [`${source.id}.${settingsOf(source)}`, source]),
  );
  const fed = new Set([...wanted.values()].map(({ id }) => id));
  for (const id of standing) {
    if (wanted.has(id)) continue;
    const [source = ''] = id.split('.');
    if (!fed.has(source)) {
      // One last ticket: a feed that is no more must not stay subscribed to.
      await queues.send('feeds', { kind: 'feed', source }, { priority: priority.feed });
    }
    await queue.removeJobScheduler(id);
  }
  for (const [id, { id: source, feed }] of wanted) {
    if (standing.has(id) || feed === undefined) continue;
    await queue.upsertJobScheduler(
      id,
      { every: feed.everySeconds * 1000 },
      {
        name: 'feed',
        data: { kind: 'feed', source },
        opts: { ...retention, attempts: policy.feeds.attempts, priority: priority.feed },
      },
    );
  }
}
