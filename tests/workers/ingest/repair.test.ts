import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { decide } from '../../../src/queues/decide.ts';
import type { Queues } from '../../../src/queues/queues.ts';
import { openPass } from '../../../src/shared/archive/open-pass.ts';
import { endPass } from '../../../src/shared/archive/passes.ts';
import type { Desk } from '../../../src/shared/desk/desk.ts';
import { Site } from '../../../src/shared/newsroom.ts';
import { openThreads, type Threads } from '../../../src/shared/threads/threads.ts';
import { makeStory } from '../../../src/workers/ingest/make-story.ts';
import { repair } from '../../../src/workers/ingest/repair.ts';
import { repairApart, repairStory } from '../../../src/workers/ingest/repair-story.ts';
import { listKeys } from '../../support/list-keys.ts';
import { nobody } from '../../support/nobody.ts';
import { anOpening, STORY_ID } from '../../support/story-samples.ts';
import { type TemporaryStores, temporaryStores } from '../../support/temporary-archive.ts';

const site = Site.parse({ name: 'T', sections: [{ slug: 'world', name: 'World' }] });
const ad = '<p>slot gacor</p>';
const picture = '<p>Look: <img src="https://spam.example/ad.png"></p>';
const news = '<p>KABUL – The river fell overnight, said the office for water and flooding.</p>';

let stores: TemporaryStores;
let threads: Threads;
beforeEach(async () => {
  threads = openThreads();
  stores = await temporaryStores();
  const { story } = makeStory({
    submitted: {
      ...{ externalId: 'flood-1', status: 'usable', headline: 'Slot gacor: river falls' },
      body: ad + picture + news,
      ...{ keywords: [], authors: [], corrections: [] },
      images: [{ url: 'https://cms.example/river.jpg', role: 'lead', creditLine: 'A. Amiri' }],
    },
    ...{ source: { id: 'wire', trusted: false }, site, submissionId: 's1', storyId: STORY_ID },
    ...{ received: '2026-11-22T10:00:00.000Z', imageHashes: [undefined] },
  });
  const opened = await openPass(stores.archive, STORY_ID, () => anOpening(story));
  if ('stop' in opened) throw new Error('not opened');
  await endPass(stores.archive, opened.document, { state: 'held', because: ['spam'] });
});
afterEach(async () => {
  await threads.close();
  await stores.remove();
});

const cuts = [
  { field: '/body', offset: 0, length: ad.length + picture.length },
  { field: '/headline', offset: 0, length: 'Slot gacor: '.length },
];

/** A release with repairs: the ticket that ingest gets. */
async function ordered() {
  const desk = { record: async () => {} } as unknown as Desk;
  const queues = { send: async () => {} } as unknown as Queues;
  const { document } = await decide(
    { archive: stores.archive, desk, queues, subscribers: nobody },
    {
      action: 'release',
      storyId: STORY_ID,
      revision: 1,
      reason: 'planted',
      by: 'N',
      repairs: cuts,
    },
  );
  return { storyId: STORY_ID, revision: 1, pass: document.pass };
}

const run = async (ticket: Awaited<ReturnType<typeof ordered>>) =>
  repair(ticket, { waitMs: 0, attempt: 1 }, { archive: stores.archive, site, threads });

const revisions = () => listKeys(stores.archive.store, `stories/${STORY_ID}/revisions/`);

test('what ingest had derived from the cut part is derived from what is left', async () => {
  const ingested = await run(await ordered());
  const story = await stores.archive.revision(STORY_ID, ingested?.document?.revision ?? 0);
  expect(story).toMatchObject({
    ...{ headline: 'river falls', slug: 'river-falls', dateline: 'KABUL', section: 'world' },
    description: 'The river fell overnight, said the office for water and flooding.',
    images: [{ url: 'https://cms.example/river.jpg', role: 'lead', creditLine: 'A. Amiri' }],
  });
  expect(story.images).toHaveLength(1);
  expect(story.body).not.toMatch(/gacor|img/);
  const head = (await stores.archive.head(STORY_ID))?.head;
  expect(head).toMatchObject({ headline: 'river falls', order: { submissionId: 's1' } });
});

test('desk notes, which may forbid pictures, and the trace of the submission stay', async () => {
  const story = {
    ...(await stores.archive.revision(STORY_ID, 1)),
    ...{ editorialNote: 'Pictures: no archives', trace: 'abc' },
  };
  const derivation = {
    ...{ repairs: cuts, by: 'N', reason: 'planted', isPolicy: false, overruled: [] },
    ...{ from: 1, pass: 2 },
  };
  const repaired = repairStory({ story, derivation, site });
  expect(repaired).toMatchObject({ editorialNote: 'Pictures: no archives', trace: 'abc' });
});

test('a run that a crash cut short after its revision stood is sent on, and makes no other', async () => {
  const ticket = await ordered();
  const first = await run(ticket);
  const second = await run(ticket);
  expect(second?.document).toEqual(first?.document);
  expect(await revisions()).toHaveLength(2);
});

test('once its pass has ended, or a newer submission came, a repeat does nothing', async () => {
  const ticket = await ordered();
  const ingested = await run(ticket);
  const { document } = ingested ?? {};
  if (!document) throw new Error('not repaired');
  await endPass(stores.archive, document, { state: 'live', because: [] });
  expect(await run(ticket)).toBeNull();
  expect(await revisions()).toHaveLength(2);
  expect(await listKeys(stores.archive.store, 'open/')).not.toContain(
    `open/${STORY_ID}.${ticket.pass}`,
  );
});

test('a newer submission that comes between supersedes the repair', async () => {
  const ticket = await ordered();
  await openPass(stores.archive, STORY_ID, () => anOpening({ headline: 'Newer' }));
  expect(await run(ticket)).toBeNull();
  expect((await stores.archive.head(STORY_ID))?.head.headline).toBe('Newer');
});

test('a large story is repaired in a thread, to the same end', async () => {
  const story = await stores.archive.revision(STORY_ID, 1);
  const long = { ...story, submittedBody: story.submittedBody + news.repeat(600) };
  const derivation = {
    ...{ repairs: cuts, by: 'N', reason: 'planted', isPolicy: false, overruled: [] },
    ...{ from: 1, pass: 2 },
  };
  const repairing = { story: long, derivation, site };
  const run = vi.spyOn(threads, 'run');
  const apart = await repairApart(threads, repairing);
  expect(run).toHaveBeenCalledOnce();
  expect(apart).toEqual(repairStory(repairing));
});
