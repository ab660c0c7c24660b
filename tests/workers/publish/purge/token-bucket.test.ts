import { expect, test } from 'vitest';
import { type Clock, tokenBucket } from '../../../../src/workers/publish/purge/token-bucket.ts';

const never = new AbortController().signal;

/** A clock that stands still but for those who wait. */
function standingClock(): Clock & { at: number; waited: number } {
  const clock = {
    at: 100_000,
    waited: 0,
    now: () => clock.at,
    async wait(ms: number) {
      clock.at += ms;
      clock.waited += ms;
    },
  };
  return clock;
}

test('no more purges are sent than the plan allows', async () => {
  const clock = standingClock();
  const bucket = tokenBucket({ perSecond: 5 / 60, burst: 25 }, clock);
  for (let taken = 0; taken < 25; taken += 1) await bucket.take(true, never);
  expect(clock.waited).toBe(0);
  for (let taken = 0; taken < 10; taken += 1) await bucket.take(true, never);
  expect(Math.round(clock.waited / 1000)).toBe(120);
});

test('a fifth of what may come at once is kept for what is urgent', async () => {
  const clock = standingClock();
  const bucket = tokenBucket({ perSecond: 1, burst: 10 }, clock);
  for (let taken = 0; taken < 8; taken += 1) await bucket.take(false, never);
  expect(clock.waited).toBe(0);
  await bucket.take(false, never);
  expect(clock.waited).toBe(1000);
  await bucket.take(true, never);
  await bucket.take(true, never);
  expect(clock.waited).toBe(1000);
});

test('a clock that is put back neither fills nor empties the bucket', async () => {
  const clock = standingClock();
  const bucket = tokenBucket({ perSecond: 1, burst: 1 }, clock);
  await bucket.take(true, never);
  clock.at = 50_000;
  await bucket.take(true, never);
  expect(clock.waited).toBe(1000);
});
