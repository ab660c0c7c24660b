import { expect, test } from 'vitest';
import type { Finding } from '../../../src/shared/finding.ts';
import { repairedByPolicy } from '../../../src/workers/moderation/apply-repairs.ts';
import { aStory } from '../../support/story-samples.ts';

const story = aStory({ submittedBody: `<p>zorbo88 link</p>${'<p>News.</p>'.repeat(9)}` });
const policy = { repairs: 'apply', holdAt: 1 } as const;

const finding = (changes: Partial<Finding>): Finding => ({
  ...{ rule: 'spam-phrases', action: 'strip', weight: 2, field: '/body', offset: 0, length: 19 },
  ...{ excerpt: '', reason: 'x' },
  ...changes,
});
const verdictOn = (...findings: Finding[]) => {
  const outcome = { verdict: 'held', because: ['x'], findings, result: {} } as const;
  return repairedByPolicy(story, outcome, policy).verdict;
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
