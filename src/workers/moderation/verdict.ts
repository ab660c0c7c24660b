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
/** From here on a kind of rules is sure by itself. */
const sure = 1.5;

/**
 * A finding that asks for it decides alone; the others add up, and are held against the policy. A
 * score rejects only what as a whole is worded like spam while rules of another kind agree: else
 * there is a story to save. The newsroom's own lists ask for what they ask for, and no more.
 */
export function verdictOn(found: readonly Found[], policy: ModerationPolicy): Decision {
  const findings = found.flatMap((one) => one.findings);
  const asking = (action: Finding['action']) => findings.filter((one) => one.action === action);
  if (asking('reject').length > 0) return { verdict: 'rejected', deciding: asking('reject') };
  const weights = weightsOf(found);
  const score = [...weights.values()].reduce((sum, weight) => sum + weight, 0);
  if (policy.rejectAt !== null && score >= policy.rejectAt && isWhollySpam(weights)) {
    return { verdict: 'rejected', deciding: findings };
  }
  const holding = findings.filter(({ action }) => action === 'hold' || action === 'strip');
  if (holding.length > 0) return { verdict: 'held', deciding: holding };
  return { verdict: score >= policy.holdAt ? 'held' : 'approved', deciding: findings };
}

function isWhollySpam(weights: ReadonlyMap<RuleKind, number>): boolean {
  if ((weights.get('wording') ?? 0) < sure) return false;
  return [...weights].some(([kind, weight]) => {
    return kind !== 'wording' && kind !== 'list' && weight >= sure;
  });
}

function weightsOf(found: readonly Found[]): ReadonlyMap<RuleKind, number> {
  const weights = new Map<RuleKind, number>();
  for (const { kind, findings } of found) {
    const weight = findings.reduce((sum, one) => sum + one.weight, weights.get(kind) ?? 0);
    weights.set(kind, Math.min(maximumOfKind, weight));
  }
  return weights;
}
