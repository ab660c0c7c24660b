import { afterAll, beforeAll, expect, test } from 'vitest';
import { type RunningNewsroom, runningNewsroom } from '../support/running-newsroom.ts';
import { type S3Server, startS3Server } from '../support/s3-server.ts';
import '../support/s3-keys.ts';

let s3: S3Server;
let newsroom: RunningNewsroom;
beforeAll(async () => {
  s3 = await startS3Server({ buckets: ['archive', 'site'], accessKeyId: 'test' });
  newsroom = await runningNewsroom({
    environment: { DATELINE_ARCHIVE_URL: s3.url('archive'), DATELINE_SITE_URL: s3.url('site') },
  });
});
afterAll(async () => {
  await newsroom.close();
  await s3.close();
});

const story = (externalId: string) => ({
  externalId,
  headline: `Report ${externalId}`,
  body: '<p>A plain report.</p>',
});

const isReadable = async (storyId: string): Promise<void> => {
  const { url } = await newsroom.until(storyId, 'live');
  expect(await newsroom.page(new URL(url ?? '').pathname)).toContain('A plain report.');
};

test('a newsroom on S3 stores publishes as one on a disk does', async () => {
  const { storyId } = await newsroom.submit(story('on-s3'));
  await isReadable(storyId);
  await newsroom.page('/');
});

test('stories go live though the store asks everybody to slow down', async () => {
  const { storyId } = await newsroom.submit(story('slowed'));
  s3.faults.slowDown = 12;
  await isReadable(storyId);
});

test('stories go live, once, though the store does what it is asked and hangs up without a word', async () => {
  const { storyId } = await newsroom.submit(story('unanswered'));
  s3.faults.loseAnswer = 6;
  await isReadable(storyId);
  expect((await newsroom.until(storyId, 'live')).revision).toBe(1);
});

test('a withdrawal on S3 leaves a 410', async () => {
  const { storyId } = await newsroom.submit(story('gone'));
  const { url } = await newsroom.until(storyId, 'live');
  await newsroom.call(`/v1/stories/${storyId}/withdraw`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ revision: 1, reason: 'A legal order.' }),
  });
  await newsroom.page(new URL(url ?? '').pathname, 410);
});

/** The worker's clock is an hour ahead of that of the store. */
const HOUR_MS = 3_600_000;

test('a worker whose clock is an hour ahead of the store releases nothing early', async () => {
  s3.faults.clockMs = -HOUR_MS;
  const storeNow = () => Date.now() + (s3.faults.clockMs ?? 0);
  // By its own clock the embargo is long over.
  const at = Math.ceil(storeNow() / 1000) * 1000 + HOUR_MS / 2;
  const embargoed = new Date(at).toISOString();
  const { storyId } = await newsroom.submit({ ...story('ahead'), embargoed });
  const { because, live: none } = await newsroom.until(storyId, 'scheduled');
  expect([because, none]).toEqual([[`Under embargo until ${embargoed}.`], null]);
  // Three seconds before its end there.
  s3.faults.clockMs = at - 3000 - Date.now();
  const { live } = await newsroom.until(storyId, 'live');
  const released = storeNow();
  await newsroom.page(new URL(live?.url ?? '').pathname);
  expect(released).toBeGreaterThanOrEqual(at);
  s3.faults.clockMs = 0;
});
