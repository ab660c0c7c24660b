import { afterEach, beforeEach, expect, test } from 'vitest';
import { appointPageVisit } from '../../src/shared/archive/appointments.ts';
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
