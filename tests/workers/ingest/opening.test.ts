import { expect, test } from 'vitest';
import type { Head } from '../../../src/shared/archive/documents.ts';
import { type Candidate, isOlder, openingFor } from '../../../src/workers/ingest/opening.ts';
import { anOpening, aStory, RECEIVED, STORY_ID } from '../../support/story-samples.ts';

const { revision: _, ...story } = aStory();
const candidate: Candidate = {
  storyId: STORY_ID,
  source: 'wire',
  externalId: 'flood-1',
  order: { received: RECEIVED, submissionId: 's2' },
  contentHash: 'new',
  wanted: 'live',
  story,
  hasOwnSlug: false,
  waitMs: 0,
  attempt: 1,
  began: 0,
};
const head: Head = {
  ...anOpening().head,
  order: { received: '2026-11-22T09:00:00.000Z', submissionId: 's1' },
  ...{ schema: 1, revision: 1, pass: 1, ended: null },
};

/** The verdict that opens a pass, or the status that settles the submission without one. */
function verdict(changes: Partial<Candidate> = {}, current: Head | undefined = head): string {
  const plan = openingFor({ ...candidate, ...changes }, current);
  return 'stop' in plan ? plan.stop.status : plan.document.verdict;
}

test('a first submission is accepted', () => {
  expect(verdict({}, undefined)).toBe('accepted');
});

test('a newer submission of the same story is accepted', () => {
  expect(verdict()).toBe('accepted');
});

test('the same content again is unchanged', () => {
  expect(verdict({ contentHash: head.contentHash })).toBe('unchanged');
});

test('the same content of a story that failed is accepted again', () => {
  const ended: Head['ended'] = { state: 'failed', at: RECEIVED, because: [] };
  expect(verdict({ contentHash: head.contentHash }, { ...head, ended })).toBe('accepted');
});

test('a submission that arrived before the newest revision is superseded', () => {
  expect(verdict({ order: { received: '2026-11-22T08:00:00.000Z', submissionId: 's0' } })).toBe(
    'superseded',
  );
});

test('a submission that a dead worker had opened already is known as its own', () => {
  expect(verdict({ order: head.order })).toBe('own');
});

test('versions decide the order before anything else', () => {
  const newer = { version: 3, modified: '2026-01-01T00:00:00Z', received: RECEIVED };
  const older = { version: 2, modified: '2026-02-01T00:00:00Z', received: '2026-12-01T00:00:00Z' };
  expect(isOlder({ ...older, submissionId: 'b' }, { ...newer, submissionId: 'a' })).toBe(true);
  expect(isOlder({ ...newer, submissionId: 'a' }, { ...older, submissionId: 'b' })).toBe(false);
});

test('a withdrawal that comes before its story is remembered', () => {
  const { story: __, ...kill } = candidate;
  const plan = openingFor({ ...kill, wanted: 'withdrawn', contentHash: 'withdrawn' }, undefined);
  if ('stop' in plan) throw new Error('stopped');
  expect([plan.document.verdict, plan.head.wanted, plan.revision]).toEqual([
    'withdrawn',
    'withdrawn',
    0,
  ]);
});

test('a newer submission of a withdrawn story is held for a person', () => {
  const ended: Head['ended'] = { state: 'withdrawn', at: RECEIVED, because: [] };
  expect(verdict({}, { ...head, wanted: 'withdrawn', ended })).toBe('held');
});

test('a withheld story is held, and an expired one too', () => {
  expect(verdict({ wanted: 'held' })).toBe('held');
  expect(verdict({ story: { ...story, expires: '2026-11-01T00:00:00.000Z' } })).toBe('held');
});

test('a story that would expire before its embargo ends is held: nobody could read it', () => {
  const embargoed = '2099-02-01T00:00:00.000Z';
  const withExpiry = (expires: string) => verdict({ story: { ...story, embargoed, expires } });
  expect(withExpiry('2099-01-01T00:00:00.000Z')).toBe('held');
  expect(withExpiry(embargoed)).toBe('held');
  expect(withExpiry('2099-03-01T00:00:00.000Z')).toBe('accepted');
});

test('a changed headline does not move the page', () => {
  const plan = openingFor({ ...candidate, story: { ...story, slug: 'another-headline' } }, head);
  expect('stop' in plan ? '' : plan.story?.slug).toBe('flood-warning-lifted');
});

test('a slug that the source names does move it', () => {
  const moved = { ...story, slug: 'river-falls' };
  const plan = openingFor({ ...candidate, hasOwnSlug: true, story: moved }, head);
  expect('stop' in plan ? '' : plan.story?.slug).toBe('river-falls');
});
