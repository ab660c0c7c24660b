import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { keys } from '../../src/shared/archive/keys.ts';
import { decodeSubmission } from '../../src/shared/archive/submission.ts';
import { submissionIdFor } from '../../src/shared/ids.ts';
import { type SmallNewsroom, smallNewsroom, storyJson } from './small-newsroom.ts';

/** Stories in lines: a body of several, as a news message is. */
vi.mock('../../src/shared/formats/formats.ts', async () => {
  const { dateline } = await import('../../src/shared/formats/dateline.ts');
  const split = (body: Buffer) =>
    body
      .toString()
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => Buffer.from(line));
  return { formats: { dateline: { ...dateline, split } } };
});

let newsroom: SmallNewsroom;
beforeEach(async () => {
  newsroom = await smallNewsroom();
});
afterEach(() => newsroom.close());

const story = (externalId: string) => storyJson({ externalId });

test('a body of several stories is a submission a story', async () => {
  const answer = await newsroom.knock([story('a'), '{}', story('b')].join('\n'));
  expect(answer.statusCode).toBe(202);
  const { items } = answer.json();
  expect(items).toMatchObject([
    { status: 'received', submissionId: submissionIdFor('wire', 'msg_1#0') },
    { status: 'refused', problem: { type: '/problems/invalid' } },
    { status: 'received', submissionId: submissionIdFor('wire', 'msg_1#2') },
  ]);
  const object = await newsroom.stores.archive.store.get(keys.inbox(items[2].submissionId));
  expect(decodeSubmission(object?.body ?? Buffer.alloc(0)).body.toString()).toBe(story('b'));
});

test('a body that holds one is answered as one', async () => {
  const answer = await newsroom.knock(`\n${story('a')}\n`);
  expect(answer.json()).toMatchObject({
    ...{ status: 'received', submissionId: submissionIdFor('wire', 'msg_1') },
  });
  const object = await newsroom.stores.archive.store.get(
    keys.inbox(submissionIdFor('wire', 'msg_1')),
  );
  expect(decodeSubmission(object?.body ?? Buffer.alloc(0)).body.toString()).toBe(story('a'));
});

test.each([
  ['a body that holds none', '\n\n'],
  ['a body of more than a hundred', '{}\n'.repeat(101)],
])('%s is refused (422)', async (_what, body) => {
  const answer = await newsroom.knock(body);
  expect(answer.statusCode).toBe(422);
  expect(answer.json().errors).toHaveLength(1);
});

test('a broken piece is refused alone', async () => {
  const { items } = (await newsroom.knock(`${story('a')}\n{"headline":`)).json();
  expect(items).toMatchObject([
    { status: 'received' },
    { status: 'refused', problem: { type: '/problems/malformed', status: 400 } },
  ]);
});
