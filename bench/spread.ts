export interface Spread {
  readonly median: number;
  readonly p99: number;
}

/** Median and 99th percentile (nearest rank), in the unit of the numbers. */
export function spread(numbers: readonly number[]): Spread {
  const sorted = [...numbers].sort((a, b) => a - b);
  const rank = (share: number) => sorted[Math.ceil(share * sorted.length) - 1] ?? Number.NaN;
  return { median: rank(0.5), p99: rank(0.99) };
}
