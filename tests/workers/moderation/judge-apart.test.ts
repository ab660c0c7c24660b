import { afterAll, expect, test } from 'vitest';
import { TooCostly } from '../../../src/shared/errors.ts';
import { policyFor } from '../../../src/shared/moderation-policy.ts';
import { openThreads, type Threads } from '../../../src/shared/threads/threads.ts';
import { judgeApart } from '../../../src/workers/moderation/judge-apart.ts';
import { openModeration } from '../../../src/workers/moderation/moderate.ts';
import { storyOf } from './support/judge-body.ts';

const threads = openThreads();
afterAll(() => threads.close());

/** Counts what is asked of a thread. */
function counted() {
  let asked = 0;
  const run: Threads['run'] = (call) => {
    asked += 1;
    return threads.run(call);
  };
  return { counting: { ...threads, run }, asked: () => asked };
}

const lists = [{ name: 'Never unread', action: 'hold', terms: ['velvet harbour'] }] as const;
const policy = policyFor({ default: {}, sections: {} }, { section: 'world', source: undefined });
const tools = {
  rulebook: openModeration(lists.map((list) => ({ ...list, terms: [...list.terms] }))),
  policy,
};
const paragraph = '<p>The council met on Tuesday and spoke about the bridge for two hours.</p>\n';
const long = paragraph.repeat(1_000);

test('a long text is judged in a thread by the same rules and lists, to the letter', async () => {
  const { counting, asked } = counted();
  const story = storyOf(`${long}<p>The velvet harbour is open.</p>`);
  const judged = await judgeApart(counting, story, tools);
  expect(asked()).toBe(1);
  expect(judged).toMatchObject({
    verdict: 'held',
    result: { rulesVersion: tools.rulebook.rulesVersion },
  });
  expect(judged.findings?.find(({ rule }) => rule === 'blocked-terms')).toMatchObject({
    offset: story.submittedBody.indexOf('velvet'),
  });
});

test('a short one costs no thread', async () => {
  const { counting, asked } = counted();
  expect((await judgeApart(counting, storyOf(paragraph), tools)).verdict).toBe('approved');
  expect(asked()).toBe(0);
});

test('a text that takes too long is held and says so', async () => {
  const run = () => Promise.reject(new TooCostly('it took longer than 15 s'));
  const judged = await judgeApart({ ...threads, run }, storyOf(long), tools);
  expect(judged).toMatchObject({
    verdict: 'held',
    because: ['The rules could not judge it: it took longer than 15 s'],
    findings: [{ rule: 'too-costly', action: 'hold' }],
  });
});
