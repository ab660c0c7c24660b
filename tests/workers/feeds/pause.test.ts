import { expect, test } from 'vitest';
import type { Subscription, Subscriptions } from '../../../src/shared/feeds/subscriptions.ts';
import type { WebClient } from '../../../src/shared/web/web-client.ts';
import { pauseOf } from '../../../src/workers/feeds/index.ts';

const now = new Date('2026-11-26T10:00:00Z');
const HOUR = 3600;

/** How long a feed that is polled each 300 s rests while its hub has given a lease of so many seconds. */
function pauseWith(leaseSeconds: number, changes: Partial<Subscription> = {}): Promise<number> {
  const known: Subscription = {
    ...{ schema: 1, hub: 'https://h.example/', topic: 'https://f.example/', sealed: '' },
    callback: 'https://door.example/hooks/river?websub=x',
    ...{ state: 'active', isAsking: false, at: now.toISOString(), because: null, leaseSeconds },
    until: new Date(now.getTime() + leaseSeconds * 1000).toISOString(),
    ...changes,
  };
  const subscriptions: Subscriptions = {
    ...{ find: async () => known, change: async () => known },
    ...{ newSecret: () => '', secretOf: () => '' },
  };
  const web: WebClient = { ask: () => Promise.reject(new Error('asked')), close: async () => {} };
  const log = { info: () => undefined, warn: () => undefined };
  const feed = { url: 'https://f.example/', everySeconds: 300, webSub: true };
  return pauseOf(
    {
      ...{ id: 'river', format: 'rss', auth: 'bearer', trusted: false, feed },
      ...{ secrets: [], origin: 'added' },
    },
    'unchanged',
    { web, subscriptions, doorUrl: 'https://door.example', log, now: () => now },
  );
}

test('a feed that a hub delivers is polled at a tenth of its pace', async () => {
  expect(await pauseWith(24 * HOUR)).toBe(3_000_000);
});

test('it is polled in time to renew a short lease, and never faster than it was', async () => {
  expect(await pauseWith(2000)).toBe(1_500_000);
  expect(await pauseWith(300)).toBe(300_000);
});

test('it goes at its own pace until the hub has confirmed', async () => {
  expect(await pauseWith(HOUR, { state: 'asked', isAsking: true, until: null })).toBe(0);
});
