import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connectRedis } from '../../src/shared/redis.ts';
import { patiently } from '../support/patiently.ts';
import { quietLog } from '../support/quiet-log.ts';
import { type RunningNewsroom, runningNewsroom } from '../support/running-newsroom.ts';
import { servePictures } from '../support/serve-pictures.ts';

const pictures = await servePictures();
let newsroom: RunningNewsroom;
let photograph: Buffer;
beforeAll(async () => {
  newsroom = await runningNewsroom({ environment: { DATELINE_ALLOW_PRIVATE: pictures.host } });
  photograph = await sharp({
    create: { width: 900, height: 600, channels: 3, background: '#357' },
  })
    .jpeg()
    .toBuffer();
});
afterAll(async () => {
  await newsroom.close();
  await pictures.close();
});

async function addSource(id: string, missingPictures: string): Promise<void> {
  const answer = await newsroom.call('/v1/sources', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ id, missingPictures }),
  });
  expect(answer.status).toBe(201);
}

const story = (externalId: string, name: string) => ({
  externalId,
  headline: `Bridge ${externalId} reopens`,
  body: '<p>The bridge reopened, and the first cars crossed it at noon.</p>',
  images: [{ url: `http://${pictures.host}/${name}`, caption: 'The bridge' }],
});

const pathOf = (url: string | null): string => new URL(url ?? '').pathname;

/** Visits on the schedule; moves them to now where asked, as if their time had come. */
async function visits({ due = false } = {}): Promise<number> {
  const { store } = newsroom.services.archive;
  let found = 0;
  for await (const { key } of store.list('schedule/')) {
    if (!key.endsWith('.fetch')) continue;
    found += 1;
    const object = await store.get(key);
    if (!due || object === undefined) continue;
    const visit = { ...JSON.parse(object.body.toString()), at: new Date().toISOString() };
    const minute = visit.at.slice(0, 16);
    await store.put(key.replace(/schedule\/[^/]+/, `schedule/${minute}`), JSON.stringify(visit), {
      contentType: 'application/json',
    });
    if (!key.includes(minute)) await store.delete(key);
  }
  return found;
}

async function emptyRedis(): Promise<void> {
  const client = connectRedis(newsroom.redis.url, { profile: 'patient', log: quietLog });
  await client.flushall();
  client.disconnect();
}

/** Until the images stage has found its picture missing, and put the story off. */
const untilItWaits = (storyId: string) =>
  patiently(async () => {
    const { timeline } = await newsroom.until(storyId, 'imaging', 'live');
    return timeline.some(({ verdict }) => verdict === 'waits') ? {} : 'does not wait yet';
  });

const said = ({ timeline }: { timeline: { because: string[] }[] }): string =>
  timeline.flatMap(({ because }) => because).join(' ');

test('a story runs without a picture that is late, and once more with it, though Redis was emptied', async () => {
  const { storyId } = await newsroom.submit(story('late', 'late.jpg'));
  const live = await newsroom.until(storyId, 'live');
  expect(said(live)).toContain('answered 404. The story goes on without it; it is asked for again');
  expect(await newsroom.page(pathOf(live.url))).not.toContain('<figure');
  expect(await visits()).toBe(1);

  await emptyRedis();
  pictures.put('late.jpg', photograph);
  await visits({ due: true });
  await patiently(async () => {
    const html = await newsroom.page(pathOf(live.url));
    return html.includes('<figure') ? {} : 'lacks its picture';
  });
  const later = await newsroom.until(storyId, 'live');
  expect([later.pass, later.live]).toEqual([live.pass + 1, live.live]);
  expect(said(later)).toMatch(/late\.jpg has come\./);
});

test('a story waits for its picture without a worker, and runs with it when it is there', async () => {
  await addSource('patient', 'wait 10 minutes');
  const { storyId } = await newsroom.submit(story('waits', 'soon.jpg'), 'patient');
  await untilItWaits(storyId);
  // More stories than the stage has workers wait with it, and others pass them.
  const more = ['a', 'b', 'c', 'd', 'e'].map((name) => story(`waits-${name}`, 'soon.jpg'));
  const waiting = await Promise.all(more.map((one) => newsroom.submit(one, 'patient')));
  await Promise.all(waiting.map((one) => untilItWaits(one.storyId)));
  pictures.put('quick.jpg', photograph);
  const quick = await newsroom.submit(story('quick', 'quick.jpg'));
  await newsroom.until(quick.storyId, 'live');
  expect((await newsroom.until(storyId, 'imaging')).url).toBeNull();

  pictures.put('soon.jpg', photograph);
  for (const one of [{ storyId }, ...waiting]) {
    const live = await newsroom.until(one.storyId, 'live');
    expect(live.timeline.map(({ verdict }) => verdict)).toContain('waits');
    expect(await newsroom.page(pathOf(live.url))).toContain('<figure');
  }
});

test('a story is held for want of its picture, and a release goes on without', async () => {
  await addSource('strict', 'hold');
  const { storyId } = await newsroom.submit(story('held', 'never.jpg'), 'strict');
  const held = await newsroom.until(storyId, 'held');
  expect(held.because.join(' ')).toMatch(/never\.jpg answered 404\. Its source holds stories/);
  const answer = await newsroom.call(`/v1/stories/${storyId}/release`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ revision: 1, reason: 'The text is what matters.' }),
  });
  expect(answer.status).toBe(200);
  const live = await newsroom.until(storyId, 'live');
  expect(await newsroom.page(pathOf(live.url))).not.toContain('<figure');
});

test('a story that comes in a form is live with the picture that came with it', async () => {
  const form = new FormData();
  const { images: _, ...text } = story('form', '');
  form.set('story', JSON.stringify(text));
  form.set('bridge', new Blob([new Uint8Array(photograph)]), 'bridge.jpg');
  const answer = await newsroom.call('/hooks/demo', { method: 'POST', body: form });
  const { storyId } = (await answer.json()) as { storyId: string };
  const live = await newsroom.until(storyId, 'live');
  expect(await newsroom.page(pathOf(live.url))).toContain('<figure');
});
