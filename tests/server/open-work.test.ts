import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type OpenWorkWatch, watchOpenWork } from '../../src/server/open-work.ts';
import type { Desk } from '../../src/shared/desk/desk.ts';
import { quietLog } from '../support/quiet-log.ts';
import { type TemporaryStores, temporaryStores } from '../support/temporary-archive.ts';

let stores: TemporaryStores;
let watch: OpenWorkWatch;
let oldest: string | null = null;
const warned: string[] = [];

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date', 'setInterval', 'clearInterval', 'performance'] });
  stores = await temporaryStores();
  const openWork = async () => ({
    at: new Date().toISOString(),
    submissions: { count: oldest === null ? 0 : 1, oldest },
    passes: { count: 0, oldest: null },
  });
  const log = Object.create(quietLog, {
    warn: { value: (_about: unknown, line?: string) => warned.push(line ?? String(_about)) },
  });
  watch = watchOpenWork({
    services: { archive: stores.archive, desk: { openWork } as unknown as Desk, log },
    redis: { status: 'ready' },
  });
});
afterEach(async () => {
  watch.close();
  vi.useRealTimers();
  await stores.remove();
});

/** Looks are made every ten seconds by themselves. */
async function pass(seconds: number): Promise<void> {
  for (let at = 0; at < seconds; at += 10) {
    vi.advanceTimersByTime(10_000);
    await watch.current();
  }
}

test('an alarm is told to the log once when it begins and once when it ends', async () => {
  oldest = new Date().toISOString();
  await pass(60);
  expect([watch.alarm(), warned]).toEqual([undefined, []]);
  await pass(60);
  expect(watch.alarm()).toContain('has waited 120 s');
  expect(warned).toEqual([expect.stringContaining('has waited 70 s')]);
  oldest = null;
  await pass(30);
  expect(watch.alarm()).toBeUndefined();
  expect(warned.slice(1)).toEqual(['no submission waits too long now']);
});
