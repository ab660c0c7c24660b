import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Head, StageDocument } from '../../../src/shared/archive/documents.ts';
import { putFailure } from '../../../src/shared/archive/passes.ts';
import { endOfPass } from '../../../src/workers/notify/end-of-pass.ts';
import { type TemporaryStores, temporaryStores } from '../../support/temporary-archive.ts';

let stores: TemporaryStores;
beforeEach(async () => {
  stores = await temporaryStores();
});
afterEach(() => stores.remove());

const storyId = 'a'.repeat(20);
const at = '2026-11-26T14:30:05.123Z';
const document = (stage: string, verdict: string): StageDocument => ({
  ...{ schema: 1, storyId, revision: 1, pass: 2, stage, verdict, because: [`${stage} says so`] },
  ...{ findings: [], at, ms: 1, waitMs: 0, attempt: 1 },
});
/** Overtaken by a newer pass: only the documents of the pass know how it ended. */
const head = (pass = 3, ended: Head['ended'] = null) => ({ storyId, pass, ended }) as Head;

type Case = readonly [string, (readonly [string, string])[], string?];
const cases: Case[] = [
  [
    'live',
    [
      ['ingest', 'accepted'],
      ['render', 'rendered'],
      ['publish', 'live'],
    ],
    'story.live',
  ],
  [
    'released by a person and live',
    [
      ['review', 'released'],
      ['publish', 'live'],
    ],
    'story.live',
  ],
  [
    'held by moderation',
    [
      ['ingest', 'accepted'],
      ['moderation', 'held'],
    ],
    'story.held',
  ],
  ['held by its source', [['ingest', 'held']], 'story.held'],
  [
    'held for its pictures',
    [
      ['ingest', 'accepted'],
      ['images', 'held'],
    ],
    'story.held',
  ],
  [
    'rejected by moderation',
    [
      ['ingest', 'accepted'],
      ['moderation', 'rejected'],
    ],
    'story.rejected',
  ],
  ['rejected by a person', [['review', 'rejected']], 'story.rejected'],
  [
    'withdrawn',
    [
      ['ingest', 'withdrawn'],
      ['publish', 'withdrawn'],
    ],
    'story.withdrawn',
  ],
  ['withdrawn before it was live', [['ingest', 'withdrawn']], 'story.withdrawn'],
  [
    'overtaken at the site',
    [
      ['ingest', 'accepted'],
      ['render', 'rendered'],
    ],
  ],
  ['overtaken on its way', [['ingest', 'accepted']]],
  [
    'live with the rest of its renditions',
    [
      ['images', 'ready'],
      ['publish', 'live'],
    ],
  ],
];

test.each(cases.map(([what, ...told]) => ({ what, told })))(
  'a pass that was $what',
  async ({ told: [documents, event] }) => {
    for (const [stage, verdict] of documents) {
      await stores.archive.putStage(document(stage, verdict));
    }
    const end = await endOfPass(stores.archive, { storyId, pass: 2 }, head());
    expect(end?.event).toBe(event);
    if (event !== undefined) expect(end).toMatchObject({ at, revision: 1 });
  },
);

test('a pass that was given up has failed, until it is sent on and live', async () => {
  await stores.archive.putStage(document('ingest', 'accepted'));
  await putFailure(stores.archive, document('publish', 'failed'));
  const end = () => endOfPass(stores.archive, { storyId, pass: 2 }, head());
  expect(await end()).toMatchObject({ event: 'story.failed', because: ['publish says so'] });
  await stores.archive.putStage(document('publish', 'live'));
  expect(await end()).toMatchObject({ event: 'story.live' });
});

test('a pass whose worker was killed before it said why it failed is told of by the head', async () => {
  await stores.archive.putStage(document('ingest', 'accepted'));
  const ended = { state: 'failed' as const, at, because: ['publish gave up'] };
  const end = await endOfPass(stores.archive, { storyId, pass: 2 }, head(2, ended));
  expect(end).toMatchObject({ event: 'story.failed', because: ['publish gave up'], at });
});
