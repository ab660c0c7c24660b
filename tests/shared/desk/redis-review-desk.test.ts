import { expect, test } from 'vitest';
import type { Lesson } from '../../../src/shared/desk/lesson.ts';
import { redisReviewDesk } from '../../../src/shared/desk/redis-review-desk.ts';
import { emptiedRedis } from '../../support/emptied-redis.ts';

const redis = emptiedRedis();

const at = (second: number) => new Date(Date.UTC(2026, 10, 22, 10, 0, second)).toISOString();
const lesson = (storyId: string, wasSpam = true): Lesson => ({
  ...{ storyId, pass: 2, texts: ['zorbo88 link'], wasSpam },
});

test('lessons come in the order of their decisions, however they were restored', async () => {
  const desk = redisReviewDesk(redis.client);
  await desk.teach([lesson('later')], at(2));
  await desk.teach([lesson('sooner')], at(1));
  const lessons = await desk.lessons();
  expect(lessons?.all.map(({ storyId }) => storyId)).toEqual(['sooner', 'later']);
});

test('nobody is told twice of what has not changed', async () => {
  const desk = redisReviewDesk(redis.client);
  await desk.teach([lesson('one')], at(1));
  const { version } = (await desk.lessons()) ?? { version: '' };
  expect(await desk.lessons(version)).toBeUndefined();
  await desk.teach([lesson('one')], at(1));
  expect(await desk.lessons(version)).toBeUndefined();
  await desk.teach([lesson('two')], at(2));
  expect((await desk.lessons(version))?.all).toHaveLength(2);
});

test('after Redis is emptied the lessons are another version, though there are none', async () => {
  const desk = redisReviewDesk(redis.client);
  await desk.teach([lesson('one')], at(1));
  const { version } = (await desk.lessons()) ?? { version: '' };
  await redis.client.flushall();
  expect((await desk.lessons(version))?.all).toEqual([]);
});

test('a decision that is taken back teaches nothing any more; the others do', async () => {
  const desk = redisReviewDesk(redis.client);
  await desk.teach([lesson('one'), lesson('one', false)], at(1));
  await desk.teach([lesson('two')], at(2));
  expect(await desk.forget('one', 2)).toBe(true);
  expect(await desk.forget('one', 2)).toBe(false);
  expect((await desk.lessons())?.all).toEqual([lesson('two')]);
});
