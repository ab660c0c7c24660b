import { expect, test } from 'vitest';
import { openTurns } from '../../../src/workers/notify/turns.ts';

type End = Exclude<ReturnType<ReturnType<typeof openTurns>['take']>, number>;
const given = (turn: number | End): End => {
  if (typeof turn === 'number') throw new Error(`must wait ${turn} ms`);
  return turn;
};

test('four deliveries go to one subscriber at a time, and others are not in their way', () => {
  const turns = openTurns(() => 0);
  const ends = [1, 2, 3, 4].map(() => given(turns.take('slow')));
  expect(turns.take('slow')).toBeGreaterThan(0);
  given(turns.take('other'));
  ends[0]?.({ hasFailed: false });
  given(turns.take('slow'));
});

test('what waits longest in a heap is not asked for all at once', () => {
  const turns = openTurns(() => 0);
  for (let at = 0; at < 4; at += 1) turns.take('slow');
  const waits = Array.from({ length: 100 }, () => Number(turns.take('slow')));
  expect(waits.at(-1)).toBeGreaterThan(20 * (waits[0] ?? 0) * 0.9);
  expect(Math.max(...waits)).toBeLessThanOrEqual(10_000);
});

test('after three failures in a row a subscriber is left alone, then asked once at a time', () => {
  let now = 0;
  const turns = openTurns(
    () => now,
    () => 0,
  );
  for (let at = 0; at < 3; at += 1) {
    given(turns.take('dead'))({ hasFailed: true });
    now += 1;
  }
  expect(turns.take('dead')).toBe(9_999);
  now += 10_000;
  const probe = given(turns.take('dead'));
  expect(turns.take('dead')).toBeGreaterThan(0);
  probe({ hasFailed: true });
  expect(turns.take('dead')).toBe(20_000);
  now += 20_001;
  given(turns.take('dead'))({ hasFailed: false });
  given(turns.take('dead'));
  given(turns.take('dead'));
});

test('a subscriber that asks for patience gets it at its first failure', () => {
  const turns = openTurns(
    () => 0,
    () => 0,
  );
  given(turns.take('busy'))({ hasFailed: true, pauseMs: 60_000 });
  expect(turns.take('busy')).toBe(60_000);
});
