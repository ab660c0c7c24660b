import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Head } from '../../src/shared/archive/documents.ts';
import { type Opened, type Opening, openPass } from '../../src/shared/archive/open-pass.ts';
import { endPass } from '../../src/shared/archive/passes.ts';
import { openingForPictures } from '../../src/workers/picture-turns.ts';
import { anOpening, STORY_ID } from '../support/story-samples.ts';
import { type TemporaryStores, temporaryStores } from '../support/temporary-archive.ts';
import { anImage } from './render/support/render-samples.ts';

const turn = '2026-11-24T10:00:00.000Z';
const [before, after] = [Date.parse(turn) - 1, Date.parse(turn)];
let stores: TemporaryStores;
beforeEach(async () => {
  stores = await temporaryStores();
});
afterEach(() => stores.remove());

/** A head whose first revision is live with a picture that must go. */
async function liveHead(): Promise<Head> {
  const { archive } = stores;
  const opened = (await openPass(archive, STORY_ID, () => anOpening())) as Opened;
  const { storyId, revision, pass } = opened.document;
  const terms = { inFeeds: true, onSocialCards: true, until: turn };
  const base = { schema: 1 as const, storyId, revision, pass, because: [], findings: [] };
  const times = { at: '2026-11-22T10:00:00.000Z', ms: 1, waitMs: 0, attempt: 1 };
  const images = { images: [anImage('i1', { terms })], missing: [], complete: true };
  const rendered = { path: '/a/', objects: [], card: null, fronts: [], turns: [turn] };
  await archive.putStage({
    ...{ ...base, ...times, stage: 'images', verdict: 'ready', result: images },
  });
  await archive.putStage({
    ...{ ...base, ...times, stage: 'render', verdict: 'rendered', result: rendered },
  });
  const live = {
    ...{ revision, pass, path: '/a/', url: 'https://news.example/a/', at: times.at },
    ...{ fronts: [], media: [], isComplete: true },
  };
  return endPass(
    archive,
    { storyId, pass },
    {
      state: 'live',
      because: [],
      change: (head) => ({ ...head, live }),
    },
  );
}

const asked = (head: Head, now = after) =>
  openingForPictures(head, { archive: stores.archive, now }) as Promise<
    Opening & { stop?: object }
  >;

test('a page is made anew when the time of its picture has come, and not before', async () => {
  const head = await liveHead();
  expect(await asked(head, before)).toEqual({ stop: { isKept: true } });
  const opening = await asked(head);
  expect(opening.document).toMatchObject({ stage: 'images', verdict: 'ready' });
  expect(opening.document.because).toEqual([
    `The picture i1 leaves the page: its use ended at ${turn}.`,
  ]);
  expect([opening.revision, opening.aside]).toEqual([1, undefined]);
});

test('a pass that is under way is not overtaken, and a withdrawn story is left alone', async () => {
  const head = await liveHead();
  expect(await asked({ ...head, ended: null })).toEqual({ stop: { isKept: false } });
  const withdrawn: Head = { ...head, wanted: 'withdrawn' };
  expect(await asked(withdrawn)).toEqual({ stop: { isKept: true } });
});

test.each(['held', 'scheduled', 'rejected', 'failed'] as const)(
  'a newer revision that is %s stands so again afterwards, by its own pass',
  async (state) => {
    const head = await liveHead();
    const ended = { state, at: turn, because: ['Why it stands so.'] };
    const newer: Head = { ...head, revision: 2, pass: 2, ended };
    const held = await stores.archive.head(STORY_ID);
    await stores.archive.swapHead(newer, held?.etag);
    const opened = (await openPass(stores.archive, STORY_ID, (now) =>
      asked(now ?? newer),
    )) as Opened;
    expect(opened.head).toMatchObject({ revision: 2, pass: 3, ended: null });
    const { storyId, revision, pass } = opened.document;
    expect(revision).toBe(1);
    const after = await endPass(stores.archive, { storyId, pass }, { state: 'live', because: [] });
    expect(after.ended).toEqual({ ...ended, pass: 2 });
    expect(after.aside).toBeUndefined();
  },
);

test('a pass for pictures that failed leaves nothing to come back to', async () => {
  const head = await liveHead();
  const ended = { state: 'failed' as const, at: turn, because: [] };
  expect((await asked({ ...head, trigger: 'pictures', ended })).aside).toBeUndefined();
});
