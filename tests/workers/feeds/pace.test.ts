import { expect, test } from 'vitest';
import { retryAfterMs } from '../../../src/shared/web/retry-after.ts';
import { backOffMs } from '../../../src/workers/feeds/pace.ts';

const now = new Date('2026-11-26T10:00:00Z');

test('a feed that is asked less than hourly anyway keeps its pace while it fails', () => {
  expect(backOffMs(7_200_000, 5)).toBe(7_200_000);
  expect(backOffMs(30_000, 1000)).toBe(3_600_000);
});

test.each([
  ['120', 120_000],
  ['Thu, 26 Nov 2026 10:00:30 GMT', 30_000],
  ['Thu, 26 Nov 2026 09:00:00 GMT', 0],
  ['999999999', 86_400_000],
  ['soon', 0],
  ['-5', 0],
  [undefined, 0],
])('Retry-After %s asks for %d ms', (header, ms) => {
  expect(retryAfterMs(header, now)).toBe(ms);
});
