const HOUR_MS = 3_600_000;
/** A server may ask for more patience than this; it does not get it. */
const LONGEST_MS = 24 * HOUR_MS;

/** Milliseconds that `Retry-After` asks for: seconds, or a date; 0 where it says neither. */
export function retryAfterMs(header: string | undefined, now: Date): number {
  const written = header?.trim() ?? '';
  const ms = /^\d{1,9}$/.test(written)
    ? Number(written) * 1000
    : Date.parse(written) - now.getTime();
  return Number.isNaN(ms) ? 0 : Math.min(LONGEST_MS, Math.max(0, ms));
}
