import { expect, test } from 'vitest';
import { ruleNames } from '../../../../src/shared/rule-names.ts';
import { openRulebook } from '../../../../src/workers/moderation/rules.ts';

/** Found beside the rulebook: by what else there is, and by what could not be judged. */
const apart = ['near-duplicate', 'too-costly'];

test('every name that a policy may use is a rule, and every rule has such a name', () => {
  const names = openRulebook([]).rules.map(({ name }) => name);
  expect([...names, ...apart].sort()).toEqual([...ruleNames]);
});
