import { createHash } from 'node:crypto';
import type { BlockedList } from '../../shared/newsroom.ts';
import { linkRules } from './link-rules.ts';
import { promotionalPhrases, topicWords } from './promotions.ts';
import type { Rule } from './rule.ts';
import { blockedTerms } from './rules/blocked-terms.ts';
import { emptyBody } from './rules/empty-body.ts';
import { gamblingPromotion } from './rules/gambling-promotion.ts';

/** The rules of a newsroom, ready to use. Building them is slow; using them is not. */
export interface Rulebook {
  readonly rules: readonly Rule[];
  /** Changes when a rule or a list does: the same version finds the same in the same story. */
  readonly rulesVersion: string;
}

export function openRulebook(blockedLists: readonly BlockedList[]): Rulebook {
  const rules = [blockedTerms(blockedLists), gamblingPromotion, ...linkRules, emptyBody];
  const versions = rules.map(({ name, version }) => `${name}@${version}`);
  const rulesVersion = createHash('sha256')
    .update(JSON.stringify([versions, blockedLists, promotionalPhrases, topicWords]))
    .digest('hex')
    .slice(0, 16);
  return { rules, rulesVersion };
}
