import { expect, test } from 'vitest';
import { openLimits } from '../../src/server/door/limits.ts';

let clock = 0;
const now = () => clock;
const overall = { perSecond: 500, burst: 2000 };
const wire = { id: 'wire' };
const times = (count: number, take: () => number) => Array.from({ length: count }, take);

test('a source may send 200 at once, then 50 a second', () => {
  const limits = openLimits({ now, overall });
  expect(times(201, () => limits.take(wire)).filter((wait) => wait === 0)).toHaveLength(200);
  clock += 1000;
  expect(times(60, () => limits.take(wire)).filter((wait) => wait === 0)).toHaveLength(50);
  clock += 3_600_000;
  expect(times(300, () => limits.take(wire)).filter((wait) => wait === 0)).toHaveLength(200);
});

test('after the time it was told a source may come in', () => {
  const limits = openLimits({ now, overall });
  const slow = { id: 'slow', rateLimit: { perSecond: 0.3, burst: 1 } };
  expect(limits.take(slow)).toBe(0);
  const wait = limits.take(slow);
  expect(wait).toBe(4);
  clock += 1000;
  expect(limits.take(slow)).toBe(3);
  clock += (wait - 1) * 1000;
  expect(limits.take(slow)).toBe(0);
});

test('one source does not use up what is another’s', () => {
  const limits = openLimits({ now, overall });
  times(300, () => limits.take(wire));
  expect(limits.take(wire)).toBe(1);
  expect(limits.take({ id: 'agency' })).toBe(0);
});

test('all sources together have a limit, and who is refused by it pays nothing', () => {
  const limits = openLimits({ now, overall: { perSecond: 1, burst: 3 } });
  const agency = { id: 'agency', rateLimit: { perSecond: 0.01, burst: 1 } };
  expect(times(3, () => limits.take(wire))).toEqual([0, 0, 0]);
  expect(limits.take(agency)).toBe(1);
  clock += 1000;
  expect(limits.take(agency)).toBe(0);
});

test('a limit that was changed holds at once', () => {
  const limits = openLimits({ now, overall });
  const narrow = { ...wire, rateLimit: { perSecond: 1, burst: 1 } };
  expect(limits.take(wire)).toBe(0);
  expect(times(2, () => limits.take(narrow))).toEqual([0, 1]);
});

test('ten thousand and more sources do not fill the memory, nor stop the door', () => {
  const limits = openLimits({ now, overall: { perSecond: 1, burst: 100_000 } });
  for (let at = 0; at < 20_000; at += 1) expect(limits.take({ id: `s-${at}` })).toBe(0);
});
