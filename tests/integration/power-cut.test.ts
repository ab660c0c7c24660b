import { Redis } from 'ioredis';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { Head, StageDocument } from '../../src/shared/archive/documents.ts';
import { keys } from '../../src/shared/archive/keys.ts';
import type { ObjectStore } from '../../src/shared/object-store/object-store.ts';
import { openStore } from '../../src/shared/object-store/open-store.ts';
import { signWebhook } from '../../src/shared/standard-webhooks.ts';
import { listKeys } from '../support/list-keys.ts';
import { patiently } from '../support/patiently.ts';
import { removeData, startUp, type UpProcess } from '../support/up-process.ts';

let up: UpProcess;
let secret: string;
/** Whom a busy machine's door sends away would come back; who posts here does not. */
const environment = { DATELINE_DOOR_MAX_LAG: '600000' };
beforeAll(async () => {
  up = await startUp({ environment });
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

const Story = z.object({
  revision: z.int(),
  live: z.object({ url: z.string(), at: z.string() }).nullable(),
});
const storyOf = async (storyId: string) =>
  Story.parse(await (await call(`/v1/stories/${storyId}`)).json());

async function untilLive(names: readonly string[]): Promise<Map<string, string>> {
  const { live } = await patiently(async () => {
    const stories = await liveStories();
    const byName = new Map(stories.map(({ externalId, storyId }) => [externalId, storyId]));
    const missing = names.filter((name) => !byName.has(name));
    return missing.length === 0 ? { live: byName } : `lacks ${missing.length}: ${missing[0]}`;
  });
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

const Progress = z.object({ state: z.string(), began: z.string(), sent: z.number() });
const progress = async () => Progress.parse(await (await call('/v1/republication')).json());

/** When the page that readers have was rendered. */
async function madeAt(archive: ObjectStore, storyId: string): Promise<string> {
  const read = async (key: string) => JSON.parse(String((await archive.get(key))?.body));
  const { live } = Head.parse(await read(keys.head(storyId)));
  return StageDocument.parse(await read(keys.stage(storyId, live?.pass ?? 0, 'render'))).at;
}

interface Begun {
  readonly began: string;
  /** Taken down. */
  readonly gone: readonly { readonly storyId: string; readonly externalId: string }[];
  readonly stay: readonly { readonly storyId: string; readonly externalId: string }[];
}

/** Publishes everything again, and takes two stories down when this share of it has been sent. */
async function beginChanges(share: number): Promise<Begun> {
  const live = await liveStories();
  const begun = await call('/v1/republication', { reason: 'The theme has changed' });
  const { began } = Progress.parse(await begun.json());
  await patiently(async () => {
    const { sent, state } = await progress();
    return state === 'done' || sent >= share * live.length ? {} : `has sent ${sent}`;
  });
  const [gone, stay] = [live.slice(0, 2), live.slice(2)];
  const answers = await Promise.all(
    gone.map(async ({ storyId }) => {
      // Not always 1: a cut may have burnt a number.
      const { revision } = await storyOf(storyId);
      return call(`/v1/stories/${storyId}/withdraw`, { revision, reason: 'A court' });
    }),
  );
  expect(answers.map(({ status }) => status)).toEqual([200, 200]);
  return { began, gone, stay };
}

/** What was begun comes to its end by itself; every page is there, new, and where it should be. */
async function expectWhole({ began, gone, stay }: Begun): Promise<void> {
  await patiently(async () => {
    const { state } = await progress();
    return state === 'done' ? {} : `is ${state}`;
  });
  const archive = openStore(`file:${up.folder}/archive`);
  await patiently(async () => {
    const open = await listKeys(archive, keys.openPrefix);
    return open.length === 0 ? {} : `has ${open} open`;
  });
  await patiently(async () => {
    const counts = await listings([...stay, ...gone].map(({ externalId }) => externalId));
    const wanted = [...stay.map(() => 1), ...gone.map(() => 0)];
    return counts.join() === wanted.join() ? {} : `lists ${counts}`;
  });
  const feed = await (await fetch(`${up.site}/feed.xml`)).text();
  for (const { externalId, storyId } of gone) {
    expect(feed).not.toContain(`/report-${externalId}/`);
    const head = await archive.get(keys.head(storyId));
    const { ended, formerPaths } = Head.parse(JSON.parse(String(head?.body)));
    const { status } = await fetch(`${up.site}${formerPaths[0]}`);
    expect([ended?.state, status]).toEqual(['withdrawn', 410]);
  }
  for (const { storyId } of stay) {
    const { live } = await storyOf(storyId);
    const { status } = await fetch(`${up.site}${new URL(live?.url ?? '').pathname}`);
    const isNew = (await madeAt(archive, storyId)) >= began;
    expect([storyId, status, isNew]).toEqual([storyId, 200, true]);
  }
  await archive.close();
}

test('after a power cut in a burst, while all is published again and stories are taken down, every accepted story is live once, and so is what is sent again', async () => {
  const earlier = Array.from({ length: 12 }, (_, at) => `early-${at}`);
  expect(await Promise.all(earlier.map(post))).toEqual(earlier.map(() => 202));
  await untilLive(earlier);
  const begun = await beginChanges(0.2);
  const names = Array.from({ length: 50 }, (_, at) => `cut-${at}`);
  const answers = new Map<string, number | undefined>();
  const send = async (name: string) => void answers.set(name, await post(name));
  const sending = names.slice(0, 40).map(async (name, at) => {
    await new Promise((resolve) => setTimeout(resolve, at * 8));
    await send(name);
  });
  await patiently(async () => (answers.size >= 15 ? {} : 'has too few answers'));
  // Too late to be heard: however quick the others were, these are not accepted.
  sending.push(...names.slice(40).map(send));
  await up.powerCut();
  await Promise.all(sending);
  const accepted = names.filter((name) => answers.get(name) === 202);
  expect(accepted.length).toBeGreaterThan(0);
  expect(accepted.length).toBeLessThan(50);
  up = await startUp({ folder: up.folder, environment });
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
  await expectWhole(begun);
});

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
});

/** Shares of a republication after which the plug is pulled: by `npm run test:cuts`. */
const cuts = Number(process.env.DATELINE_CUTS ?? 0);
const shares = Array.from({ length: cuts }, (_, at) => (at + 1) / (cuts + 2));

test.runIf(cuts > 0).each(shares)(
  'cut off with %f of all pages published again and two stories being taken down, the site comes out whole by itself',
  async (share) => {
    const begun = await beginChanges(share);
    await up.powerCut();
    up = await startUp({ folder: up.folder, environment });
    await expectWhole(begun);
  },
  180_000,
);

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
  up = await startUp({ folder: up.folder, environment });
  await untilLive(['last-orders']);
});
