import { afterAll, beforeAll, expect, test } from 'vitest';
import { type RunningNewsroom, runningNewsroom } from './support/running-newsroom.ts';

let newsroom: RunningNewsroom;
beforeAll(async () => {
  newsroom = await runningNewsroom();
});
afterAll(() => newsroom.close());

const story = (externalId: string, more: object = {}) => ({
  externalId,
  headline: `Flood warning ${externalId} lifted`,
  body: '<p>The river fell overnight, and families went home.</p>',
  keywords: ['flood'],
  ...more,
});

test('a submitted story is readable, on the home page, in its section and in the feed', async () => {
  const { storyId } = await newsroom.submit(story('one'));
  const live = await newsroom.until(storyId, 'live');
  expect(live.timeline.map(({ stage, verdict }) => `${stage}: ${verdict}`)).toEqual([
    'ingest: accepted',
    'moderation: approved',
    'render: rendered',
    'publish: live',
  ]);
  const path = new URL(live.url ?? '').pathname;
  expect(path).toMatch(/^\/world\/\d{4}\/\d\d\/\d\d\/flood-warning-one-lifted\/$/);
  expect(await newsroom.page(path)).toContain('The river fell overnight');
  for (const front of ['/', '/world/', '/feed.xml', '/world/feed.xml', '/sitemap.xml']) {
    await newsroom.page(front);
  }
});
