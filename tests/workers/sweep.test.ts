import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { keys } from '../../src/shared/archive/keys.ts';
import type { OpenWork } from '../../src/shared/desk/open-work.ts';
import { Unavailable } from '../../src/shared/errors.ts';
import type { ObjectStore } from '../../src/shared/object-store/object-store.ts';
import type { Desks } from '../../src/workers/story-work.ts';
import { sweep } from '../../src/workers/sweep.ts';
import { quietLog } from '../support/quiet-log.ts';
import { type TemporaryStores, temporaryStores } from '../support/temporary-archive.ts';

let stores: TemporaryStores;
beforeEach(async () => {
  stores = await temporaryStores();
});
afterEach(() => stores.remove());

interface Noted {
  readonly work: OpenWork[];
  readonly sent: string[];
}

/** What a sweep sees; resending fails for submissions that `broken` names. */
function desksOf(noted: Noted, broken: Readonly<Record<string, Error>> = {}): Desks {
  const { archive } = stores;
  const services = {
    ...{ archive, log: quietLog },
    desk: { noteOpenWork: async (work: OpenWork) => void noted.work.push(work) },
    catalogue: { dirtyFronts: async () => [], spells: async () => [] },
  };
  const resend = async (_: string, { submissionId = '' }: { submissionId?: string }) => {
    const error = broken[submissionId];
    if (error !== undefined) throw error;
    return noted.sent.push(submissionId) > 0;
  };
  return { services, queues: { resend } } as unknown as Desks;
}

const nothing = (): Noted => ({ work: [], sent: [] });
const header = { contentType: 'application/octet-stream' };
const inbox = (id: string) => stores.archive.store.put(keys.inbox(id), 'x', header);

test('a sweep tells the desk how much is open and since when, young markers too', async () => {
  await inbox('first');
  await inbox('second');
  const written: (Date | undefined)[] = [];
  for await (const { modified } of stores.archive.store.list(keys.inboxPrefix)) {
    written.push(modified);
  }
  const noted = nothing();
  await sweep(desksOf(noted), 60_000);
  const oldest = Math.min(...written.map((at) => at?.getTime() ?? Number.NaN));
  expect(noted).toEqual({
    work: [
      {
        at: expect.any(String),
        submissions: { count: 2, oldest: new Date(oldest).toISOString() },
        passes: { count: 0, oldest: null },
      },
    ],
    sent: [],
  });
});

test('one submission that cannot be sent on keeps no other from it', async () => {
  for (const id of ['a', 'b', 'c']) await inbox(id);
  const noted = nothing();
  const broken = { a: new RangeError('no stage lecture') };
  expect(await sweep(desksOf(noted, broken), -1000)).toMatchObject({ submissions: 2 });
  expect(noted.sent).toEqual(['b', 'c']);
  expect(noted.work).toHaveLength(1);
});

test('a sweep of an archive that goes away ends in its error, not the process in its own', async () => {
  for (const id of ['a', 'b']) await inbox(id);
  const { store } = stores.archive;
  const slow: ObjectStore = {
    ...store,
    async *list(...listing) {
      for await (const entry of store.list(...listing)) {
        yield entry;
        await wait(20);
      }
    },
  };
  const desks = desksOf(nothing(), { a: new Unavailable('the archive is away') });
  const archive = { ...stores.archive, store: slow };
  const services = { ...desks.services, archive };
  await expect(sweep({ ...desks, services }, -1000)).rejects.toThrow('the archive is away');
});
