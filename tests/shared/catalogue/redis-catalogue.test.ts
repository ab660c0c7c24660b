import { beforeEach, expect, test, vi } from 'vitest';
import type { Card } from '../../../src/shared/archive/publication.ts';
import { redisCatalogue } from '../../../src/shared/catalogue/redis-catalogue.ts';
import { Throttled } from '../../../src/shared/errors.ts';
import { emptiedRedis } from '../../support/emptied-redis.ts';

const redis = emptiedRedis();
beforeEach(async () => {
  await complete();
});

const complete = async () => (await redisCatalogue(redis.client).startRebuild())?.finish();

const card = (storyId: string, firstPublished: string): Card => ({
  ...{ storyId, firstPublished, headline: storyId, description: '', path: `/world/${storyId}/` },
  ...{ section: 'world', keywords: [], language: 'en', authors: [], modified: firstPublished },
});
const fronts = ['home', 'section/world'];

async function publish(storyId: string, firstPublished: string) {
  const catalogue = redisCatalogue(redis.client);
  const numbers = await catalogue.assignNumbers(storyId, fronts, {});
  await catalogue.list(
    card(storyId, firstPublished),
    { fronts, numbers, former: [], related: {} },
    [],
  );
  return numbers;
}

test('a front shows the newest story first, whatever order they came in', async () => {
  const catalogue = redisCatalogue(redis.client);
  await publish('b', '2026-11-22T11:00:00Z');
  await publish('c', '2026-11-22T12:00:00Z');
  await publish('a', '2026-11-22T10:00:00Z');
  const shown = await catalogue.newest('home', 2);
  expect(shown.map(({ storyId }) => storyId)).toEqual(['c', 'b']);
});

test('a story keeps its number on a front for ever, and none is given twice', async () => {
  const catalogue = redisCatalogue(redis.client);
  const first = await publish('a', '2026-11-22T10:00:00Z');
  expect(await publish('b', '2026-11-22T11:00:00Z')).toEqual({ home: 2, 'section/world': 2 });
  expect(await publish('a', '2026-11-22T10:00:00Z')).toEqual(first);
  await redis.client.flushall();
  expect(await catalogue.assignNumbers('z', ['home'], { home: 41 })).toEqual({ home: 41 });
  await expect(catalogue.assignNumbers('y', ['home'], {})).rejects.toThrow(Throttled);
  await complete();
  await catalogue.assignNumbers('z', ['home'], { home: 41 });
  expect(await catalogue.assignNumbers('y', ['home'], {})).toEqual({ home: 42 });
});

test('a withdrawn story leaves a hole; nothing shifts', async () => {
  const catalogue = redisCatalogue(redis.client);
  for (const id of ['a', 'b', 'c']) await publish(id, '2026-11-22T10:00:00Z');
  await catalogue.remove('b', fronts, [{ front: 'home', pages: [1] }]);
  const left = await catalogue.numbered('home', 1, 30);
  expect(left.map(({ number, card: { storyId } }) => [number, storyId])).toEqual([
    [1, 'a'],
    [3, 'c'],
  ]);
  expect(await catalogue.dirtyFronts()).toEqual(['home']);
});

test('a story that changes its section leaves the former one', async () => {
  const catalogue = redisCatalogue(redis.client);
  const numbers = await publish('a', '2026-11-22T10:00:00Z');
  const moved = { ...card('a', '2026-11-22T10:00:00Z'), section: 'sport' };
  const now = ['home', 'section/sport'];
  await catalogue.list(moved, { fronts: now, numbers, former: fronts, related: {} }, []);
  expect(await catalogue.newest('section/world', 9)).toEqual([]);
  expect(await catalogue.newest('section/sport', 9)).toEqual([moved]);
});

test('an edition clears only what it has seen', async () => {
  const catalogue = redisCatalogue(redis.client);
  await catalogue.soil([{ front: 'home', pages: [3] }]);
  const seen = await catalogue.dirt('home');
  expect(Object.keys(seen).sort()).toEqual(['3', 'front']);
  await catalogue.soil([{ front: 'home', pages: [] }]);
  expect(await catalogue.clean('home', seen)).toBe(false);
  expect(Object.keys(await catalogue.dirt('home'))).toEqual(['front']);
  expect(await catalogue.clean('home', await catalogue.dirt('home'))).toBe(true);
  expect(await catalogue.dirtyFronts()).toEqual([]);
});

test('a front lags from the first change that is not on it, however many follow', async () => {
  const catalogue = redisCatalogue(redis.client);
  const clock = vi.spyOn(Date, 'now').mockReturnValue(1_000);
  await catalogue.soil([{ front: 'home', pages: [] }]);
  const seen = await catalogue.dirt('home');
  clock.mockRestore();
  await catalogue.soil([{ front: 'home', pages: [] }]);
  expect([...(await catalogue.dirtySince())]).toEqual([['home', 1_000]]);
  // The first is on the edition now; what came while that was made waits on.
  await catalogue.clean('home', seen);
  expect((await catalogue.dirtySince()).get('home')).toBeGreaterThan(1_000);
  await catalogue.clean('home', await catalogue.dirt('home'));
  expect([...(await catalogue.dirtySince())]).toEqual([]);
});

test('editions are numbered upwards, after Redis was emptied too', async () => {
  const catalogue = redisCatalogue(redis.client);
  const { edition: first } = await catalogue.nextEdition('home');
  const second = await catalogue.nextEdition('home');
  expect(second.edition).toBeGreaterThan(first);
  expect(second.after).toBe(first);
  await redis.client.flushall();
  await new Promise((resolve) => setTimeout(resolve, 5));
  const third = await catalogue.nextEdition('home');
  expect(third.edition).toBeGreaterThan(second.edition);
  expect(third.after).toBe(0);
});

test('which edition was published last is not believed once Redis has restarted', async () => {
  const catalogue = redisCatalogue(redis.client);
  expect(await catalogue.isLastPublished('home', 7)).toBe(false);
  await catalogue.notePublished('home', 7);
  expect(await catalogue.isLastPublished('home', 7)).toBe(true);
  expect(await catalogue.isLastPublished('home', 8)).toBe(false);
  await redis.server.kill();
  await redis.server.start();
  expect(await redisCatalogue(redis.client).isLastPublished('home', 7)).toBe(false);
});

test('a rendition that two stories use is unused only when both let go of it', async () => {
  const catalogue = redisCatalogue(redis.client);
  const [shared, own] = ['_media/1/w640.webp', '_media/1/w640-ab.webp'];
  await catalogue.addMediaUses('a', [shared, own]);
  await catalogue.addMediaUses('b', [shared]);
  await catalogue.dropMediaUses('a', [shared]);
  expect(await catalogue.unusedMedia([shared, own])).toEqual([]);
  await catalogue.dropMediaUses('b', [shared]);
  expect(await catalogue.unusedMedia([shared, own])).toEqual([shared]);
  await catalogue.dropMediaUses('a', [own]);
  expect(await catalogue.unusedMedia([own])).toEqual([own]);
});

test('half a catalogue says so, until one process has rebuilt all of it', async () => {
  const catalogue = redisCatalogue(redis.client);
  await publish('a', '2026-11-22T10:00:00Z');
  expect(await catalogue.isComplete()).toBe(true);
  const turn = await catalogue.startRebuild();
  expect(await catalogue.newest('home', 9)).toEqual([]);
  expect(await redisCatalogue(redis.client).startRebuild()).toBeUndefined();
  expect(await catalogue.isComplete()).toBe(false);
  expect(await turn?.finish()).toBe(true);
  expect(await catalogue.isComplete()).toBe(true);
});

test('a rebuild that has lost its turn marks nothing as complete', async () => {
  const catalogue = redisCatalogue(redis.client);
  await redis.client.flushall();
  const lost = await catalogue.startRebuild();
  await redis.client.flushall();
  const second = await catalogue.startRebuild();
  expect(await lost?.finish()).toBe(false);
  expect(await catalogue.isComplete()).toBe(false);
  await second?.abandon();
  expect(await catalogue.startRebuild()).toBeDefined();
});

test('a rebuild that fails as it begins leaves the turn to the next', async () => {
  const failing = new Proxy(redis.client, {
    get: (target, name) =>
      name === 'scan'
        ? async () => {
            throw new Error('LOADING Redis is loading the dataset in memory');
          }
        : Reflect.get(target, name),
  });
  await redis.client.flushall();
  await expect(redisCatalogue(failing).startRebuild()).rejects.toThrow('LOADING');
  const next = await redisCatalogue(redis.client).startRebuild();
  expect(next).toBeDefined();
  await next?.abandon();
});

test('a restart of Redis is noticed, until what it may have forgotten is restored', async () => {
  const catalogue = redisCatalogue(redis.client);
  await catalogue.noteRestored(await catalogue.run());
  expect(await catalogue.hasRestarted()).toBe(false);
  await redis.server.kill();
  await redis.server.start();
  expect(await catalogue.hasRestarted()).toBe(true);
  expect(await catalogue.isComplete()).toBe(true);
});

test('a restart while the heads are read is noticed afterwards', async () => {
  const catalogue = redisCatalogue(redis.client);
  const run = await catalogue.run();
  await redis.server.kill();
  await redis.server.start();
  await catalogue.noteRestored(run);
  expect(await catalogue.hasRestarted()).toBe(true);
});

test('that Redis has everything is not noted after a restart before it has been restored', async () => {
  const catalogue = redisCatalogue(redis.client);
  await catalogue.noteRestored(await catalogue.run());
  await catalogue.noteWhole();
  const whole = await catalogue.wholeAt();
  expect(whole).toBeInstanceOf(Date);
  await redis.server.kill();
  await redis.server.start();
  await catalogue.noteWhole();
  expect(await catalogue.wholeAt()).toEqual(whole);
  await catalogue.noteRestored(await catalogue.run());
  await catalogue.noteWhole();
  expect((await catalogue.wholeAt())?.getTime()).toBeGreaterThan(whole?.getTime() ?? 0);
});

test('an original knows forty translations, and each of them the same; the next stands alone', async () => {
  const catalogue = redisCatalogue(redis.client);
  const publish = (storyId: string, more: object) =>
    catalogue.list(
      { ...card(storyId, '2026-11-22T10:00:00Z'), ...more },
      { fronts: [], numbers: {}, former: [], related: {} },
      [],
    );
  await publish('first', {});
  for (let at = 0; at < 41; at += 1) {
    const firstPublished = new Date(Date.parse('2026-11-22') + at).toISOString();
    await publish(`t${at}`, { original: 'first', firstPublished });
  }
  const of = async (storyId: string, original?: string) => {
    const found = await catalogue.translations({ storyId, ...(original && { original }) });
    return found.map((other) => other.storyId);
  };
  expect(await of('first')).toHaveLength(40);
  expect((await of('t39', 'first')).slice(0, 2)).toEqual(['first', 't0']);
  expect(await of('t40', 'first')).toEqual([]);
  await catalogue.remove('t0', [], []);
  expect(await of('t40', 'first')).toHaveLength(40);
  expect(await of('first')).not.toContain('t0');
});
