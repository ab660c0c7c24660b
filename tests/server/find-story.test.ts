import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { keys } from '../../src/shared/archive/keys.ts';
import { type Opened, openPass } from '../../src/shared/archive/open-pass.ts';
import { endPass } from '../../src/shared/archive/passes.ts';
import { storyIdFor } from '../../src/shared/ids.ts';
import { auditOf } from '../support/audit-of.ts';
import { anOpening } from '../support/story-samples.ts';
import { type SmallNewsroom, smallNewsroom } from './small-newsroom.ts';

const externalId = 'https://cms.example/?p=17';
const storyId = storyIdFor('wire', externalId);
const path = '/world/2026/11/22/flood-warning-lifted/';

let newsroom: SmallNewsroom;
let submissionId = '';
beforeAll(async () => {
  newsroom = await smallNewsroom();
  const { archive } = newsroom.services;
  const { document } = (await openPass(archive, storyId, () =>
    anOpening({ storyId, externalId }),
  )) as never;
  await endPass(archive, document, { state: 'failed', because: ['render gave up: no theme'] });
  await archive.store.put(keys.path(path), JSON.stringify({ schema: 1, storyId }), {
    contentType: 'application/json',
  });
  const body = JSON.stringify({ externalId: 'new-1', headline: 'New', body: '<p>x</p>' });
  submissionId = (await newsroom.knock(body)).json().submissionId;
  // What Redis knew is gone.
  newsroom.desk.entries.clear();
});
afterAll(() => newsroom.close());

const found = async (q: string, more = '') => {
  const answer = await newsroom.ask(`/v1/stories?q=${encodeURIComponent(q)}${more}`);
  return (answer.json().items ?? []).map((item: { storyId: string }) => item.storyId);
};

describe('a story that only the archive has is found', () => {
  test.each([
    ['its id', () => storyId],
    ['the source’s id', () => externalId],
    ['the path of its page', () => path],
    ['the address of its page', () => `http://site.test${path}`],
    ['the address without its slash', () => `http://site.test${path.slice(0, -1)}`],
    ['its page at the desk', () => `http://desk.test/desk/stories/${storyId}?edge=1`],
  ])('by %s', async (_name, q) => {
    expect(await found(q())).toEqual([storyId]);
  });

  test('by a submission that still lies in the inbox', async () => {
    expect(await found(submissionId)).toEqual([storyIdFor('wire', 'new-1')]);
  });

  test('while Redis is away', async () => {
    newsroom.redis.status = 'reconnecting';
    expect(await found(storyId)).toEqual([storyId]);
    expect((await newsroom.ask('/v1/stories?q=flood')).statusCode).toBe(503);
    newsroom.redis.status = 'ready';
  });
});

test.each(['/../../etc/', '/%2e%2e/', 'http://[', '/', `${storyId}x`, '\u0000'])(
  '%j names no story, and is no fault',
  async (q) => {
    expect(await found(q)).toEqual([]);
  },
);

test('another state or source than the story’s is not answered with it', async () => {
  expect(await found(storyId, '&state=live')).toEqual([]);
  expect(await found(storyId, '&state=failed')).toEqual([storyId]);
  expect(await found(storyId, '&source=other')).toEqual([]);
});

describe('a failed story', () => {
  const act = (action: string, changes = {}) =>
    newsroom.ask(`/v1/stories/${storyId}/${action}`, {
      method: 'POST',
      payload: { revision: 1, reason: 'The theme is mended', ...changes },
    });

  test('says what comes next', async () => {
    const { sentence } = (await newsroom.ask(`/v1/stories/${storyId}/standing`)).json();
    expect(sentence).toMatch(/^Not live because render gave up: no theme; next: an operator/);
  });

  test('is not retried for another revision, or without a reason', async () => {
    expect((await act('retry', { revision: 2 })).statusCode).toBe(409);
    expect((await act('retry', { reason: ' ' })).statusCode).toBe(422);
  });

  test('goes on from the stage that failed, once: its marker is back before its ticket', async () => {
    newsroom.sent.length = 0;
    const answer = await act('retry');
    expect(answer.statusCode).toBe(200);
    expect(answer.json().state).not.toBe('failed');
    const { store } = newsroom.services.archive;
    expect(await store.head(keys.open(storyId, 1))).toBeDefined();
    expect((await act('retry')).statusCode).toBe(409);
    expect(await auditOf(store, 'story.retry')).toHaveLength(1);
  });

  test('is discarded as rejected, and its pass is closed', async () => {
    const { archive } = newsroom.services;
    await endPass(archive, { storyId, pass: 1 }, { state: 'failed', because: ['again'] });
    const answer = await act('discard', { reason: 'Old news' });
    expect(answer.json()).toMatchObject({ state: 'rejected', pass: 2 });
    expect((await act('discard')).statusCode).toBe(409);
  });

  test('is not discarded while readers may have a part of it', async () => {
    const { archive } = newsroom.services;
    const again = await openPass(archive, storyId, () => anOpening({ storyId, externalId }));
    const { document } = again as Opened;
    await endPass(archive, document, { state: 'failed', because: ['the site is away'] });
    const { revision, pass } = document;
    const nothing = { objects: [], deletes: [], affected: [], numbers: {} };
    await archive.putRelease({ schema: 1, storyId, revision, pass, ...nothing });
    const answer = await act('discard', { revision });
    expect(answer.statusCode).toBe(409);
    expect(answer.json().detail).toContain('withdraw it');
  });
});
