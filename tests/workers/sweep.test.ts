import { afterEach, beforeEach, expect, test } from 'vitest';
import { keys } from '../../src/shared/archive/keys.ts';
import type { OpenWork } from '../../src/shared/desk/open-work.ts';
import type { Desks } from '../../src/workers/story-work.ts';
import { sweep } from '../../src/workers/sweep.ts';
import { type TemporaryStores, temporaryStores } from '../support/temporary-archive.ts';

let stores: TemporaryStores;
beforeEach(async () => {
  stores = await temporaryStores();
});
afterEach(() => stores.remove());

test('a sweep tells the desk how much is open and since when, young markers too', async () => {
  const header = { contentType: 'application/octet-stream' };
  await stores.archive.store.put(keys.inbox('first'), 'x', header);
  await stores.archive.store.put(keys.inbox('second'), 'x', header);
  const written: (Date | undefined)[] = [];
  for await (const { modified } of stores.archive.store.list(keys.inboxPrefix)) {
    written.push(modified);
  }
  const noted: OpenWork[] = [];
  const resent: string[] = [];
  const desks = {
    services: {
      archive: stores.archive,
      desk: { noteOpenWork: async (work: OpenWork) => void noted.push(work) },
      catalogue: { dirtyFronts: async () => [], spells: async () => [] },
    },
    queues: { resend: async (queue: string) => void resent.push(queue) },
  } as unknown as Desks;
  await sweep(desks, 60_000);
  const oldest = Math.min(...written.map((at) => at?.getTime() ?? Number.NaN));
  expect(noted).toEqual([
    {
      at: expect.any(String),
      submissions: { count: 2, oldest: new Date(oldest).toISOString() },
      passes: { count: 0, oldest: null },
    },
  ]);
  expect(resent).toEqual([]);
});
