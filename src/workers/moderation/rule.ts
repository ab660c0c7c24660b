import type { Finding } from '../../shared/finding.ts';
import type { ModerationPolicy } from '../../shared/moderation-policy.ts';
import type { Manuscript } from './manuscript.ts';

/** One editorial rule: what it finds in a story, in words an editor can read. */
export interface Rule {
  readonly name: string;
  /** Raised with every change in what it finds; part of the record of each verdict. */
  readonly version: number;
  find(manuscript: Manuscript, policy: ModerationPolicy): readonly Finding[];
}
