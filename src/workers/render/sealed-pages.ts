/** Page `n` holds the numbers `(n - 1) * size + 1` to `n * size`. */
export function rangeOf(page: number, size: number): { from: number; to: number } {
  return { from: (page - 1) * size + 1, to: page * size };
}

/** The newest page that will take no more stories; 0 where none is full yet. */
export function newestSealed(highest: number, size: number): number {
  return Math.floor(highest / size);
}

/**
 * Sealed pages to be written, oldest first: the dirty ones, and those full since the last edition,
 * for the story that would have filled a page may never have gone live. The page before the newest
 * is among them when the newest is new: its link to newer stories led to the front until then.
 */
export function pagesToWrite(
  dirt: Readonly<Record<string, string>>,
  {
    highest,
    size,
    written,
  }: {
    readonly highest: number;
    readonly size: number;
    /** The newest sealed page that is in the site. */
    readonly written: number;
  },
): number[] {
  const newest = newestSealed(highest, size);
  const pages = new Set<number>();
  for (const page of Object.keys(dirt).map(Number)) {
    if (Number.isInteger(page) && page >= 1 && page <= newest) pages.add(page);
  }
  for (let page = written + 1; page <= newest; page += 1) pages.add(page);
  if (newest > written && newest > 1) pages.add(newest - 1);
  return [...pages].sort((one, other) => one - other);
}
