import type { Outcome } from '../../queues/stage.ts';
import type { Finding } from '../../shared/finding.ts';
import type { ModerationPolicy } from '../../shared/moderation-policy.ts';
import { type RepairOrder, united } from '../../shared/repair.ts';
import type { Story } from '../../shared/story.ts';
import { readField } from '../../shared/story-fields.ts';
import { kindsBy } from './kind-of.ts';
import type { Rule } from './rule.ts';
import { verdictOn } from './verdict.ts';

/** Places that are cut without a person; a story with more of them is looked at. */
const MOST_REPAIRS = 100;

interface Weighing {
  readonly policy: ModerationPolicy;
  /** Whose findings these are. */
  readonly rules: readonly Pick<Rule, 'name' | 'kind'>[];
}

/**
 * Has a story repaired at once where its policy says so and the places that can be cut are all that
 * holds it. Once only: what a repaired story is still held for is for a person.
 */
export function repairedByPolicy<Result extends object>(
  story: Story,
  outcome: Outcome<'moderation', Result>,
  { policy, rules }: Weighing,
): Outcome<'moderation', Result | (Result & RepairOrder)> {
  const findings = outcome.findings ?? [];
  const cuts = findings.filter((finding) => canBeCut(story, finding));
  const isApplied =
    policy.repairs === 'apply' &&
    outcome.verdict === 'held' &&
    story.derived?.isPolicy !== true &&
    cuts.length > 0 &&
    cuts.length <= MOST_REPAIRS &&
    !isHeldByTheRest(findings, cuts, { policy, rules });
  if (!isApplied) return outcome;
  const order: RepairOrder = {
    repairs: united(cuts.map(({ field, offset, length }) => ({ field, offset, length }))),
    by: 'policy',
    reason: 'The policy for its source has such places cut out',
    isPolicy: true,
    overruled: [...(story.derived?.overruled ?? [])],
  };
  return {
    verdict: 'repaired',
    because: [...outcome.because, order.reason],
    findings,
    result: { ...outcome.result, ...order },
  };
}

function canBeCut(story: Story, { action, field, offset, length }: Finding): boolean {
  if (action !== 'strip' || length === 0) return false;
  return offset + length <= (readField(story, field)?.length ?? 0);
}

/** What stands within a place that is cut goes with it, whichever rule found it. */
const covers = (cut: Finding, { field, offset, length }: Finding): boolean =>
  cut.field === field && cut.offset <= offset && cut.offset + cut.length >= offset + length;

/** What is not cut is weighed as in any verdict, by kinds of rules and each no more than it may. */
function isHeldByTheRest(
  findings: readonly Finding[],
  cuts: readonly Finding[],
  { policy, rules }: Weighing,
): boolean {
  const kindOf = kindsBy(rules);
  const rest = findings.filter((finding) => !cuts.some((cut) => covers(cut, finding)));
  const found = rest.map((finding) => ({ kind: kindOf(finding.rule), findings: [finding] }));
  return verdictOn(found, policy).verdict !== 'approved';
}
