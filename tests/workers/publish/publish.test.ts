import { createHash } from 'node:crypto';
import { Redis } from 'ioredis';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Trigger } from '../../../src/shared/archive/documents.ts';
import { keys } from '../../../src/shared/archive/keys.ts';
import { type Opened, openPass } from '../../../src/shared/archive/open-pass.ts';
import { closePass } from '../../../src/shared/archive/passes.ts';
import type { RenderResult, SiteObject } from '../../../src/shared/archive/publication.ts';
import { redisCatalogue } from '../../../src/shared/catalogue/redis-catalogue.ts';
import { Throttled } from '../../../src/shared/errors.ts';
import type { Story } from '../../../src/shared/story.ts';
import { dirtOf } from '../../../src/workers/publish/dirt-of.ts';
import { publish } from '../../../src/workers/publish/publish.ts';
import type { PublishTools } from '../../../src/workers/publish/publish-tools.ts';
import { noPurges } from '../../../src/workers/publish/purge/purges.ts';
import { Overtaken, putNewer } from '../../../src/workers/publish/put-object.ts';
import { retire } from '../../../src/workers/publish/retire.ts';
import { type PrivateRedis, privateRedis } from '../../support/private-redis.ts';
import { anOpening, STORY_ID } from '../../support/story-samples.ts';
import { type TemporaryStores, temporaryStores } from '../../support/temporary-archive.ts';

let server: PrivateRedis;
let client: Redis;
let stores: TemporaryStores;
let tools: PublishTools;
let storeNow: number;
const now = Date.parse('2026-11-22T10:00:00Z');
beforeAll(async () => {
  server = await privateRedis();
  client = new Redis(server.url.slice('unix:'.length));
});
beforeEach(async () => {
  await client.flushall();
  stores = await temporaryStores();
  const { archive, site } = stores;
  const catalogue = redisCatalogue(client);
  await (await catalogue.startRebuild())?.finish();
  const publicUrl = 'https://news.example';
  const putter = { archive: archive.store, site, assets: new Set<string>(), put: new Map() };
  const storeTime = async () => new Date(storeNow);
  const rest = { pageSize: 30, putter, purges: noPurges, now: () => now, storeTime };
  storeNow = now;
  tools = { archive, site, catalogue, publicUrl, ...rest };
});
afterEach(() => stores.remove());
afterAll(async () => {
  client.disconnect();
  await server.close();
});

/** Opens a pass and does as the stages before publish would: page and pictures in the archive. */
async function rendered(
  changes: Partial<Story> = {},
  page: {
    html?: string;
    path?: string;
    media?: readonly string[];
    isWithdrawal?: boolean;
    trigger?: Trigger;
  } = {},
): Promise<{ story: Story; pass: number }> {
  const { html = '<p>Lifted</p>', path = '/world/flood/', media = [], isWithdrawal } = page;
  const opened = (await openPass(stores.archive, STORY_ID, (head) => {
    const opening = anOpening(changes);
    const trigger = page.trigger ?? opening.head.trigger;
    return { ...opening, head: { ...opening.head, ...(head ?? {}), trigger } };
  })) as Opened;
  const { storyId, revision, pass } = opened.document;
  const pictures = await Promise.all(media.map((name) => stored('media', name, `picture ${name}`)));
  const result: RenderResult = {
    path,
    objects: [...pictures, await stored('page', `${path.slice(1)}index.html`, html)],
    card: isWithdrawal ? null : cardAt(path),
    fronts: isWithdrawal ? [] : ['home', 'section/world'],
    turns: [],
    related: {},
  };
  await stores.archive.putStage({
    ...{ schema: 1, storyId, revision, pass, stage: 'render', verdict: 'rendered', because: [] },
    ...{ findings: [], at: new Date(now).toISOString(), ms: 1, waitMs: 0, attempt: 1, result },
  });
  return { story: await stores.archive.revision(STORY_ID, revision), pass };
}

const cardAt = (path: string) => ({
  ...{ storyId: STORY_ID, headline: 'Flood warning lifted', description: '', path, authors: [] },
  ...{ section: 'world', keywords: [], language: 'en', modified: new Date(now).toISOString() },
  firstPublished: new Date(now).toISOString(),
});

async function stored(kind: SiteObject['kind'], key: string, body: string): Promise<SiteObject> {
  const from = keys.blob(createHash('sha256').update(body).digest('hex'));
  await stores.archive.store.put(from, body, { contentType: 'application/octet-stream' });
  const contentType = kind === 'page' ? 'text/html; charset=utf-8' : 'image/webp';
  return { key, from, kind, contentType, cacheControl: 'public, max-age=60', metadata: {} };
}

const inSite = async (key: string): Promise<string | undefined> =>
  (await stores.site.get(key))?.body.toString();
const headNow = async () => (await stores.reopened().head(STORY_ID))?.head;

test('a published page is in the site, and the head says where and since when', async () => {
  const outcome = await publish(await rendered(), tools);
  expect(outcome.verdict).toBe('live');
  expect(await inSite('world/flood/index.html')).toBe('<p>Lifted</p>');
  const head = await headNow();
  expect(head?.live?.url).toBe('https://news.example/world/flood/');
  expect(head?.numbers).toEqual({ home: 1, 'section/world': 1 });
});

test('publishing twice changes nothing', async () => {
  const trip = await rendered();
  await publish(trip, tools);
  const before = [await headNow(), await stores.site.head('world/flood/index.html')];
  expect((await publish(trip, tools)).verdict).toBe('live');
  expect([await headNow(), await stores.site.head('world/flood/index.html')]).toEqual(before);
});

test('an overtaken pass writes nothing over the newer one', async () => {
  const first = await rendered({}, { html: 'old' });
  const second = await rendered({}, { html: 'new' });
  expect((await publish(second, tools)).verdict).toBe('live');
  expect((await publish(first, tools)).verdict).toBe('superseded');
  expect(await inSite('world/flood/index.html')).toBe('new');
});

test('of two workers with two passes at once, the newer page stays', async () => {
  for (let round = 0; round < 5; round += 1) {
    const [first, second] = [await rendered({}, { html: 'a' }), await rendered({}, { html: 'b' })];
    await Promise.all([publish(first, tools), publish(second, tools)]);
    expect(await inSite('world/flood/index.html')).toBe('b');
    expect((await headNow())?.live?.pass).toBe(second.pass);
  }
});

test('a story under embargo is not published, and its time is in the archive', async () => {
  const trip = await rendered({ embargoed: '2026-11-22T10:00:01.000Z' });
  expect((await publish(trip, tools)).verdict).toBe('scheduled');
  expect(await inSite('world/flood/index.html')).toBeUndefined();
  const appointment = keys.schedule('2026-11-22T10:00', STORY_ID, trip.pass);
  expect(await stores.archive.store.head(appointment)).toBeDefined();
  expect((await headNow())?.ended?.state).toBe('scheduled');
  expect((await publish(trip, tools)).verdict).toBe('scheduled');
});

test('a moved page leaves its former path in the head, and its object goes when nothing needs it', async () => {
  await publish(await rendered(), tools);
  await closePass(stores.archive, { storyId: STORY_ID, pass: 1 });
  const moved = await publish(await rendered({}, { path: '/world/river/' }), tools);
  expect((await headNow())?.formerPaths).toEqual(['/world/flood/']);
  if (moved.verdict !== 'live') throw new Error(moved.verdict);
  expect(moved.release.deletes.map(({ key }) => key)).toEqual(['world/flood/index.html']);
  await retire(moved.release, tools);
  expect(await inSite('world/flood/index.html')).toBeUndefined();
});

test('a replaced picture goes only once no front shows it any more', async () => {
  await publish(await rendered({}, { media: ['_media/old/w640.webp'] }), tools);
  const outcome = await publish(await rendered({}, { media: ['_media/new/w640.webp'] }), tools);
  if (outcome.verdict !== 'live') throw new Error(outcome.verdict);
  await tools.catalogue.soil(dirtOf(outcome.release, 30));
  await expect(retire(outcome.release, tools)).rejects.toThrow(Throttled);
  expect(await inSite('_media/old/w640.webp')).toBeDefined();
  for (const front of await tools.catalogue.dirtyFronts()) {
    await tools.catalogue.clean(front, await tools.catalogue.dirt(front));
  }
  await retire(outcome.release, tools);
  expect(await inSite('_media/old/w640.webp')).toBeUndefined();
  expect(await inSite('_media/new/w640.webp')).toBeDefined();
});

test('a picture that another live story uses outlives the withdrawal', async () => {
  await publish(await rendered({}, { media: ['_media/shared/w640.webp'] }), tools);
  await tools.catalogue.addMediaUses('another', ['_media/shared/w640.webp']);
  const trip = await rendered({}, { html: 'gone', isWithdrawal: true });
  const outcome = await publish(trip, tools);
  if (outcome.verdict !== 'withdrawn') throw new Error(outcome.verdict);
  await retire(outcome.release, tools);
  expect(await inSite('_media/shared/w640.webp')).toBeDefined();
  expect(await inSite('world/flood/index.html')).toBe('gone');
});

test('a withdrawn story leaves the fronts before its page goes', async () => {
  const live = await publish(await rendered(), tools);
  if (live.verdict !== 'live') throw new Error(live.verdict);
  const { numbers, affected } = live.release;
  await tools.catalogue.list(
    cardAt('/world/flood/'),
    { fronts: affected, numbers, former: [], related: {} },
    [],
  );
  const trip = await rendered({}, { html: 'tombstone', isWithdrawal: true });
  expect(await publish(trip, tools)).toEqual({ verdict: 'waits', soiled: affected });
  expect(await inSite('world/flood/index.html')).toBe('<p>Lifted</p>');
  expect(await tools.catalogue.newest('home', 9)).toEqual([]);
  expect((await publish(trip, tools)).verdict).toBe('waits');
  for (const front of affected)
    await tools.catalogue.clean(front, await tools.catalogue.dirt(front));
  expect((await publish(trip, tools)).verdict).toBe('withdrawn');
  expect(await inSite('world/flood/index.html')).toBe('tombstone');
});

test('a process that slept does not put its old page over the newer one it had put itself', async () => {
  const object = await stored('page', 'world/flood/index.html', 'new');
  await putNewer(tools.putter, object, 2);
  const old = await stored('page', 'world/flood/index.html', 'old');
  await expect(putNewer(tools.putter, old, 1)).rejects.toThrow(Overtaken);
  expect(await inSite('world/flood/index.html')).toBe('new');
});

test('a page that another process has put meanwhile is looked at before it is replaced', async () => {
  const key = 'world/index.html';
  await putNewer(tools.putter, await stored('page', key, 'ours'), 1);
  const other = { ...tools.putter, put: new Map() };
  await putNewer(other, await stored('page', key, 'theirs'), 3);
  await expect(putNewer(tools.putter, await stored('page', key, 'late'), 2)).rejects.toThrow(
    Overtaken,
  );
  await putNewer(tools.putter, await stored('page', key, 'newest'), 4);
  expect(await inSite(key)).toBe('newest');
});

describe('an embargo is kept by the store’s clock', () => {
  const embargoed = '2026-11-22T10:00:01.000Z';

  test('a worker whose clock is an hour ahead releases nothing early', async () => {
    const ahead = { ...tools, now: () => now + 3_600_000 };
    expect((await publish(await rendered({ embargoed }), ahead)).verdict).toBe('scheduled');
    expect(await inSite('world/flood/index.html')).toBeUndefined();
  });

  test('a worker whose clock is an hour behind releases in time', async () => {
    storeNow = Date.parse(embargoed);
    const behind = { ...tools, now: () => now - 3_600_000 };
    expect((await publish(await rendered({ embargoed }), behind)).verdict).toBe('live');
  });

  test('a release whose timer went off a moment too soon waits for it and is not put off', async () => {
    const trip = await rendered({ embargoed }, { trigger: 'schedule' });
    await expect(publish(trip, tools)).rejects.toThrow(Throttled);
    expect(await inSite('world/flood/index.html')).toBeUndefined();
    storeNow = Date.parse(embargoed);
    expect((await publish(trip, tools)).verdict).toBe('live');
  });
});

describe('what is in the site already is not put again', () => {
  const puts = () => vi.spyOn(stores.archive.store, 'transfer');
  const keysOf = (spy: ReturnType<typeof puts>) => spy.mock.calls.map(([, , key]) => key);

  test('by a pass that changes nothing of it', async () => {
    await publish(await rendered({}, { media: ['_media/a/w640.webp'] }), tools);
    // Another process, which remembers nothing of it.
    tools.putter.assets.clear();
    const fresh = { ...tools, putter: { ...tools.putter, put: new Map() } };
    const spy = puts();
    const again = await rendered({}, { media: ['_media/a/w640.webp', '_media/b/w640.webp'] });
    expect((await publish(again, fresh)).verdict).toBe('live');
    expect(keysOf(spy)).toEqual(['_media/b/w640.webp']);
  });

  test('unless an overtaken pass may have put something else there', async () => {
    await publish(await rendered({}, { html: 'a' }), tools);
    const overtaken = await rendered({}, { html: 'b' });
    // It had put its page when it was killed.
    const killed = {
      ...tools,
      archive: {
        ...stores.archive,
        swapHead: async () => {
          throw new Error('killed');
        },
      },
    };
    await expect(publish(overtaken, killed)).rejects.toThrow('killed');
    expect(await inSite('world/flood/index.html')).toBe('b');
    expect((await publish(await rendered({}, { html: 'a' }), tools)).verdict).toBe('live');
    expect(await inSite('world/flood/index.html')).toBe('a');
  });

  test('unless the story was withdrawn meanwhile', async () => {
    await publish(await rendered({}, { html: 'a' }), tools);
    const gone = await rendered({}, { html: 'gone', isWithdrawal: true });
    while ((await publish(gone, tools)).verdict === 'waits') {
      for (const front of await tools.catalogue.dirtyFronts()) {
        await tools.catalogue.clean(front, await tools.catalogue.dirt(front));
      }
    }
    await publish(await rendered({}, { html: 'a' }), tools);
    expect(await inSite('world/flood/index.html')).toBe('a');
  });
});
