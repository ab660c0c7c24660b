import type { Outcome, Trip } from '../../queues/stage.ts';
import type { Finding } from '../../shared/finding.ts';
import type { ModerationPolicy } from '../../shared/moderation-policy.ts';
import type { BlockedList } from '../../shared/newsroom.ts';
import { readStory } from './manuscript.ts';
import { openRulebook, type Rulebook } from './rules.ts';

/** What later readers of the record need to tell why another run decided otherwise. */
export interface ModerationResult {
  readonly rulesVersion: string;
}

export const openModeration = (blockedLists: readonly BlockedList[]): Rulebook =>
  openRulebook(blockedLists);

export interface ModerationTools extends Rulebook {
  readonly policy: ModerationPolicy;
}

/** Judges a story by every rule; the gravest finding decides. Knows nothing but the story. */
export async function moderate(
  { story }: Pick<Trip, 'story'>,
  { rules, rulesVersion, policy }: ModerationTools,
): Promise<Outcome<'moderation', ModerationResult>> {
  const manuscript = readStory(story);
  const findings = rules.flatMap((rule) => underPolicy(rule.find(manuscript, policy), policy));
  const { verdict, deciding } = verdictOn(findings, policy);
  return { verdict, because: reasonsOf(deciding), findings, result: { rulesVersion } };
}

/** The findings with what the policy has them ask for. */
const underPolicy = (findings: readonly Finding[], { rules }: ModerationPolicy): Finding[] =>
  findings.flatMap((finding) => {
    const action = rules[finding.rule] ?? finding.action;
    return action === 'off' ? [] : [{ ...finding, action }];
  });

function verdictOn(findings: readonly Finding[], { holdAt }: ModerationPolicy) {
  const rejecting = findings.filter(({ action }) => action === 'reject');
  if (rejecting.length > 0) return { verdict: 'rejected', deciding: rejecting } as const;
  const holding = findings.filter(({ action }) => action === 'hold');
  if (holding.length > 0) return { verdict: 'held', deciding: holding } as const;
  const score = findings.reduce((sum, { weight }) => sum + weight, 0);
  if (score >= holdAt) return { verdict: 'held', deciding: findings } as const;
  return { verdict: 'approved', deciding: findings } as const;
}

/** Reasons told at once; the findings hold them all. */
const maximumReasons = 5;

/** Each reason once, the weightiest first. */
function reasonsOf(findings: readonly Finding[]): string[] {
  const ordered = findings.toSorted((a, b) => b.weight - a.weight);
  const reasons = [...new Set(ordered.map(({ reason }) => reason))];
  if (reasons.length <= maximumReasons) return reasons;
  return [
    ...reasons.slice(0, maximumReasons),
    `and ${reasons.length - maximumReasons} more reasons, in the findings`,
  ];
}
