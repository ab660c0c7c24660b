/** Places `[start, end)`. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** Units before and after a change that a term may reach over. */
const reach = 64;

const nothing: readonly Stretch[] = [];

/** Stretches of a text with what stands around them, joined where they meet. */
export function around(changes: readonly Stretch[], length: number): readonly Stretch[] {
  if (changes.length === 0) return nothing;
  const stretches: Stretch[] = [];
  for (const change of changes) {
    const start = Math.max(0, change.start - reach);
    const end = Math.min(length, change.end + reach);
    const last = stretches.at(-1);
    if (last && start <= last.end) stretches[stretches.length - 1] = { start: last.start, end };
    else stretches.push({ start, end });
  }
  return stretches;
}
