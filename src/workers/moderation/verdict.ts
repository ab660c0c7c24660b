import type { Finding } from '../../shared/finding.ts';
import type { ModerationPolicy } from '../../shared/moderation-policy.ts';
import type { RuleKind } from './rule.ts';

/** What the rules of one kind found. */
export interface Found {
  readonly kind: RuleKind;
  readonly findings: readonly Finding[];
}

export interface Decision {
  readonly verdict: 'approved' | 'held' | 'rejected';
  /** The findings that it rests on. */
  readonly deciding: readonly Finding[];
}

/** What one kind of rules can add to the score: a hundred repeats are one opinion. */
const maximumOfKind = 3;
/** From here on a kind of rules is sure by itself; two such must agree to reject. */
const sure = 1.5;

/** A finding that asks for it decides alone; the others add up, and are held against the policy. */
export function verdictOn(found: readonly Found[], policy: ModerationPolicy): Decision {
  const findings = found.flatMap((one) => one.findings);
  const asking = (action: Finding['action']) => findings.filter((one) => one.action === action);
  if (asking('reject').length > 0) return { verdict: 'rejected', deciding: asking('reject') };
  const { score, kinds } = scoreOf(found);
  const isSpam = policy.rejectAt !== null && score >= policy.rejectAt && kinds >= 2;
  if (isSpam) return { verdict: 'rejected', deciding: findings };
  const holding = findings.filter(({ action }) => action === 'hold' || action === 'strip');
  if (holding.length > 0) return { verdict: 'held', deciding: holding };
  return { verdict: score >= policy.holdAt ? 'held' : 'approved', deciding: findings };
}

function scoreOf(found: readonly Found[]) {
  const byKind = new Map<RuleKind, number>();
  for (const { kind, findings } of found) {
    const weight = findings.reduce((sum, one) => sum + one.weight, byKind.get(kind) ?? 0);
    byKind.set(kind, weight);
  }
  const weights = [...byKind.values()].map((weight) => Math.min(maximumOfKind, weight));
  return {
    score: weights.reduce((sum, weight) => sum + weight, 0),
    kinds: weights.filter((weight) => weight >= sure).length,
  };
}
