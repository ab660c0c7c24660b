import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../src/shared/finding.ts';
import { policyFor } from '../../../src/shared/moderation-policy.ts';
import type { RuleKind } from '../../../src/workers/moderation/rule.ts';
import { verdictOn } from '../../../src/workers/moderation/verdict.ts';

const policy = policyFor({ default: {}, sections: {} }, { section: 'world', source: undefined });
const found = (kind: RuleKind, weights: number[], action: Finding['action'] = 'note') => ({
  kind,
  findings: weights.map((weight) => ({
    ...{ rule: kind, action, weight, field: '/body', offset: 0, length: 1 },
    ...{ excerpt: 'a', reason: 'because' },
  })),
});

describe('the verdict', () => {
  it('adds up what rules of several kinds found', () => {
    const part = found('style', [0.6]);
    expect(verdictOn([part], policy).verdict).toBe('approved');
    expect(verdictOn([part, found('links', [0.4])], policy).verdict).toBe('held');
  });

  it('counts a hundred repeats as one opinion', () => {
    const many = found('vocabulary', Array<number>(100).fill(1));
    expect(verdictOn([many], { ...policy, holdAt: 3.5 }).verdict).toBe('approved');
  });

  it('rejects what is worded as spam where rules of another kind agree', () => {
    const wording = found('wording', [2]);
    expect(verdictOn([wording, found('vocabulary', [2])], policy).verdict).toBe('rejected');
    expect(verdictOn([wording, found('vocabulary', [1])], policy).verdict).toBe('held');
  });

  it('never rejects a story that could run without what was found', () => {
    const parts = [found('vocabulary', [3], 'strip'), found('hiding', [3], 'strip')];
    expect(verdictOn(parts, policy).verdict).toBe('held');
  });

  it('rejects nothing by score where the policy says so, nor for a list that holds', () => {
    const both = [found('wording', [3]), found('vocabulary', [3])];
    expect(verdictOn(both, { ...policy, rejectAt: null }).verdict).toBe('held');
    expect(verdictOn([found('wording', [3]), found('list', [5], 'hold')], policy).verdict).toBe(
      'held',
    );
  });
});
