import { expect, test } from 'vitest';
import { isStale, nextTry } from '../../../src/workers/notify/retries.ts';

const HOUR_MS = 3_600_000;

test('ten tries take three days and a bit', () => {
  const made = '2026-11-26T00:00:00.000Z';
  let now = new Date(made);
  let tries = 1;
  for (; ; tries += 1) {
    const next = nextTry({ tries, made }, { now, atLeastMs: 0 });
    if (next === undefined) break;
    now = next;
  }
  expect(tries).toBe(10);
  const hours = (now.getTime() - Date.parse(made)) / HOUR_MS;
  expect(hours).toBeGreaterThanOrEqual(75);
  expect(hours).toBeLessThan(84);
});

test('a subscriber that says when to come back is not asked before', () => {
  const now = new Date('2026-11-26T00:00:00.000Z');
  const next = nextTry({ tries: 1, made: now.toISOString() }, { now, atLeastMs: HOUR_MS });
  expect(next?.getTime()).toBe(now.getTime() + HOUR_MS);
});

test('what has been put off for more than four days is tried no more', () => {
  const made = '2026-11-20T00:00:00.000Z';
  const now = new Date('2026-11-24T00:00:01.000Z');
  expect(isStale(made, now)).toBe(true);
  expect(nextTry({ tries: 1, made }, { now, atLeastMs: 0 })).toBeUndefined();
});
