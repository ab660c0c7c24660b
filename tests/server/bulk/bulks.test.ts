import { afterEach, beforeEach, expect, test } from 'vitest';
import { writeBulk } from '../../../src/server/bulk/bulk-store.ts';
import { openBulks } from '../../../src/server/bulk/bulks.ts';
import { patternOf } from '../../../src/server/failures/fingerprint.ts';
import type { ServerTools } from '../../../src/server/server-tools.ts';
import { keys } from '../../../src/shared/archive/keys.ts';
import { openPass } from '../../../src/shared/archive/open-pass.ts';
import { endPass } from '../../../src/shared/archive/passes.ts';
import { storyIdFor } from '../../../src/shared/ids.ts';
import { auditOf } from '../../support/audit-of.ts';
import { patiently } from '../../support/patiently.ts';
import { anOpening } from '../../support/story-samples.ts';
import { type SmallNewsroom, smallNewsroom } from '../small-newsroom.ts';

let newsroom: SmallNewsroom;
beforeEach(async () => {
  newsroom = await smallNewsroom();
});
afterEach(() => newsroom.close());

const order = { action: 'remoderate', filter: { state: 'held' }, reason: 'A rule has changed' };
const post = (url: string, payload: object = {}) => newsroom.ask(url, { method: 'POST', payload });

/** Stories that are held, as archive and desk have them. */
async function heldStories(count: number): Promise<string[]> {
  const ids = Array.from({ length: count }, (_, at) => storyIdFor('wire', `h${at}`));
  const { archive, desk } = newsroom.services;
  for (const [at, storyId] of ids.entries()) {
    const about = { source: 'wire', externalId: `h${at}`, headline: `Held ${at}` };
    const { document } = (await openPass(archive, storyId, () =>
      anOpening({ storyId, ...about }),
    )) as never;
    await endPass(archive, document, { state: 'held', because: ['spam'] });
    await desk.record({ storyId, revision: 1, pass: 1, state: 'held', about });
  }
  return ids;
}

const ended = (id: string) =>
  patiently(async () => {
    const bulk = (await newsroom.ask(`/v1/bulks/${id}`)).json();
    return bulk.state === 'running' ? `has dealt with ${bulk.dealt}` : bulk;
  });

/** What was done, once that is among it: a bulk's last line follows its last state. */
const deedsWith = (awaited: string) =>
  patiently(async () => {
    const deeds = (await auditOf(newsroom.stores.archive.store)).map(({ deed }) => deed);
    return deeds.includes(awaited) ? deeds : `has no ${awaited} in its audit`;
  });

test('a dry run tells how many; the bulk does them all, and the audit has it and each story', async () => {
  const ids = await heldStories(25);
  const dry = (await post('/v1/bulks/dry-run', { filter: order.filter })).json();
  expect(dry).toMatchObject({ count: 25, more: false });
  expect(dry.sample).toHaveLength(10);
  const started = await post('/v1/bulks', { ...order, expect: 25 });
  expect(started.statusCode).toBe(202);
  expect(await ended(started.json().id)).toMatchObject({ state: 'done', done: 25, skipped: 0 });
  const sentFor = newsroom.sent.flatMap(({ ticket }) =>
    ticket.kind === 'story' ? [ticket.storyId] : [],
  );
  expect(sentFor.sort()).toEqual(ids.sort());
  const deeds = await deedsWith('bulk.done');
  expect(deeds).toContain('bulk.start');
  expect(deeds.filter((deed) => deed === 'story.remoderate')).toHaveLength(25);
});

test('what the person was not told of is not done (409); a bulk of everything is refused (422)', async () => {
  await heldStories(2);
  expect((await post('/v1/bulks', { ...order, expect: 1 })).statusCode).toBe(409);
  expect((await post('/v1/bulks', { ...order, filter: {}, expect: 2 })).statusCode).toBe(422);
  expect(newsroom.sent).toEqual([]);
});

test('stories that moved on are left alone', async () => {
  await heldStories(3);
  const started = await post('/v1/bulks', { ...order, action: 'retry', expect: 3 });
  expect(await ended(started.json().id)).toMatchObject({ done: 0, skipped: 3, failed: [] });
});

test('a bulk whose process died goes on from its last note, or ends where it was stopped', async () => {
  const ids = await heldStories(3);
  const { store } = newsroom.stores.archive;
  const stories = ids.map((storyId) => ({ storyId, revision: 1 }));
  const at = new Date().toISOString();
  const died = { schema: 1, state: 'running', holder: 'dead', until: at, at } as const;
  const counts = { dealt: 2, done: 2, skipped: 0, failed: [] };
  for (const id of ['20261122-a', '20261122-b']) {
    const about = { id, action: 'remoderate', reason: 'x', by: 'amira', at } as const;
    await writeBulk(store, { schema: 1, ...about, filter: {}, stories }, { ...died, ...counts });
  }
  expect((await post('/v1/bulks/20261122-b/abort')).statusCode).toBe(200);
  // One before them that nobody can read.
  await store.put(keys.bulkOrder('20261121-z'), '{', { contentType: 'application/json' });
  await store.put(keys.bulkProgress('20261121-z'), '{', { contentType: 'application/json' });
  await store.put(keys.openBulk('20261121-z'), 'z', { contentType: 'text/plain' });
  const { services, redis } = newsroom;
  const queues = { send: async (...sent: unknown[]) => void resumed.push(sent) };
  const resumed: unknown[] = [];
  const bulks = openBulks({ services, redis, queues } as unknown as ServerTools);
  expect(await ended('20261122-a')).toMatchObject({ state: 'done', dealt: 3, done: 3 });
  expect(await ended('20261122-b')).toMatchObject({ state: 'aborted', dealt: 2 });
  // By this process, or by the newsroom's own, which looks for such bulks every few seconds.
  expect([...resumed, ...newsroom.sent]).toHaveLength(1);
  await bulks.close();
});

test('a story that was erased meanwhile keeps no other from being moderated again', async () => {
  await heldStories(3);
  const erased = storyIdFor('wire', 'erased');
  const about = { source: 'wire', externalId: 'erased', headline: 'Erased' };
  const { desk } = newsroom.services;
  await desk.record({ storyId: erased, revision: 1, pass: 1, state: 'held', about });
  const answer = await post('/v1/stories/remoderate', { state: 'held', reason: 'A list changed' });
  expect(answer.json()).toEqual({ found: 4, sent: 3, skipped: 1, more: false });
});

test('what could not be done is counted whole, though only the first hundred are named', async () => {
  const at = new Date().toISOString();
  const failed = Array.from({ length: 100 }, (_, n) => ({
    storyId: `story-${n}`,
    why: 'It broke',
  }));
  const counts = { dealt: 400, done: 150, skipped: 50, failed };
  const stories = Array.from({ length: 400 }, (_, n) => ({ storyId: `story-${n}`, revision: 1 }));
  const about = { id: '20261122-d', action: 'retry', reason: 'x', by: 'amira', at } as const;
  const over = { schema: 1, state: 'done', holder: 'us', until: at, at } as const;
  const { store } = newsroom.stores.archive;
  await writeBulk(store, { schema: 1, ...about, filter: {}, stories }, { ...over, ...counts });
  const told = (await newsroom.ask('/v1/bulks/20261122-d')).json();
  expect([told.notDone, told.failed.length]).toEqual([200, 100]);
  for (const page of ['/desk/bulk', '/desk/bulk/20261122-d']) {
    expect((await newsroom.ask(page)).body).toContain('200 not done');
  }
});

test('who stops a bulk stops it at the next story, though few are left', async () => {
  const ids = await heldStories(12);
  const at = new Date().toISOString();
  const about = { id: '20261122-c', action: 'remoderate', reason: 'x', by: 'amira', at } as const;
  const stories = ids.map((storyId) => ({ storyId, revision: 1 }));
  const died = { schema: 1, state: 'running', holder: 'dead', until: at, at } as const;
  const counts = { dealt: 0, done: 0, skipped: 0, failed: [] };
  await writeBulk(
    newsroom.stores.archive.store,
    { schema: 1, ...about, filter: {}, stories },
    {
      ...died,
      ...counts,
    },
  );
  const { services, redis } = newsroom;
  const queues = { send: async () => bulks.abort(about.id, 'mina') };
  const bulks = openBulks({ services, redis, queues } as unknown as ServerTools);
  const { state, dealt, done } = await ended(about.id);
  expect({ state, done }).toEqual({ state: 'aborted', done: dealt });
  expect(dealt).toBeLessThan(12);
  await bulks.close();
});

test.each([
  ['render gave up: No such template: 17', 'render gave up: No such template: N'],
  [
    'images gave up: https://a.example/x.jpg answered 503 to “Mina’s picture”',
    'images gave up: <address> answered N to “…”',
  ],
  ['q2aauo432iqc3gtfhtwc@3 is gone from stories/x/head.json', '<id> is gone from <path>'],
])('“%s” is a failure of the kind “%s”', (because, pattern) => {
  expect(patternOf(because)).toBe(pattern);
});
