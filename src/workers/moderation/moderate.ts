import type { Outcome, Trip } from '../../queues/stage.ts';
import type { Finding } from '../../shared/finding.ts';
import type { ModerationPolicy } from '../../shared/moderation-policy.ts';
import { readStory } from './manuscript.ts';
import { withoutOverruled } from './overruled.ts';
import { nearDuplicate } from './rules/near-duplicate.ts';
import { openRulebook, type Rulebook } from './rules.ts';
import type { Twin } from './twins.ts';
import { type Decision, type Found, verdictOn } from './verdict.ts';

/** What later readers of the record need to tell why another run decided otherwise. */
export interface ModerationResult {
  readonly rulesVersion: string;
  readonly modelVersion: string;
}

export const openModeration = openRulebook;

export interface ModerationTools extends Rulebook {
  readonly policy: ModerationPolicy;
  /** Other stories that read like it, where somebody has looked. */
  readonly twins?: readonly Twin[];
  /** What services outside say of it, where the newsroom has any asked. */
  readonly opinions?: readonly Finding[];
}

/** What the rules come to; a repair is for the policy to order. */
export interface Judgement extends Outcome<'moderation', ModerationResult> {
  readonly verdict: Decision['verdict'];
}

/** Judges a story by every rule; the gravest finding decides. Knows nothing but the story. */
export async function moderate(
  { story }: Pick<Trip, 'story'>,
  { rules, rulesVersion, modelVersion, policy, twins = [], opinions = [] }: ModerationTools,
): Promise<Judgement> {
  const manuscript = readStory(story);
  const all: Found[] = [
    ...rules.map((rule) => ({ kind: rule.kind, findings: rule.find(manuscript, policy) })),
    { kind: 'repeats', findings: nearDuplicate(twins, story.headline) },
    { kind: 'outside', findings: opinions },
  ];
  const found = all.map(({ kind, findings }) => ({
    kind,
    findings: withoutOverruled(underPolicy(findings, policy), story.derived),
  }));
  const { verdict, deciding } = verdictOn(found, policy);
  const findings = found.flatMap((one) => one.findings);
  const result = { rulesVersion, modelVersion };
  return { verdict, because: reasonsOf(deciding), findings, result };
}

/** The findings with what the policy has them ask for. */
function underPolicy(findings: readonly Finding[], policy: ModerationPolicy): Finding[] {
  const rules: Readonly<Record<string, Finding['action'] | 'off' | undefined>> = policy.rules;
  return findings.flatMap((finding) => {
    const action = rules[finding.rule] ?? finding.action;
    return action === 'off' ? [] : [{ ...finding, action }];
  });
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
