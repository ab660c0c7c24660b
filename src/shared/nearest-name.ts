/** The name that was probably meant: the one with the fewest letters to change, of at most a third. */
export function nearestName(given: string, names: readonly string[]): string | undefined {
  // What is much longer than any name is no misspelt one, and not worth comparing.
  if (given.length > 80) return undefined;
  const ranked = names
    .map((name) => ({ name, changes: changesBetween(given.toLowerCase(), name) }))
    .sort((a, b) => a.changes - b.changes);
  const [nearest] = ranked;
  return nearest && nearest.changes <= Math.max(2, nearest.name.length / 3)
    ? nearest.name
    : undefined;
}

/** Letters to add, take away or replace (Levenshtein). */
function changesBetween(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, at) => at);
  for (const [line, letter] of [...from].entries()) {
    const next = [line + 1];
    for (let at = 1; at <= to.length; at += 1) {
      const replaced = (row[at - 1] ?? 0) + (to[at - 1] === letter ? 0 : 1);
      next.push(Math.min(replaced, (row[at] ?? 0) + 1, (next[at - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
