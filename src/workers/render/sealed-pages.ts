/** Page `n` holds the numbers `(n - 1) * size + 1` to `n * size`. */
export function rangeOf(page: number, size: number): { from: number; to: number } {
  return { from: (page - 1) * size + 1, to: page * size };
}

/** The newest page that will take no more stories; 0 where none is full yet. */
export function newestSealed(highest: number, size: number): number {
  return Math.floor(highest / size);
}

/**
 * Sealed pages to be written, oldest first. The page before the newest is among them when the
 * newest is: its link to newer stories led to the front until then.
 */
export function pagesToWrite(
  dirt: Readonly<Record<string, string>>,
  highest: number,
  size: number,
): number[] {
  const newest = newestSealed(highest, size);
  const pages = new Set<number>();
  for (const page of Object.keys(dirt).map(Number)) {
    if (Number.isInteger(page) && page >= 1 && page <= newest) pages.add(page);
  }
  if (pages.has(newest) && newest > 1) pages.add(newest - 1);
  return [...pages].sort((one, other) => one - other);
}
