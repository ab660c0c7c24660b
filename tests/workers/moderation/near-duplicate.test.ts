import { expect, it } from 'vitest';
import { nearDuplicate } from '../../../src/workers/moderation/rules/near-duplicate.ts';
import type { Twin } from '../../../src/workers/moderation/twins.ts';

const twin = (changes: Partial<Twin> = {}): Twin => ({
  ...{ headline: 'Flood warning lifted', source: 'wire', isOfSameSource: true, share: 0.97 },
  ...{ state: 'live' },
  ...changes,
});
const judge = (changes: Partial<Twin> = {}, headline = 'Flood Warning Lifted!') =>
  nearDuplicate([twin(changes)], headline)[0];

it('a wire that sends a story again under another id has the second one held', () => {
  expect(judge()).toMatchObject({
    action: 'hold',
    reason: '97 % of it reads like “Flood warning lifted” of the same source, which is live',
  });
  expect(judge({ state: 'received' })?.action).toBe('hold');
});

it.each([
  ['of another source is only noted: one wire comes by many ways', { isOfSameSource: false }],
  ['that has changed by a fifth is only noted', { share: 0.82 }],
] as const)('a copy %s', (_, changes) => {
  expect(judge(changes)?.action).toBe('note');
});

it('the same table under another day’s headline is only noted', () => {
  expect(judge({}, 'Flood warning lifted on Tuesday')?.action).toBe('note');
});

it.each(['rejected', 'withdrawn'] as const)('a copy of what was %s is held', (state) => {
  expect(judge({ state, isOfSameSource: false }, 'Another headline')?.action).toBe('hold');
});

it('a copy of what is held may be what puts it right, and is only noted', () => {
  expect(judge({ state: 'held' })).toMatchObject({ action: 'note', weight: 0 });
});

it('a story whose first try failed may be sent again', () => {
  expect(judge({ state: 'failed' })).toBeUndefined();
});
