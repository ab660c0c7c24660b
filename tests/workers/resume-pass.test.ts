import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Queues } from '../../src/queues/queues.ts';
import type { StageDocument } from '../../src/shared/archive/documents.ts';
import { keys } from '../../src/shared/archive/keys.ts';
import { type Opened, type Opening, openPass } from '../../src/shared/archive/open-pass.ts';
import { endPass } from '../../src/shared/archive/passes.ts';
import { resumePass } from '../../src/workers/resume-pass.ts';
import type { Run } from '../../src/workers/run-queue.ts';
import { type Desks, giveUpStory } from '../../src/workers/story-work.ts';
import { type SmallNewsroom, smallNewsroom } from '../server/small-newsroom.ts';
import { anOpening, STORY_ID } from '../support/story-samples.ts';

let newsroom: SmallNewsroom;
let desks: Desks;
let resent: string[];
beforeEach(async () => {
  newsroom = await smallNewsroom();
  resent = [];
  const resend: Queues['resend'] = async (queue, ticket) =>
    resent.push('pass' in ticket ? `${queue} ${ticket.pass}` : queue) > 0;
  desks = { services: newsroom.services, queues: { resend } as unknown as Queues };
});
afterEach(() => newsroom.close());

const archive = () => newsroom.services.archive;

/** A pass as it is opened; only the story's first brings a revision. */
async function opened(document: Partial<Opening['document']> = {}): Promise<StageDocument> {
  const pass = (await openPass(archive(), STORY_ID, (head) => {
    const { story, ...opening } = anOpening();
    const changed = { ...opening, document: { ...opening.document, ...document } };
    if (head === undefined) return { ...changed, ...(story && { story }) };
    return { ...changed, head: { ...opening.head, ...head }, revision: 1 };
  })) as Opened;
  return pass.document;
}

/** Publish has put its page, and the head says so. */
async function live({ pass }: StageDocument): Promise<void> {
  const object = {
    ...{ key: 'world/flood/index.html', from: keys.blob('0'), kind: 'page' as const },
    ...{ contentType: 'text/html; charset=utf-8', cacheControl: 'no-cache', metadata: {} },
  };
  const rest = { deletes: [], affected: [], numbers: {} };
  const release = { schema: 1, storyId: STORY_ID, revision: 1, pass, objects: [object] } as const;
  await archive().putRelease({ ...release, ...rest, objects: [object] });
  const at = '2026-11-22T10:00:00.000Z';
  const change = (head: Opened['head']) => ({
    ...head,
    live: {
      ...{ revision: 1, pass, path: '/world/flood/', url: 'https://news.example/world/flood/' },
      ...{ at, fronts: [], media: [], isComplete: true },
    },
  });
  await endPass(archive(), { storyId: STORY_ID, pass }, { state: 'live', because: [], change });
}

const isOpen = async (pass: number) =>
  (await archive().store.head(keys.open(STORY_ID, pass))) !== undefined;

test('a rejection that was killed before the desk was told of it is told to the desk', async () => {
  await opened({ stage: 'moderation', verdict: 'held' });
  await resumePass({ storyId: STORY_ID, pass: 1 }, desks);
  expect(newsroom.desk.entries.get(STORY_ID)).toMatchObject({ state: 'held', pass: 1 });
  const { pass } = await opened({ stage: 'review', verdict: 'rejected' });
  await endPass(archive(), { storyId: STORY_ID, pass }, { state: 'rejected', because: [] });
  await resumePass({ storyId: STORY_ID, pass }, desks);
  expect(newsroom.desk.entries.get(STORY_ID)).toMatchObject({ state: 'rejected', pass: 2 });
  expect(await isOpen(pass)).toBe(false);
});

test('a pass that is live and was overtaken before it was done is gone on with', async () => {
  await live(await opened());
  const { pass } = await opened({ stage: 'moderation', verdict: 'held' });
  expect(await resumePass({ storyId: STORY_ID, pass: 1 }, desks)).toBe(false);
  await endPass(archive(), { storyId: STORY_ID, pass }, { state: 'held', because: [] });
  expect(await resumePass({ storyId: STORY_ID, pass: 1 }, desks)).toBe(true);
  expect(resent).toEqual(['publish 1']);
  expect(await isOpen(1)).toBe(true);
});

test('a live story is not called failed because what follows its publication was given up', async () => {
  const first = await opened();
  await live(first);
  const ticket = { kind: 'story', storyId: STORY_ID, revision: 1, pass: first.pass } as const;
  const giveUp = giveUpStory('publish', desks);
  await giveUp(ticket, new Error('the archive is away'), { waitMs: 0, attempt: 5 } as Run);
  expect(newsroom.desk.steps).toEqual([]);
  // The sweeper finds it there.
  expect(await isOpen(first.pass)).toBe(true);
});
