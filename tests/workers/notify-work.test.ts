import { afterEach, beforeEach, expect, test } from 'vitest';
import type { NotifyStage } from '../../src/queues/stage.ts';
import type { Ticket } from '../../src/queues/tickets.ts';
import type { Head, StageDocument } from '../../src/shared/archive/documents.ts';
import { keys } from '../../src/shared/archive/keys.ts';
import { putMarker } from '../../src/shared/archive/passes.ts';
import { notifyWork } from '../../src/workers/notify-work.ts';
import { forgetDeliveries, resendDeliveries } from '../../src/workers/resend-deliveries.ts';
import type { QueueWork, Run } from '../../src/workers/run-queue.ts';
import type { Desks } from '../../src/workers/story-work.ts';
import { listKeys } from '../support/list-keys.ts';
import { quietLog } from '../support/quiet-log.ts';
import { type TemporaryStores, temporaryStores } from '../support/temporary-archive.ts';

let stores: TemporaryStores;
beforeEach(async () => {
  stores = await temporaryStores();
});
afterEach(() => stores.remove());

const storyId = 'a'.repeat(20);
const notice = { kind: 'notice', storyId, pass: 1 } as const;
const delivery = { kind: 'delivery', subscriber: 'search', delivery: 'd' } as const;
const run = { signal: new AbortController().signal } as Run;
const opening: StageDocument = {
  ...{ schema: 1, storyId, revision: 1, pass: 1, stage: 'ingest', verdict: 'accepted' },
  ...{ because: [], findings: [], at: '2026-11-26T14:30:05.123Z', ms: 1, waitMs: 0, attempt: 1 },
};
const open = () => listKeys(stores.archive.store, keys.openPrefix);

function works({
  send,
  plan = async () => [delivery],
}: {
  send: () => Promise<void>;
  plan?: NotifyStage['plan'];
}) {
  const desks = { services: { archive: stores.archive, log: quietLog }, queues: { send } };
  const stage: NotifyStage = { plan, deliver: async () => 'gone', close: async () => {} };
  const pings: QueueWork = { work: async () => 'told', giveUp: async () => {} };
  return notifyWork(stage, pings, desks as unknown as Desks);
}

test('the marker of a pass goes when all that is to be told has its ticket, and not before', async () => {
  await putMarker(stores.archive, opening);
  const killed = works({ send: () => Promise.reject(new Error('killed')) });
  await expect(killed.work(notice, run)).rejects.toThrow('killed');
  expect(await open()).toHaveLength(1);
  const sent: string[] = [];
  await works({ send: async () => void sent.push('ticket') }).work(notice, run);
  expect([sent.length, await open()]).toEqual([1, []]);
});

test('a failed pass that a person has let go on meanwhile keeps its marker', async () => {
  await putMarker(stores.archive, opening);
  await stores.archive.putStage(opening);
  const head = { storyId, pass: 1, ended: null } as Head;
  stores.archive.head = async () => ({ head, etag: '1', modified: new Date() });
  await works({ send: async () => {} }).work(notice, run);
  expect(await open()).toEqual([keys.open(storyId, 1)]);
});

test('what is to be delivered and Redis has lost is sent again', async () => {
  const header = { contentType: 'application/json' };
  await stores.archive.store.put(keys.pendingDelivery('search', 'd'), '{}', header);
  const resent: Ticket[] = [];
  const desks = {
    services: { archive: stores.archive, log: quietLog },
    queues: { resend: async (_queue: string, ticket: Ticket) => resent.push(ticket) > 0 },
  } as unknown as Desks;
  expect(await resendDeliveries(desks)).toBe(1);
  expect(resent).toEqual([delivery]);
});

test('the log of deliveries forgets what is older than a month', async () => {
  const header = { contentType: 'application/json' };
  const ids = ['20261001T000000000-a', '20261126T000000000-b'];
  for (const id of ids) {
    await stores.archive.store.put(keys.loggedDelivery('search', id), '{}', header);
  }
  const now = Date.parse('2026-11-26T12:00:00Z');
  expect(await forgetDeliveries(stores.archive.store, now)).toBe(1);
  const left = await listKeys(stores.archive.store, keys.deliveryLogPrefix);
  expect(left).toEqual([keys.loggedDelivery('search', ids[1] ?? '')]);
});
