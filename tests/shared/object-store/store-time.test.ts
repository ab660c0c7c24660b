import { afterEach, beforeEach, expect, test } from 'vitest';
import { storeOffset } from '../../../src/shared/object-store/store-offset.ts';
import { storeTime } from '../../../src/shared/object-store/store-time.ts';
import { type TemporaryStores, temporaryStores } from '../../support/temporary-archive.ts';

const HOUR_MS = 3_600_000;

let stores: TemporaryStores;
beforeEach(async () => {
  stores = await temporaryStores();
});
afterEach(() => stores.remove());

test('a folder tells the time of its file system, whatever this process believes', async () => {
  const [before, realNow] = [Date.now(), Date.now];
  Date.now = () => realNow() + HOUR_MS;
  try {
    const told = (await storeTime(stores.archive.store)).getTime();
    expect(told - before).toBeLessThan(HOUR_MS / 2);
    expect(told - before).toBeGreaterThan(-2000);
  } finally {
    Date.now = realNow;
  }
});

test('a clock that may be right is taken as right', async () => {
  expect(await storeOffset(stores.archive.store)).toBe(0);
});

test('a clock that is wrong is known to be, never by more than it is', async () => {
  const ahead = await storeOffset(stores.archive.store, () => Date.now() + HOUR_MS);
  expect(ahead).toBeLessThan(-HOUR_MS / 2);
  const behind = await storeOffset(stores.archive.store, () => Date.now() - HOUR_MS);
  expect(behind).toBeGreaterThan(HOUR_MS / 2);
  expect(behind).toBeLessThanOrEqual(HOUR_MS);
});
