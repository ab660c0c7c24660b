import type { Row } from './rows.ts';

/** A row with what became of it. */
export interface Outcome extends Omit<Row, 'text' | 'html'> {
  readonly verdict: 'approved' | 'held' | 'rejected';
  readonly isExplained: boolean;
  /** `null` where it was not held. */
  readonly flipped: boolean | null;
  readonly ms: number;
}

/** A share with its 95 % Wilson interval; `null` of nothing. */
export interface Share {
  readonly of: number;
  readonly share: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

export interface Cell {
  readonly n: number;
  readonly held: number;
  readonly rejected: number;
  /** Of spam, held or rejected. */
  readonly recall: Share;
  /** Of the others, held or rejected. */
  readonly falsePositives: Share;
  readonly falselyRejected: number;
}

export interface Retrieval {
  readonly precision: number | null;
  readonly recall: number | null;
  readonly f1: number | null;
}

export function cellOf(outcomes: readonly Outcome[]): Cell {
  const spam = outcomes.filter(({ isSpam }) => isSpam);
  const ham = outcomes.filter(({ isSpam }) => !isSpam);
  const count = (verdict: Outcome['verdict'], among = outcomes) =>
    among.filter((outcome) => outcome.verdict === verdict).length;
  return {
    n: outcomes.length,
    held: count('held'),
    rejected: count('rejected'),
    recall: shareOf(spam.length - count('approved', spam), spam.length),
    falsePositives: shareOf(ham.length - count('approved', ham), ham.length),
    falselyRejected: count('rejected', ham),
  };
}

export function cellsBy(
  outcomes: readonly Outcome[],
  name: (outcome: Outcome) => string | undefined,
): Record<string, Cell> {
  const groups = groupsBy(outcomes, name).map(([key, group]) => [key, cellOf(group)] as const);
  return Object.fromEntries(groups);
}

/** Without those that have no name, in the order of the names. */
export function groupsBy(
  outcomes: readonly Outcome[],
  name: (outcome: Outcome) => string | undefined,
): (readonly [string, readonly Outcome[]])[] {
  const groups = new Map<string, Outcome[]>();
  for (const outcome of outcomes) {
    const key = name(outcome);
    if (!key) continue;
    const group = groups.get(key);
    if (group) group.push(outcome);
    else groups.set(key, [outcome]);
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1));
}

export function retrievalOf(outcomes: readonly Outcome[]): Retrieval {
  const flagged = outcomes.filter(({ verdict }) => verdict !== 'approved');
  const hits = flagged.filter(({ isSpam }) => isSpam).length;
  const spam = outcomes.filter(({ isSpam }) => isSpam).length;
  const precision = flagged.length === 0 ? null : hits / flagged.length;
  const recall = spam === 0 ? null : hits / spam;
  const f1 = precision && recall ? (2 * precision * recall) / (precision + recall) : null;
  return { precision, recall, f1 };
}

const z95 = 1.959964;

export function shareOf(hits: number, of: number): Share {
  if (of === 0) return { of, share: null, low: null, high: null };
  const share = hits / of;
  const spread = z95 * Math.sqrt((share * (1 - share)) / of + z95 ** 2 / (4 * of ** 2));
  const middle = share + z95 ** 2 / (2 * of);
  const scale = 1 + z95 ** 2 / of;
  return {
    of,
    share,
    low: Math.max(0, (middle - spread) / scale),
    high: Math.min(1, (middle + spread) / scale),
  };
}

/** By nearest rank. */
export function percentile(numbers: readonly number[], share: number): number | null {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? null;
}
