const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** Waits between tries, as Standard Webhooks suggests: ten tries in 75 hours. */
const waits = [
  5000,
  5 * MINUTE_MS,
  30 * MINUTE_MS,
  ...[2, 5, 10, 14, 20, 24].map((hours) => hours * HOUR_MS),
];
/** A share of each wait, by chance: what failed together need not come back together. */
const JITTER = 0.1;
/** Whatever was put off: after this nobody wants to hear of it. */
const OLDEST_MS = 96 * HOUR_MS;

/** When to try again after so many tries; `undefined`: never. */
export function nextTry(
  { tries, made }: { readonly tries: number; readonly made: string },
  { now, atLeastMs }: { readonly now: Date; readonly atLeastMs: number },
): Date | undefined {
  const wait = waits[tries - 1];
  if (wait === undefined || isStale(made, now)) return undefined;
  const ms = Math.max(wait * (1 + Math.random() * JITTER), atLeastMs);
  return new Date(now.getTime() + ms);
}

export const isStale = (made: string, now: Date): boolean =>
  now.getTime() - Date.parse(made) > OLDEST_MS;
