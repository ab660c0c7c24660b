import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { keys } from '../../src/shared/archive/keys.ts';
import { decodeSubmission } from '../../src/shared/archive/submission.ts';
import { TooCostly } from '../../src/shared/errors.ts';
import { open } from '../../src/workers/ingest/index.ts';
import { type SmallNewsroom, smallNewsroom, storyJson } from './small-newsroom.ts';

let newsroom: SmallNewsroom;
beforeEach(async () => {
  newsroom = await smallNewsroom();
});
afterEach(() => newsroom.close());

const picture = Buffer.alloc(200_000, 'picture');
const large = storyJson({ images: [{ data: picture.toString('base64') }] });

const ingest = async (submissionId: string) => {
  const { submission: stage } = await open(newsroom.services);
  return stage({ kind: 'submission', submissionId }, { waitMs: 0, attempt: 1 });
};

const asked = () => vi.spyOn(newsroom.services.threads, 'run');
const tooCostly = () => vi.fn().mockRejectedValue(new TooCostly('it took longer than 10 s'));

test('a large body is read in another thread, at the door and by ingest; a small one is not', async () => {
  const run = asked();
  await ingest((await newsroom.knock(storyJson(), { id: 'small' })).json().submissionId);
  expect(run).not.toHaveBeenCalled();
  await ingest((await newsroom.knock(large, { id: 'large' })).json().submissionId);
  expect(run.mock.calls.map(([{ task }]) => task.name)).toEqual(['readBodies', 'readStory']);
});

test('a large body is kept byte for byte, and its pictures as they were', async () => {
  const { submissionId, storyId } = (await newsroom.knock(large)).json();
  const { store } = newsroom.stores.archive;
  const kept = await store.get(keys.inbox(submissionId));
  expect(decodeSubmission(kept!.body).body.toString()).toBe(large);
  await (await ingest(submissionId))?.conclude();
  const story = await newsroom.stores.archive.revision(storyId, 1);
  const original = await store.get(keys.original(story.images[0]?.sha256 ?? ''));
  expect(original?.body.equals(picture)).toBe(true);
});

test('stories of a large batch are kept in their own bytes, and refused ones are pointed at', async () => {
  const items = [storyJson({ externalId: 'a' }), '{"headline":1}', large];
  const url = '/hooks/wire/batch';
  const answer = await newsroom.ask(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    payload: `[${items.join(', ')}]`,
  });
  const [first, refused, last] = answer.json().items;
  expect(refused.problem.errors[0].pointer).toBe('#/externalId');
  for (const [item, sent] of [
    [first, items[0]],
    [last, large],
  ] as const) {
    const kept = await newsroom.stores.archive.store.get(keys.inbox(item.submissionId));
    expect(decodeSubmission(kept!.body).body.toString()).toBe(sent);
  }
});

test('a fault in a large body is pointed at as in a small one', async () => {
  const answer = await newsroom.knock(storyJson({ images: [{ data: `${large}!` }] }));
  expect(answer.statusCode).toBe(422);
  expect(answer.json().errors).toMatchObject([{ pointer: '#/images/0/data' }]);
});

test('a body that takes too long to read is refused at the door, and the next one taken', async () => {
  const run = asked().mockImplementationOnce(tooCostly());
  const answer = await newsroom.knock(large, { id: 'slow' });
  expect(answer.statusCode).toBe(422);
  expect(answer.json().errors).toEqual([
    {
      pointer: '#',
      detail: 'cannot be read: it took longer than 10 s; send a simpler or smaller body',
    },
  ]);
  expect((await newsroom.knock(large, { id: 'next' })).statusCode).toBe(202);
  expect(run).toHaveBeenCalledTimes(2);
});

test('a body that takes too long to ingest fails once and for all, with the reason', async () => {
  const { submissionId } = (await newsroom.knock(large)).json();
  asked().mockImplementationOnce(tooCostly());
  const ingested = await ingest(submissionId);
  expect(ingested?.document).toBeNull();
  expect(ingested?.because).toEqual(['The body cannot be read: it took longer than 10 s']);
  await ingested?.conclude();
  expect(await newsroom.stores.archive.key('wire', submissionId)).toMatchObject({
    status: 'failed',
  });
});

test('a very large body is proven in another thread as well, and refused without its proof', async () => {
  const run = asked();
  const huge = storyJson({ images: [{ data: Buffer.alloc(1_500_000).toString('base64') }] });
  expect((await newsroom.knock(huge)).statusCode).toBe(202);
  expect(run.mock.calls.map(([{ task }]) => task.name)).toEqual(['tryProof', 'readBodies']);
  const headers = { 'webhook-signature': `v1,${Buffer.alloc(32).toString('base64')}` };
  expect((await newsroom.knock(huge, { id: 'forged', headers })).statusCode).toBe(401);
});
