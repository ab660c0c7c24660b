import type { Finding } from '../shared/finding.ts';
import { Invalid } from '../shared/formats/format.ts';
import type { WantedRepair } from './repairs.ts';

/** What a person may do with a story. */
export type Action =
  | 'release'
  | 'reject'
  | 'discard'
  | 'withdraw'
  | 'republish'
  | 'remoderate'
  | 'rollback';

export interface Decision {
  readonly action: Action;
  readonly storyId: string;
  /** The revision that the person saw. */
  readonly revision: number;
  readonly reason: string;
  /** Only with a rollback: the earlier revision that is to be live again. */
  readonly to?: number;
  /** Who decided. */
  readonly by: string;
  /** Only with a release: the story runs once these are made and nothing else is found. */
  readonly repairs?: readonly WantedRepair[];
  /** Findings that were wrong: their numbers, or names of rules. Moderation learns from them. */
  readonly falseAlarm?: readonly (number | string)[];
  /** One of many: but for a withdrawal, it takes no place of what is new. */
  readonly isBulk?: boolean;
}

/** There is no such story (HTTP 404). */
export class NoSuchStory extends Error {
  override readonly name = 'NoSuchStory';
}

/** The story has moved on, or is not in a state where this can be done (HTTP 409). */
export class StaleDecision extends Error {
  override readonly name = 'StaleDecision';
}

/** The findings that a person calls wrong. Throws Invalid where there is none of that name or number. */
export function falseAlarmsAmong(
  findings: readonly Finding[],
  named: readonly (number | string)[] = [],
): Finding[] {
  const isNamed = ({ rule }: Finding, at: number) => named.includes(at) || named.includes(rule);
  const unknown = named.flatMap((name, at) =>
    findings.some(({ rule }, number) => name === number || name === rule)
      ? []
      : [{ pointer: `#/falseAlarm/${at}`, detail: 'there is no such finding' }],
  );
  if (unknown.length > 0) throw new Invalid(unknown);
  return findings.filter(isNamed);
}
