import { expect, test } from 'vitest';
import { DecisionDocument } from '../../../src/shared/archive/decision-document.ts';
import { lessonsOf } from '../../../src/shared/desk/lesson.ts';
import type { Finding } from '../../../src/shared/finding.ts';
import { aStory } from '../../support/story-samples.ts';

const line = 'zorbo88 link alternatif';
const report = '<p>The council met on Tuesday and spoke about the bridge.</p>'.repeat(60);
const body = `${report}<p>${line} here</p>${report}`;
const story = aStory({ submittedBody: body });

const finding = (changes: Partial<Finding> = {}): Finding => ({
  ...{ rule: 'spam-phrases', action: 'strip', weight: 2, field: '/body', excerpt: '', reason: '' },
  ...{ offset: body.indexOf(line), length: line.length },
  ...changes,
});

const decision = (changes: Partial<DecisionDocument>): DecisionDocument =>
  DecisionDocument.parse({
    ...{ schema: 1, pass: 2, at: '2026-11-22T10:00:00.000Z', action: 'reject', revision: 1 },
    ...{ storyId: story.storyId, reason: 'Spam', by: 'desk', found: [finding()] },
    ...changes,
  });

const lesson = (wasSpam: boolean, ...texts: string[]) => ({
  ...{ storyId: story.storyId, pass: 2, wasSpam, texts },
});

test('a rejected article teaches the line that was found, not the article', () => {
  expect(lessonsOf(decision({}), story)).toEqual([lesson(true, `${line} here`)]);
});

test('a rejected comment teaches the whole of it', () => {
  const comment = aStory({ submittedBody: `Nice video, ${line}` });
  const found = [finding({ offset: 12 })];
  expect(lessonsOf(decision({ found }), comment)).toEqual([lesson(true, `Nice video, ${line}`)]);
});

test('a rejected article that is short teaches no more than its line', () => {
  const short = aStory({ submittedBody: `<p>Lorries crossed the bridge.</p><p>${line}</p>` });
  const found = [finding({ offset: short.submittedBody.indexOf(line) })];
  expect(lessonsOf(decision({ found }), short)).toEqual([lesson(true, line)]);
});

test('what was cut out teaches spam, and what was left in teaches honest words', () => {
  const other = finding({ offset: body.indexOf('council'), length: 7 });
  const repairs = [{ field: '/body', offset: body.indexOf(line) - 3, length: line.length + 20 }];
  const made = decision({ action: 'release', found: [finding(), other], repairs });
  expect(lessonsOf(made, story)).toEqual([
    lesson(true, line),
    lesson(false, 'The council met on Tuesday and spoke about the bridge.'),
  ]);
});

test('a false alarm in a rejected story is no spam', () => {
  const falseAlarm = [finding()];
  expect(lessonsOf(decision({ falseAlarm }), story)).toEqual([lesson(false, `${line} here`)]);
});

test.each([
  ['a withdrawal', { action: 'withdraw' }],
  ['a copy that was turned away', { found: [finding({ rule: 'near-duplicate' })] }],
  ['a term of the newsroom’s own list', { found: [finding({ rule: 'blocked-terms' })] }],
])('%s teaches nothing', (_, changes) => {
  expect(lessonsOf(decision(changes), story)).toEqual([]);
});
