import { afterAll, expect, test } from 'vitest';
import type { Lesson } from '../../../src/shared/desk/lesson.ts';
import { policyFor } from '../../../src/shared/moderation-policy.ts';
import { openThreads } from '../../../src/shared/threads/threads.ts';
import { judgeApart } from '../../../src/workers/moderation/judge-apart.ts';
import { layerOfLessons } from '../../../src/workers/moderation/lessons.ts';
import { openModeration } from '../../../src/workers/moderation/moderate.ts';
import { storyOf } from './support/judge-body.ts';

const threads = openThreads();
afterAll(() => threads.close());
const policy = policyFor({ default: {}, sections: {} }, { section: 'world', source: undefined });

const brand = 'Kopisenja';
const lesson = (index: number): Lesson => ({
  ...{ storyId: `s${index}`, pass: 2, wasSpam: true },
  texts: [`Video ke ${index} bagus sekali ${brand} mantap kak`],
});
const lessons = (count: number) => Array.from({ length: count }, (_, index) => lesson(index));

async function verdictAfter(taught: readonly Lesson[]): Promise<string> {
  const reviewDesk = { lessons: async () => ({ version: 'v', all: taught }) };
  const layer = await layerOfLessons({ reviewDesk, threads })();
  const rulebook = openModeration([], { layer });
  const story = storyOf(`<p>Terima kasih ${brand} sudah berbagi cerita</p>`);
  return (await judgeApart(threads, story, { rulebook, policy })).verdict;
}

test('a name that reviewers rejected twenty times is held the next time', async () => {
  expect(await verdictAfter([])).toBe('approved');
  expect(await verdictAfter(lessons(20))).toBe('held');
});

test('many lessons are learnt in a thread, to the same end', async () => {
  expect(await verdictAfter(lessons(120))).toBe('held');
});

test('one decision alone teaches nothing', async () => {
  expect(await verdictAfter(lessons(1))).toBe('approved');
});

test('workers ask for new lessons now and then, and learn only what has changed', async () => {
  let asked: (string | undefined)[] = [];
  let now = 0;
  const reviewDesk = {
    lessons: async (since?: string) => {
      asked = [...asked, since];
      return since === 'v' ? undefined : { version: 'v', all: lessons(20) };
    },
  };
  const learnt = layerOfLessons({ reviewDesk, threads, now: () => now });
  const first = await learnt();
  await learnt();
  expect(asked).toEqual([undefined]);
  now = 2_000;
  expect(await learnt()).toBe(first);
  expect(asked).toEqual([undefined, 'v']);
});
