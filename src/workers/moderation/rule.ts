import type { Finding } from '../../shared/finding.ts';
import type { ModerationPolicy } from '../../shared/moderation-policy.ts';
import type { RuleName } from '../../shared/rule-names.ts';
import type { Manuscript } from './manuscript.ts';

/** What a rule looks at. Rules of one kind repeat each other; those of two agree. */
export type RuleKind =
  | 'list'
  | 'vocabulary'
  | 'wording'
  | 'learnt'
  | 'links'
  | 'hiding'
  | 'style'
  | 'repeats'
  | 'form'
  | 'outside';

/** One editorial rule: what it finds in a story, in words an editor can read. */
export interface Rule {
  readonly name: RuleName;
  readonly kind: RuleKind;
  /** Raised with every change in what it finds; part of the record of each verdict. */
  readonly version: number;
  find(manuscript: Manuscript, policy: ModerationPolicy): readonly Finding[];
}
