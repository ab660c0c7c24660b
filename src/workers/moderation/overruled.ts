import type { Finding } from '../../shared/finding.ts';
import type { Derivation } from '../../shared/repair.ts';

/**
 * What a person saw before they repaired the story, and let pass, does not hold it a second time:
 * the same rule at the same place is only noted. What the repair brings to light holds it.
 */
export function withoutOverruled(
  findings: readonly Finding[],
  derived: Derivation | undefined,
): Finding[] {
  const { overruled, by } = derived ?? { overruled: [], by: '' };
  if (overruled.length === 0) return [...findings];
  const isOverruled = (finding: Finding): boolean =>
    overruled.some((seen) => seen.rule === finding.rule && overlaps(seen, finding));
  return findings.map((finding) =>
    isOverruled(finding)
      ? { ...finding, action: 'note', weight: 0, reason: `${finding.reason} (${by} let it pass)` }
      : finding,
  );
}

type Spot = Pick<Finding, 'field' | 'offset' | 'length'>;

const overlaps = (a: Spot, b: Spot): boolean =>
  a.field === b.field &&
  (a.offset === b.offset || (a.offset < b.offset + b.length && b.offset < a.offset + a.length));
