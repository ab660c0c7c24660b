import { afterAll, beforeAll, expect, test } from 'vitest';
import { Conflict, Unavailable } from '../../../src/shared/errors.ts';
import { measureRedis } from '../../../src/shared/metrics/measure-redis.ts';
import { measuredStore } from '../../../src/shared/metrics/measured-store.ts';
import { openMeter, SEPARATOR } from '../../../src/shared/metrics/meter.ts';
import type { ObjectStore } from '../../../src/shared/object-store/object-store.ts';
import { emptiedRedis } from '../../support/emptied-redis.ts';
import { listKeys } from '../../support/list-keys.ts';
import { type TemporaryStores, temporaryStores } from '../../support/temporary-archive.ts';

const redis = emptiedRedis();
let stores: TemporaryStores;
beforeAll(async () => {
  stores = await temporaryStores();
});
afterAll(() => stores.remove());
const text = { contentType: 'text/plain' };

/** Label values of what was observed, each with how often. */
function observed(meter: ReturnType<typeof openMeter>): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const [field, count] of meter.take()?.added ?? []) {
    const [, ...values] = field.split(SEPARATOR);
    const part = values.pop();
    if (part === 'sum') continue;
    counts[values.join(' ')] = (counts[values.join(' ')] ?? 0) + count;
  }
  return counts;
}

test('a store does what it did, and every call is taken down with its outcome', async () => {
  const meter = openMeter();
  const archive = measuredStore(stores.archive.store, 'archive', meter);
  const site = measuredStore(stores.site, 'site', meter);
  await archive.put('a/1', 'one', text);
  await archive.put('a/2', 'two', text);
  await expect(archive.put('a/1', 'again', text, { ifAbsent: true })).rejects.toThrow(Conflict);
  expect((await archive.get('a/1'))?.body.toString()).toBe('one');
  expect(await archive.get('a/3')).toBeUndefined();
  expect(await listKeys(archive, 'a/')).toEqual(['a/1', 'a/2']);
  for await (const { key } of archive.list('a/')) if (key === 'a/1') break;
  expect(await archive.transfer('a/1', site, 'b', text)).toBeDefined();
  await site.delete('b');
  expect(observed(meter)).toEqual({
    'archive put ok': 2,
    'archive put conflict': 1,
    'archive get ok': 1,
    'archive get missing': 1,
    'archive list ok': 2,
    'archive transfer ok': 1,
    'site delete ok': 1,
  });
});

test('a native copy finds the store behind the measured one', async () => {
  let met: ObjectStore | undefined;
  const native: ObjectStore = {
    ...stores.archive.store,
    transfer: async (_key, to) => {
      met = to;
      return 'etag';
    },
  };
  const meter = openMeter();
  const measured = measuredStore(native, 'archive', meter);
  await measured.transfer('a', measuredStore(stores.site, 'site', meter), 'a', text);
  expect(met).toBe(stores.site);
});

test('a store that is away is told from one that errs', async () => {
  const meter = openMeter();
  const failing = (error: Error): ObjectStore => ({
    ...stores.site,
    head: async () => Promise.reject(error),
  });
  for (const error of [new Unavailable('gone'), new Error('odd')]) {
    await expect(measuredStore(failing(error), 'site', meter).head('a')).rejects.toBe(error);
  }
  expect(observed(meter)).toEqual({ 'site head away': 1, 'site head error': 1 });
});

test('of the commands to Redis one in 64 is timed', async () => {
  const meter = openMeter();
  const client = measureRedis(redis.client.duplicate(), meter);
  await client.ping();
  meter.take();
  for (let n = 0; n < 128; n += 1) await client.set('a', n);
  client.disconnect();
  expect(observed(meter)).toEqual({ ok: 2 });
});
