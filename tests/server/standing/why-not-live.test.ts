import { describe, expect, test } from 'vitest';
import {
  type QueuePlace,
  type Standing,
  sentenceOf,
  whyNotLive,
} from '../../../src/server/standing/why-not-live.ts';
import { State } from '../../../src/shared/archive/documents.ts';

const now = Date.parse('2026-11-22T10:10:00Z');
const story = (changes: Partial<Standing>): Standing => ({
  ...{ state: 'moderating', revision: 1, because: [], since: '2026-11-22T10:09:48Z' },
  ...{ liveRevision: null, rules: [], embargoed: null, claimedBy: null, isErased: false },
  ...changes,
});
const place = (changes: Partial<QueuePlace>): QueuePlace => ({
  ...{ stage: 'moderation', job: 'waiting', ahead: 0, failures: 0, again: null, since: null },
  ...{ workers: 1, perMinute: 0, setback: null },
  ...changes,
});

const table: readonly [string, Partial<Standing>, Partial<QueuePlace> | undefined, string][] = [
  [
    'in the inbox',
    { state: 'received', revision: 0 },
    { stage: 'ingest' },
    'Not live because it is next in line for ingest, for 12 s; next: its turn.',
  ],
  [
    'behind others',
    { state: 'imaging' },
    { stage: 'images', ahead: 41, perMinute: 50 },
    'Not live because it waits behind 41 others for images, for 12 s; next: its turn in about 49 s.',
  ],
  [
    'being worked',
    { state: 'rendering' },
    { stage: 'render', job: 'active', since: now - 3000 },
    'Not live because render works on it for 3 s; next: it is put into the site.',
  ],
  [
    'taken in',
    { state: 'ingesting' },
    { stage: 'ingest', job: 'active', since: now - 1000 },
    'Not live because ingest works on it for 1 s; next: moderation.',
  ],
  [
    'being put into the site',
    { state: 'publishing' },
    { stage: 'publish', job: 'active', since: now },
    'Not live because publish works on it for 0 s; next: it is live.',
  ],
  [
    'retried',
    { state: 'publishing' },
    { stage: 'publish', job: 'delayed', failures: 2, again: now + 4000 },
    'Not live because publish failed 2 times; next: it tries again in 4 s.',
  ],
  [
    'retried, and it is known why',
    { state: 'publishing' },
    {
      ...{ stage: 'publish', job: 'delayed', failures: 1, again: now + 4000 },
      setback: { kind: 'failed', because: 'The store in Frankfurt did not answer.' },
    },
    'Not live because publish failed once: The store in Frankfurt did not answer; ' +
      'next: it tries again in 4 s.',
  ],
  [
    'after a failure, waiting for a picture that is named',
    { state: 'imaging' },
    {
      ...{ stage: 'images', job: 'delayed', failures: 1, again: now + 60_000 },
      setback: { kind: 'waits', because: 'The picture at https://a.example/b.jpg is not there.' },
    },
    'Not live because it waits for a picture: The picture at https://a.example/b.jpg is not there; ' +
      'next: images looks again in 60 s.',
  ],
  [
    'waiting for a store that is away, after a failure of its own',
    { state: 'publishing' },
    {
      ...{ stage: 'publish', job: 'delayed', failures: 1, again: now + 12_000 },
      setback: {
        ...{ kind: 'away', since: now - 90_000 },
        because: 'The store is away: s3://site put a.html: SlowDown (503)',
      },
    },
    'Not live because publish has waited for 90 s: The store is away: s3://site put a.html: ' +
      'SlowDown (503); next: publish looks again in 12 s, until it is back.',
  ],
  [
    'waiting for something else of ours',
    { state: 'publishing' },
    {
      ...{ stage: 'publish', job: 'delayed', again: now + 2000 },
      setback: { kind: 'waits', because: 'the catalogue is being rebuilt' },
    },
    'Not live because publish asked for patience: the catalogue is being rebuilt; ' +
      'next: publish looks again in 2 s.',
  ],
  [
    'waiting for a picture',
    { state: 'imaging' },
    { stage: 'images', job: 'delayed', again: now + 60_000 },
    'Not live because it waits for a picture; next: images looks again in 60 s.',
  ],
  [
    'without a worker',
    {},
    { workers: 0 },
    'Not live because no worker for moderation is running; it has waited 12 s; ' +
      'next: somebody starts one (dateline work moderation).',
  ],
  [
    'lost by Redis',
    {},
    { job: 'gone' },
    'Not live because its ticket for moderation is missing from the queue since 12 s; ' +
      'next: the sweeper sends it again within 20 s.',
  ],
  [
    'while Redis is away',
    {},
    undefined,
    'Not live because it waits for moderation since 12 s and Redis cannot say more; ' +
      'next: it goes on when Redis is back.',
  ],
  [
    'held by a rule',
    { state: 'held', rules: ['gambling-terms', 'gambling-terms'], since: '2026-11-22T09:58:00Z' },
    undefined,
    'Not live because it has been held for 12 min by the rule gambling-terms; ' +
      'next: an editor releases or rejects it.',
  ],
  [
    'held and being read',
    { state: 'held', because: ['Its source is paused.'], claimedBy: 'mina' },
    undefined,
    'Not live because it has been held for 12 s: Its source is paused; ' +
      'next: mina, who is reading it, releases or rejects it.',
  ],
  [
    'under embargo',
    { state: 'scheduled', embargoed: '2026-11-22T18:00:00Z' },
    undefined,
    'Not live because it is under embargo until 2026-11-22 18:00 UTC; ' +
      'next: it goes live in 7 h 50 min.',
  ],
  [
    'rejected',
    { state: 'rejected', because: ['Spam. (mina)'] },
    undefined,
    'Not live because it was rejected: Spam. (mina); ' +
      'next: nothing, unless its source sends another revision.',
  ],
  [
    'erased',
    { state: 'withdrawn', revision: 0, because: ['The story is erased.'], isErased: true },
    undefined,
    'Not live because it was erased; next: nothing, for what its source sends of it is not taken.',
  ],
  [
    'withdrawn',
    { state: 'withdrawn', because: ['The source withdrew it.'] },
    undefined,
    'Not live because it was withdrawn: The source withdrew it; ' +
      'next: nothing, unless it is sent again.',
  ],
  [
    'overtaken',
    { state: 'superseded', because: ['Revision 3 is newer.'] },
    undefined,
    'Not live because something newer has overtaken it: Revision 3 is newer; ' +
      'next: the newer one decides.',
  ],
  [
    'failed',
    { state: 'failed', because: ['render gave up: no theme'] },
    undefined,
    'Not live because render gave up: no theme; ' +
      'next: an operator retries it once the cause is gone, or discards it.',
  ],
  [
    'quarantined',
    { state: 'failed', because: ['images gave up: job stalled more than allowable limit'] },
    undefined,
    'Not live because it is quarantined: what worked on it died again and again; ' +
      'next: an operator retries it, or discards it.',
  ],
  [
    'not even taken',
    { state: 'failed', revision: 0, because: ['The body is no story.'] },
    undefined,
    'Not live because ingest could not take it: The body is no story; ' +
      'next: its source sends it again.',
  ],
  ['live', { state: 'live', liveRevision: 1 }, undefined, 'Live for 12 s (revision 1).'],
];

describe('why a story is not live', () => {
  test.each(table)('%s', (_name, changes, where, sentence) => {
    const at = where && place(where);
    expect(sentenceOf(whyNotLive(story(changes), at, now))).toBe(sentence);
  });

  test('every state has its answer', () => {
    const told = new Set(table.map(([, { state = 'moderating' }]) => state));
    expect(State.options.filter((state) => !told.has(state))).toEqual([]);
  });

  test('a live story whose newer revision waits says what readers see', () => {
    const held = story({ state: 'held', revision: 2, liveRevision: 1, rules: ['spam'] });
    expect(sentenceOf(whyNotLive(held, undefined, now))).toContain(
      'readers still see revision 1; next: an editor',
    );
  });
});
