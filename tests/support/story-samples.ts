import type { Opening } from '../../src/shared/archive/open-pass.ts';
import type { Story } from '../../src/shared/story.ts';

export const STORY_ID = 'aaaaaaaaaaaaaaaaaaaa';
export const RECEIVED = '2026-11-22T10:00:00.000Z';

/** A plain story of one paragraph, for tests that do not care which. */
export function aStory(changes: Partial<Story> = {}): Story {
  return {
    schema: 1,
    storyId: STORY_ID,
    revision: 1,
    source: 'wire',
    externalId: 'flood-1',
    submissionId: 'submission1',
    headline: 'Flood warning lifted',
    slug: 'flood-warning-lifted',
    section: 'world',
    keywords: ['flood'],
    language: 'en',
    body: '<p>The river fell overnight.</p>',
    submittedBody: '<p>The river fell overnight.</p>',
    removed: [],
    images: [],
    authors: [],
    corrections: [],
    notes: [],
    received: RECEIVED,
    ...changes,
  };
}

/** The opening of a first pass by a new revision. */
export function anOpening(changes: Partial<Story> = {}): Opening {
  const { revision: _, ...story } = aStory(changes);
  return {
    head: {
      storyId: story.storyId,
      source: story.source,
      externalId: story.externalId,
      headline: story.headline,
      slug: story.slug,
      trigger: 'revision',
      order: { received: story.received, submissionId: story.submissionId },
      contentHash: `hash of ${story.headline}`,
      wanted: 'live',
      live: null,
      firstPublished: null,
      formerPaths: [],
      numbers: {},
      card: null,
    },
    story,
    revision: 0,
    document: {
      stage: 'ingest',
      verdict: 'accepted',
      because: [],
      findings: [],
      result: { submissionId: story.submissionId },
      ms: 1,
      waitMs: 0,
      attempt: 1,
    },
  };
}
