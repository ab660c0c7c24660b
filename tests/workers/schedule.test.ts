import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { appoint, appointPageVisit } from '../../src/shared/archive/appointments.ts';
import { keys } from '../../src/shared/archive/keys.ts';
import { watchSchedule } from '../../src/workers/schedule.ts';
import type { Desks } from '../../src/workers/story-work.ts';
import { listKeys } from '../support/list-keys.ts';
import { patiently } from '../support/patiently.ts';
import { quietLog } from '../support/quiet-log.ts';
import { type TemporaryStores, temporaryStores } from '../support/temporary-archive.ts';

let stores: TemporaryStores;
beforeEach(async () => {
  stores = await temporaryStores();
});
afterEach(() => stores.remove());

test('an appointment that cannot be read keeps no other from its time', async () => {
  const { archive } = stores;
  const by = { storyId: 'b'.repeat(20), pass: 1 };
  const broken = keys.pageVisit('a'.repeat(20), by);
  await archive.store.put(broken, '{', { contentType: 'application/json' });
  await appointPageVisit(archive.store, { page: 'c'.repeat(20), by, isUrgent: false });
  const services = { archive, catalogue: { isComplete: async () => true }, log: quietLog };
  const schedule = watchSchedule({ services, queues: {} } as unknown as Desks);
  await schedule.look();
  const left = () => listKeys(archive.store, keys.schedulePrefix);
  // Of a page that is not live nothing is to be made anew: its appointment is struck.
  await patiently(async () => ((await left()).length === 1 ? {} : 'has both appointments'));
  expect(await left()).toEqual([broken]);
  schedule.stop();
});

test('appointments that are due together ask the archive its time together', async () => {
  const { archive } = stores;
  const at = '2026-11-22T06:00:00.000Z';
  for (let pass = 1; pass <= 30; pass += 1) {
    const place = { storyId: 'd'.repeat(20), pass, at, action: 'expire', revision: 1 } as const;
    await appoint(archive.store, place);
  }
  let asked = 0;
  let answer = () => {};
  const answered = new Promise<void>((resolve) => {
    answer = resolve;
  });
  const put = archive.store.put.bind(archive.store);
  vi.spyOn(archive.store, 'put').mockImplementation(async (key, ...rest) => {
    if (key === 'probe/clock') asked += 1;
    // The first tells when to look.
    if (key === 'probe/clock' && asked > 1) await answered;
    return put(key, ...rest);
  });
  const services = { archive, log: quietLog };
  const schedule = watchSchedule({ services, queues: {} } as unknown as Desks);
  await schedule.look();
  answer();
  const left = () => listKeys(archive.store, keys.schedulePrefix);
  // There is no such story: the appointments are struck.
  await patiently(async () => ((await left()).length === 0 ? {} : 'has appointments'));
  schedule.stop();
  expect(asked).toBeLessThan(10);
});
