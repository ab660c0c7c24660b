import type { Rule, RuleKind } from './rule.ts';

/** The kind of the rule that a finding names. What no rule of the book has said, others have. */
export function kindsBy(rules: readonly Pick<Rule, 'name' | 'kind'>[]): (rule: string) => RuleKind {
  const kinds = new Map<string, RuleKind>(rules.map(({ name, kind }) => [name, kind]));
  return (rule) => kinds.get(rule) ?? (rule === 'near-duplicate' ? 'repeats' : 'outside');
}
