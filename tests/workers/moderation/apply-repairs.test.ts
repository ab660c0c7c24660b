import { expect, test } from 'vitest';
import type { Finding } from '../../../src/shared/finding.ts';
import { policyFor } from '../../../src/shared/moderation-policy.ts';
import { repairedByPolicy } from '../../../src/workers/moderation/apply-repairs.ts';
import { openRulebook } from '../../../src/workers/moderation/rules.ts';
import { aStory } from '../../support/story-samples.ts';

const story = aStory({ submittedBody: `<p>zorbo88 link</p>${'<p>News.</p>'.repeat(9)}` });
const usual = policyFor({ default: {}, sections: {} }, { section: 'world', source: undefined });
const { rules } = openRulebook([]);

const finding = (changes: Partial<Finding>): Finding => ({
  ...{ rule: 'spam-phrases', action: 'strip', weight: 2, field: '/body', offset: 0, length: 19 },
  ...{ excerpt: '', reason: 'x' },
  ...changes,
});
const verdictOn = (...findings: Finding[]) => verdictAt(1, ...findings);
const verdictAt = (holdAt: number, ...findings: Finding[]) => {
  const policy = { ...usual, repairs: 'apply' as const, holdAt };
  const outcome = { verdict: 'held', because: ['x'], findings, result: {} } as const;
  return repairedByPolicy(story, outcome, { policy, rules }).verdict;
};

test('where places that can be cut are all that holds a story, they are cut', () => {
  expect(verdictOn(finding({}))).toBe('repaired');
});

test('what else was found within such a place goes with it', () => {
  const inside = finding({ rule: 'rejected-before', action: 'note', offset: 3, length: 7 });
  expect(verdictOn(finding({}), inside)).toBe('repaired');
});

test('what was found beside it still holds the story', () => {
  const beside = finding({ rule: 'contact-lures', action: 'note', offset: 25, length: 5 });
  expect(verdictOn(finding({}), beside)).toBe('held');
  expect(verdictOn(finding({}), { ...beside, action: 'hold', weight: 0 })).toBe('held');
});

test('what is left is weighed as in any verdict: a hundred repeats of one kind are one opinion', () => {
  const note = (rule: string, at: number) =>
    finding({ rule, action: 'note', weight: 1, offset: 25 + at, length: 1 });
  const words = [1, 2, 3, 4, 5, 6].map((at) => note('shouting', at));
  expect(verdictAt(3.5, finding({}), ...words)).toBe('repaired');
  expect(verdictAt(3.5, finding({}), ...words, note('contact-lures', 9))).toBe('held');
  expect(verdictAt(3, finding({}), ...words)).toBe('held');
});

test('a place to cut that cannot be cut leaves the story to a person', () => {
  expect(verdictOn(finding({}), finding({ offset: 30, length: 0, weight: 0 }))).toBe('held');
});
