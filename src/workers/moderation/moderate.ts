import type { Outcome, Trip } from '../../queues/stage.ts';
import type { Finding } from '../../shared/finding.ts';
import type { ModerationPolicy } from '../../shared/moderation-policy.ts';
import type { BlockedList } from '../../shared/newsroom.ts';
import type { Layer } from './classifier/learn.ts';
import type { Model } from './classifier/model.ts';
import { readStory } from './manuscript.ts';
import { openRulebook, type Rulebook } from './rules.ts';
import { verdictOn } from './verdict.ts';

/** What later readers of the record need to tell why another run decided otherwise. */
export interface ModerationResult {
  readonly rulesVersion: string;
  readonly modelVersion: string;
}

/** `model`: another classifier than the one that comes with the project. */
export const openModeration = (
  blockedLists: readonly BlockedList[],
  model?: Model,
  learnt?: Layer,
): Rulebook => openRulebook(blockedLists, model, learnt);

export interface ModerationTools extends Rulebook {
  readonly policy: ModerationPolicy;
}

/** Judges a story by every rule; the gravest finding decides. Knows nothing but the story. */
export async function moderate(
  { story }: Pick<Trip, 'story'>,
  { rules, rulesVersion, modelVersion, policy }: ModerationTools,
): Promise<Outcome<'moderation', ModerationResult>> {
  const manuscript = readStory(story);
  const found = rules.map((rule) => ({
    kind: rule.kind,
    findings: underPolicy(rule.find(manuscript, policy), policy),
  }));
  const { verdict, deciding } = verdictOn(found, policy);
  const findings = found.flatMap((one) => one.findings);
  const result = { rulesVersion, modelVersion };
  return { verdict, because: reasonsOf(deciding), findings, result };
}

/** The findings with what the policy has them ask for. */
const underPolicy = (findings: readonly Finding[], { rules }: ModerationPolicy): Finding[] =>
  findings.flatMap((finding) => {
    const action = rules[finding.rule] ?? finding.action;
    return action === 'off' ? [] : [{ ...finding, action }];
  });

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
