import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Conflict, Outage } from '../../../src/shared/errors.ts';
import type { ObjectStore } from '../../../src/shared/object-store/object-store.ts';
import { sparedStore } from '../../../src/shared/object-store/spared-store.ts';
import { listKeys } from '../../support/list-keys.ts';
import { quietLog } from '../../support/quiet-log.ts';
import { type TemporaryStores, temporaryStores } from '../../support/temporary-archive.ts';

const text = { contentType: 'text/plain' };
const away = new Outage('The store is away: it hangs');
let stores: TemporaryStores;
let asked: string[];
/** What comes in the place of an answer, by method. */
let faults: Partial<Record<string, () => Promise<never>>>;
let site: ObjectStore;

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['performance'] });
  stores = await temporaryStores();
  asked = [];
  faults = {};
  site = sparedStore(faulty(stores.site), 'site', quietLog);
});
afterEach(async () => {
  vi.useRealTimers();
  await stores.remove();
});

/** The store, which notes what it is asked and does what it is told to. */
const faulty = (store: ObjectStore): ObjectStore =>
  new Proxy(store, {
    get(target, name, self) {
      const method = Reflect.get(target, name, self);
      if (typeof method !== 'function') return method;
      return (...given: unknown[]) => {
        asked.push(String(name));
        const fault = faults[String(name)];
        if (fault !== undefined) return fault();
        return Reflect.apply(method, target, given);
      };
    },
  });

const putThrice = async () => {
  for (let at = 0; at < 3; at += 1) await expect(site.put('a', 'x', text)).rejects.toThrow(Outage);
};

test('a store that three calls in a row found away is not asked by others', async () => {
  faults.put = () => Promise.reject(away);
  await putThrice();
  await expect(site.put('a', 'x', text)).rejects.toThrow('The store is away: it hangs');
  await expect(site.delete('a')).rejects.toThrow(Outage);
  expect(asked).toEqual(['put', 'put', 'put']);
});

test('after a second one call sees whether it is back, and the others wait for what it says', async () => {
  faults.put = () => Promise.reject(away);
  await putThrice();
  vi.advanceTimersByTime(1000);
  faults.put = undefined;
  const look = site.put('a', 'x', text);
  await expect(site.put('b', 'x', text)).rejects.toThrow(Outage);
  await look;
  await site.put('b', 'x', text);
  expect(asked).toEqual(['put', 'put', 'put', 'put', 'put']);
});

test('a look that finds it away still leaves it in peace for another second', async () => {
  faults.put = () => Promise.reject(away);
  await putThrice();
  vi.advanceTimersByTime(1000);
  await expect(site.put('a', 'x', text)).rejects.toThrow(Outage);
  await expect(site.put('a', 'x', text)).rejects.toThrow(Outage);
  expect(asked).toHaveLength(4);
});

test('a look that is never answered does not keep it away for good', async () => {
  faults.put = () => Promise.reject(away);
  await putThrice();
  vi.advanceTimersByTime(1000);
  faults.put = () => new Promise(() => {});
  void site.put('a', 'x', text);
  vi.advanceTimersByTime(20_000);
  faults.put = undefined;
  await site.put('a', 'x', text);
});

test('an answer between two failures, be it that somebody else was first, says that it is there', async () => {
  const failures = [away, away, new Conflict('somebody else wrote it'), away, away];
  for (const failure of failures) {
    faults.put = () => Promise.reject(failure);
    await expect(site.put('a', 'x', text)).rejects.toBe(failure);
  }
  faults.put = undefined;
  await site.put('a', 'x', text);
});

test('a store whose disk is full still reads', async () => {
  await site.put('a', 'x', text);
  faults.put = () => Promise.reject(away);
  await putThrice();
  expect((await site.get('a'))?.body.toString()).toBe('x');
  expect((await site.head('a'))?.size).toBe(1);
  expect(await listKeys(site)).toEqual(['a']);
});

test('a copy to a store that is away is refused like any write to it', async () => {
  const archive = sparedStore(stores.archive.store, 'archive', quietLog);
  await archive.put('a', 'x', text);
  faults.put = () => Promise.reject(away);
  await putThrice();
  await expect(archive.transfer('a', site, 'b', text)).rejects.toThrow(Outage);
  expect(asked).toEqual(['put', 'put', 'put']);
});

test('a native copy finds the store behind the spared one', async () => {
  let met: ObjectStore | undefined;
  const native: ObjectStore = {
    ...stores.archive.store,
    transfer: async (_key, to) => {
      met = to;
      return undefined;
    },
  };
  const behind = faulty(stores.site);
  const target = sparedStore(behind, 'site', quietLog);
  await sparedStore(native, 'archive', quietLog).transfer('a', target, 'a', text);
  expect(met).toBe(behind);
});
