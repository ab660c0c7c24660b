import { DelayedError, type Job } from 'bullmq';
import { afterEach, expect, test, vi } from 'vitest';
import { InvalidStory, Outage, Throttled, Unavailable } from '../../src/shared/errors.ts';
import { settle, settlementOf } from '../../src/workers/settle.ts';

const HOUR = 3_600_000;
const now = Date.UTC(2026, 10, 26, 12);
const away = new Outage('The store is away');

afterEach(() => vi.restoreAllMocks());

/** A job in its first of so many attempts, or with so many of them made. */
const jobOf = (progress: object, { attempts = 5, attemptsMade = 0 } = {}): Job =>
  ({ progress, attemptsMade, opts: { attempts } }) as unknown as Job;
const waited = (ms: number) => ({ kind: 'away', because: 'The store is away', since: now - ms });

test.each([
  ['has just been found away', {}, 1000],
  ['was away for a moment', waited(400), 1000],
  ['has been away for 8 seconds', waited(8000), 8000],
  ['has been away for an hour', waited(HOUR), 30_000],
])('where a store %s, a job comes back by chance, and at most so much later', (_, before, most) => {
  for (const chance of [0, 0.5, 1]) {
    vi.spyOn(Math, 'random').mockReturnValue(chance);
    expect(settlementOf(away, jobOf(before), now)).toMatchObject({
      ...{ kind: 'later', afterMs: chance * most },
      setback: { kind: 'away', because: 'The store is away' },
    });
  }
});

test('an outage begins when a job first met it, and is told once', () => {
  const first = settlementOf(away, jobOf({ kind: 'failed', because: 'odd' }), now);
  expect(first).toMatchObject({ setback: { since: now }, isOld: false });
  const again = settlementOf(away, jobOf(waited(8000)), now);
  expect(again).toMatchObject({ setback: { since: now - 8000 }, isOld: true });
});

test('a job that has failed four times still waits for a store', () => {
  expect(settlementOf(away, jobOf({}, { attemptsMade: 4 }), now).kind).toBe('later');
});

test('after three days the job may be at fault itself: it fails like any other', () => {
  expect(settlementOf(away, jobOf(waited(71 * HOUR)), now).kind).toBe('later');
  // It keeps since when: else its next attempt would begin the three days anew.
  const late = { kind: 'retry', setback: { kind: 'away', since: now - 73 * HOUR } };
  expect(settlementOf(away, jobOf(waited(73 * HOUR)), now)).toMatchObject(late);
  expect(settlementOf(away, jobOf(waited(73 * HOUR), { attemptsMade: 4 }), now).kind).toBe('end');
});

test('a job of one run, for whose answer nobody waits longer, does not wait for a store', () => {
  expect(settlementOf(away, jobOf({}, { attempts: 1 }), now).kind).toBe('end');
});

test('sites of others, our own faults and those of a story are counted as before', () => {
  expect(settlementOf(new Unavailable('The hub answered 500'), jobOf({}), now).kind).toBe('retry');
  expect(settlementOf(new Error('AccessDenied (403)'), jobOf({}), now).kind).toBe('retry');
  const last = { attemptsMade: 4 };
  expect(settlementOf(new Error('AccessDenied (403)'), jobOf({}, last), now).kind).toBe('end');
  expect(settlementOf(new InvalidStory('no body'), jobOf({}), now).kind).toBe('end');
  expect(settlementOf(new Throttled('its turn', 7), jobOf({}, last), now)).toMatchObject({
    ...{ kind: 'later', afterMs: 7, setback: { kind: 'waits' } },
  });
});

test('a job whose reason a full Redis does not take still comes back, after as long as it is old', async () => {
  const full = Object.assign(new Error('OOM command not allowed'), { name: 'ReplyError' });
  vi.spyOn(Math, 'random').mockReturnValue(1);
  vi.spyOn(Date, 'now').mockReturnValue(now);
  const delayedTo: number[] = [];
  const job = Object.assign(jobOf({}), {
    timestamp: now - 8000,
    updateProgress: () => Promise.reject(full),
    moveToDelayed: async (at: number) => void delayedTo.push(at),
  });
  const settling = settle(settlementOf(away, job), away, { job, token: 'a' });
  await expect(settling).rejects.toThrow(DelayedError);
  expect(delayedTo).toEqual([now + 8000]);
  job.updateProgress = () => Promise.reject(new Error('odd'));
  const odd = settle(settlementOf(away, job), away, { job, token: 'a' });
  await expect(odd).rejects.toThrow('odd');
});
