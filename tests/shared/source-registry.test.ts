import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { keys } from '../../src/shared/archive/keys.ts';
import { Conflict, Unavailable } from '../../src/shared/errors.ts';
import type { ObjectStore } from '../../src/shared/object-store/object-store.ts';
import { openSeal } from '../../src/shared/seal.ts';
import { SourceDeclaration } from '../../src/shared/source-declaration.ts';
import { openSourceRegistry } from '../../src/shared/source-registry.ts';
import { quietLog } from '../support/quiet-log.ts';
import { type TemporaryStores, temporaryStores } from '../support/temporary-archive.ts';

const declared = [SourceDeclaration.parse({ id: 'wire', section: 'world' })];
const agency = SourceDeclaration.parse({ id: 'agency', trusted: true });
const KEY = 'one key of the tests, long enough';

let stores: TemporaryStores;
beforeEach(async () => {
  stores = await temporaryStores();
  vi.useFakeTimers({ toFake: ['Date'] });
  ahead = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => realNow() + ahead);
});
afterEach(async () => {
  vi.restoreAllMocks();
  vi.useRealTimers();
  await stores.remove();
});

/** Milliseconds that caches believe to have passed more than have. */
let ahead = 0;
const realNow = performance.now.bind(performance);
/** A cache of settings is fresh for two seconds; what time it is it remembers for a millisecond. */
async function untilStale(): Promise<void> {
  ahead += 2050;
  await new Promise((resolve) => setTimeout(resolve, 5));
}

/** As another process opens it. */
const registry = (archive: ObjectStore = stores.archive.store) =>
  openSourceRegistry({
    declared: async () => declared,
    archive,
    seal: openSeal(KEY),
    log: quietLog,
  });

test('a declared source is there from the start, without a secret', async () => {
  expect(await registry().find('wire')).toEqual({
    ...declared[0],
    secrets: [],
    origin: 'declared',
    paused: null,
  });
  expect(await registry().find('nobody')).toBeUndefined();
  expect(await registry().find('../wire')).toBeUndefined();
});

test('a declared source gets its secrets by rotation', async () => {
  const { secrets } = await registry().rotate('wire');
  expect(secrets).toHaveLength(1);
  expect(secrets[0]).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
  expect(await registry().find('wire')).toMatchObject({ secrets, section: 'world' });
});

test('an added source is kept with its secret sealed', async () => {
  const added = await registry().add(agency);
  expect(added).toMatchObject({ id: 'agency', trusted: true, origin: 'added' });
  expect(await registry().find('agency')).toEqual(added);
  const kept = await stores.archive.store.get(keys.sourceConfig('agency'));
  expect(kept?.body.toString()).not.toContain(added.secrets[0]?.slice('whsec_'.length));
});

test.each([
  ['standard-webhooks', /^whsec_[A-Za-z0-9+/]{43}=$/],
  ['hub-signature', /^dls_[\w-]{43}$/],
  ['ghost', /^dls_[\w-]{43}$/],
  ['bearer', /^dls_[\w-]{43}$/],
  ['basic', /^dls_[\w-]{43}$/],
])('a source that proves itself by %s gets secrets fit for it', async (auth, form) => {
  const rateLimit = { perSecond: 5, burst: 10 };
  const declaration = SourceDeclaration.parse({ id: 'partner', auth, rateLimit });
  expect((await registry().add(declaration)).secrets).toEqual([expect.stringMatching(form)]);
  const { secrets } = await registry().rotate('partner');
  expect(secrets).toEqual([expect.stringMatching(form), expect.stringMatching(form)]);
  expect(secrets[0]).not.toBe(secrets[1]);
  expect(await registry().find('partner')).toMatchObject({ auth, rateLimit });
});

test.each([
  { auth: 'none' },
  { rateLimit: { perSecond: 0, burst: 10 } },
  { rateLimit: { perSecond: 5, burst: 0 } },
  { rateLimit: { perSecond: 5 } },
])('a source with %j is no source', (fields) => {
  expect(SourceDeclaration.safeParse({ id: 'partner', ...fields }).success).toBe(false);
});

test('an id is taken once', async () => {
  await registry().add(agency);
  await expect(registry().add(agency)).rejects.toThrow(Conflict);
  await expect(registry().add(declared[0] ?? agency)).rejects.toThrow(Conflict);
});

test('the secret before the newest stays good for a day', async () => {
  const secrets = async () => (await registry().find('agency'))?.secrets;
  const [first] = (await registry().add(agency)).secrets;
  const [second, ...former] = (await registry().rotate('agency')).secrets;
  expect(former).toEqual([first]);
  vi.advanceTimersByTime(23 * 3600 * 1000);
  expect(await secrets()).toEqual([second, first]);
  vi.advanceTimersByTime(3600 * 1000 + 1);
  expect(await secrets()).toEqual([second]);
});

test('two rotations at once leave both secrets good', async () => {
  await registry().add(agency);
  const rotated = await Promise.all([registry().rotate('agency'), registry().rotate('agency')]);
  const all = (await registry().find('agency'))?.secrets;
  expect(all).toHaveLength(3);
  for (const { secrets } of rotated) expect(all).toContain(secrets[0]);
});

test('another process sees a change within two seconds', async () => {
  const here = registry();
  expect(await here.find('agency')).toBeUndefined();
  await registry().add(agency);
  expect(await here.find('agency')).toBeUndefined();
  await untilStale();
  expect(await here.find('agency')).toMatchObject({ id: 'agency' });
  await registry().rotate('agency');
  await untilStale();
  expect((await here.find('agency'))?.secrets).toHaveLength(2);
});

test('a burst of requests asks the archive once', async () => {
  let asked = 0;
  const { store } = stores.archive;
  const get = (key: string) => {
    asked += 1;
    return store.get(key);
  };
  const counted = Object.create(store, { get: { value: get } });
  const sources = registry(counted);
  await Promise.all(Array.from({ length: 50 }, () => sources.find('wire')));
  expect(asked).toBe(1);
});

test('while the archive is away the last known settings stand', async () => {
  const { store } = stores.archive;
  let isAway = false;
  const fickle = Object.create(store, {
    get: {
      value: (key: string) =>
        isAway ? Promise.reject(new Unavailable('no answer')) : store.get(key),
    },
    put: { value: store.put.bind(store) },
  });
  const sources = registry(fickle);
  const { secrets } = await sources.rotate('wire');
  isAway = true;
  await untilStale();
  expect(await sources.find('wire')).toMatchObject({ secrets });
  await expect(sources.find('agency')).rejects.toThrow(Unavailable);
});

test('the list holds declared and added sources', async () => {
  const sources = registry();
  await sources.add(agency);
  expect((await sources.list()).map(({ id, origin }) => [id, origin])).toEqual([
    ['agency', 'added'],
    ['wire', 'declared'],
  ]);
});

test('a kept source that names a rule of an older version is read, without it', async () => {
  const moderation = { rules: { profanity: 'hold', 'a-rule-of-old': 'hold' } };
  const declaration = { ...agency, moderation };
  await stores.archive.store.put(
    keys.sourceConfig('agency'),
    JSON.stringify({ schema: 1, declaration, secrets: [] }),
    { contentType: 'application/json' },
  );
  expect((await registry().find('agency'))?.moderation).toEqual({ rules: { profanity: 'hold' } });
});
