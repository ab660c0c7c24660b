import { Redis } from 'ioredis';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { signWebhook } from '../../src/shared/standard-webhooks.ts';
import { patiently } from '../support/running-newsroom.ts';
import { removeData, startUp, type UpProcess } from '../support/up-process.ts';

let up: UpProcess;
let secret: string;
beforeAll(async () => {
  up = await startUp();
  const answer = await call('/v1/sources', { id: 'wire', format: 'dateline' });
  secret = z.object({ secret: z.string() }).parse(await answer.json()).secret;
});
afterAll(async () => {
  await up.stop();
  await removeData(up.folder);
});

const call = (path: string, body?: object): Promise<Response> =>
  fetch(`${up.http}${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { authorization: `Bearer ${up.token}`, 'content-type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });

const bodyOf = (name: string): string =>
  JSON.stringify({
    externalId: name,
    headline: `Report ${name}`,
    body: '<p>A plain report of the day.</p>',
  });

/** Posts as the wire would; `undefined` where no answer came. */
async function post(name: string): Promise<number | undefined> {
  const body = bodyOf(name);
  const headers = signWebhook(secret, { id: name, body: Buffer.from(body) });
  try {
    const answer = await fetch(`${up.http}/hooks/wire`, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      body,
    });
    await answer.text();
    return answer.status;
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}

const Listed = z.object({
  items: z.array(z.object({ storyId: z.string(), externalId: z.string(), state: z.string() })),
  next: z.string().nullable(),
});

async function liveStories(): Promise<{ storyId: string; externalId: string }[]> {
  const found = [];
  for (let cursor = ''; ; ) {
    const answer = await call(`/v1/stories?state=live&cursor=${encodeURIComponent(cursor)}`);
    if (answer.status !== 200) return [];
    const { items, next } = Listed.parse(await answer.json());
    found.push(...items);
    if (next === null) return found;
    cursor = next;
  }
}

const Story = z.object({ live: z.object({ url: z.string(), at: z.string() }).nullable() });
const storyOf = async (storyId: string) =>
  Story.parse(await (await call(`/v1/stories/${storyId}`)).json());

async function untilLive(names: readonly string[]): Promise<Map<string, string>> {
  const { live } = await patiently(async () => {
    const stories = await liveStories();
    const byName = new Map(stories.map(({ externalId, storyId }) => [externalId, storyId]));
    const missing = names.filter((name) => !byName.has(name));
    return missing.length === 0 ? { live: byName } : `lacks ${missing.length}: ${missing[0]}`;
  }, 60_000);
  return live;
}

/** How often each story stands in the sitemap. */
async function listings(names: readonly string[]): Promise<number[]> {
  const index = await (await fetch(`${up.site}/sitemap.xml`)).text();
  const parts = [...index.matchAll(/sitemap-\d{4}-\d\d\.xml/g)].map(([part]) => part);
  const texts = await Promise.all(
    [...new Set(parts)].map(async (part) => (await fetch(`${up.site}/${part}`)).text()),
  );
  const all = texts.join('');
  return names.map((name) => all.split(`/report-${name}/</loc>`).length - 1);
}

test('after a power cut in a burst every accepted story is live once, and so is what is sent again', async () => {
  const names = Array.from({ length: 50 }, (_, at) => `cut-${at}`);
  const answers = new Map<string, number | undefined>();
  const sending = names.map(async (name, at) => {
    await new Promise((resolve) => setTimeout(resolve, at * 8));
    answers.set(name, await post(name));
  });
  await patiently(async () => (answers.size >= 15 ? {} : 'has too few answers'));
  await up.powerCut();
  await Promise.all(sending);
  const accepted = names.filter((name) => answers.get(name) === 202);
  expect(accepted.length).toBeGreaterThan(0);
  expect(accepted.length).toBeLessThan(50);
  up = await startUp({ folder: up.folder });
  await untilLive(accepted);
  for (const name of names) expect([200, 202]).toContain(await post(name));
  const live = await untilLive(names);
  for (const name of names) {
    const story = await storyOf(live.get(name) ?? '');
    const path = new URL(story.live?.url ?? '').pathname;
    expect([name, (await fetch(`${up.site}${path}`)).status]).toEqual([name, 200]);
  }
  await patiently(async () => {
    const counts = await listings(names);
    return counts.every((count) => count === 1) ? {} : `lists ${counts.join(' ')}`;
  });
}, 120_000);

test('Redis emptied with stories in flight: nothing is lost, no date changes, the fronts are whole', async () => {
  const before = new Map<string, string | undefined>();
  for (const { externalId, storyId } of await liveStories()) {
    before.set(externalId, (await storyOf(storyId)).live?.at);
  }
  expect(before.size).toBeGreaterThanOrEqual(50);
  const names = Array.from({ length: 20 }, (_, at) => `flight-${at}`);
  const sending = names.map(post);
  const redis = new Redis(up.redisUrl.slice('unix:'.length));
  await redis.flushall();
  redis.disconnect();
  expect(await Promise.all(sending)).toEqual(names.map(() => 202));
  const live = await untilLive([...before.keys(), ...names]);
  for (const [name, at] of before) {
    expect([name, (await storyOf(live.get(name) ?? '')).live?.at]).toEqual([name, at]);
  }
  await patiently(async () => {
    const counts = await listings([...before.keys(), ...names]);
    return counts.every((count) => count === 1) ? {} : `lists ${counts.join(' ')}`;
  });
}, 120_000);

test('a stop finishes what is being worked on and leaves no process behind', async () => {
  const pids = up.pids();
  expect(pids.length).toBeGreaterThanOrEqual(3);
  expect(await post('last-orders')).toBe(202);
  expect(await up.stop()).toBe(0);
  const alive = pids.filter((pid) => {
    try {
      return process.kill(pid, 0);
    } catch {
      return false;
    }
  });
  expect(alive).toEqual([]);
  up = await startUp({ folder: up.folder });
  await untilLive(['last-orders']);
}, 60_000);
