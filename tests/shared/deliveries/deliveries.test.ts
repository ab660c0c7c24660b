import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openDeliveries } from '../../../src/shared/deliveries/deliveries.ts';
import type { Delivery } from '../../../src/shared/deliveries/delivery.ts';
import type { ObjectStore } from '../../../src/shared/object-store/object-store.ts';
import { type TemporaryStores, temporaryStores } from '../../support/temporary-archive.ts';

let stores: TemporaryStores;
beforeEach(async () => {
  stores = await temporaryStores();
});
afterEach(() => stores.remove());

const subscriber = 'search';
const idAt = (day: string, number: number): string =>
  `${day}T1000${String(number).padStart(2, '0')}000-${'a'.repeat(24)}`;

function deliveryAt(id: string, state: Delivery['state']): Delivery {
  return {
    ...{ schema: 1, id, subscriber, webhookId: `msg_${id}`, event: 'story.live', state },
    ...{ storyId: 'a'.repeat(20), pass: 1, made: '2026-11-26T10:00:00.000Z', next: null },
    ...{ tries: [], because: null, body: '{}' },
  };
}

/** Twelve a day on three days, the newest two pending; every tenth has failed. */
async function filled(store: ObjectStore): Promise<string[]> {
  const deliveries = openDeliveries(store);
  const ids = ['20261124', '20261125', '20261126'].flatMap((day) =>
    Array.from({ length: 12 }, (_, number) => idAt(day, number)),
  );
  for (const [at, id] of ids.entries()) {
    if (at >= ids.length - 2) await deliveries.plan(deliveryAt(id, 'pending'));
    else await deliveries.finish(deliveryAt(id, at % 10 === 0 ? 'failed' : 'delivered'));
  }
  return ids.reverse();
}

test.each([
  { limit: 5, query: {}, isWanted: () => true },
  { limit: 32, query: {}, isWanted: () => true },
  {
    limit: 12,
    query: { since: '2026-11-25T10:00:08.000Z' },
    isWanted: (id: string) => id >= idAt('20261125', 8),
  },
])(
  'pages of $limit have each delivery once, newest first ($query)',
  async ({ limit, query, isWanted }) => {
    const all = await filled(stores.archive.store);
    const deliveries = openDeliveries(stores.archive.store);
    const seen: string[] = [];
    let cursor: string | null | undefined;
    while (cursor !== null) {
      const page = await deliveries.search(subscriber, { ...query, limit, cursor });
      expect(page.items.length).toBeLessThanOrEqual(limit);
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.next;
    }
    expect(seen).toEqual(all.filter(isWanted));
  },
);

test('those that failed are found on whatever day', async () => {
  const all = await filled(stores.archive.store);
  const page = await openDeliveries(stores.archive.store).search(subscriber, {
    ...{ state: 'failed', limit: 200 },
  });
  const oldestFirst = all.toReversed();
  const failed = oldestFirst.filter((_, at) => at % 10 === 0 && at < oldestFirst.length - 2);
  expect(page.items.map(({ id }) => id)).toEqual(failed.reverse());
});

test('one page of the newest lists no earlier days of the log', async () => {
  await filled(stores.archive.store);
  const { store } = stores.archive;
  const list = vi.spyOn(store, 'list');
  await openDeliveries(store).search(subscriber, { limit: 5 });
  const listed = list.mock.calls.map(([prefix]) => prefix);
  expect(listed.filter((prefix) => /\d{8}/.test(prefix))).toEqual([
    'deliveries/log/search/20261126/',
  ]);
});
