import type { FeedState } from '../../shared/feeds/feed-states.ts';

const HOUR_MS = 3_600_000;

/** A scheduler's tick may come a little before its time by our count. */
const slackMs = (everyMs: number): number => Math.min(everyMs / 2, 15_000);

/** The feed's own pace, doubled with every failure after the first, up to an hour. */
export const backOffMs = (everyMs: number, failures: number): number =>
  Math.max(everyMs, Math.min(HOUR_MS, everyMs * 2 ** Math.min(failures - 1, 20)));

/** Not before the wait is over; `atLeastMs` of it without any slack. */
export function waiting(
  now: Date,
  everyMs: number,
  { waitMs, atLeastMs = 0 }: { readonly waitMs: number; readonly atLeastMs?: number },
): Pick<FeedState, 'notBefore' | 'waitMs'> {
  const ms = Math.max(waitMs - slackMs(everyMs), atLeastMs);
  return { notBefore: new Date(now.getTime() + ms).toISOString(), waitMs: Math.ceil(ms) };
}

/** Whether a poll comes before its time. A clock that was put back lets it through. */
export function isEarly({ notBefore, waitMs }: FeedState, now: Date): boolean {
  if (notBefore === null) return false;
  const left = Date.parse(notBefore) - now.getTime();
  return left > 0 && left <= waitMs;
}
