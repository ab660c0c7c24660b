import type { Example } from './example.ts';

const storyId = 'q2aauo432iqc3gtfhtwc';
const at = '2026-11-22T10:00:00.000Z';
const error = '9f3b1c0d2e4a';
const headline = 'Flood warning lifted';

const reason = 'The theme is mended';
const order = { action: 'retry', filter: { state: 'failed', error }, reason };
const bulk = {
  ...{ id: '20261122100000-5d41402a', ...order, by: 'amira', at, state: 'running', count: 41 },
  ...{ dealt: 20, done: 19, skipped: 1, notDone: 0, failed: [] },
};

/** Of the routes that the desk is made of. */
export const deskExamples: Readonly<Record<string, Example>> = {
  'GET /v1/stories/{id}/standing': {
    answer: {
      ...{ storyId, isLive: false },
      because: 'it waits behind 41 others for images, for 12 s',
      next: 'its turn in about 49 s',
      sentence:
        'Not live because it waits behind 41 others for images, for 12 s; next: its turn in about 49 s.',
    },
  },
  'GET /v1/failures': {
    answer: {
      items: [
        {
          ...{ error, stage: 'render', pattern: 'No such template: N', count: 41 },
          ...{ first: at, last: at, byHour: [...Array.from({ length: 23 }, () => 0), 41] },
          stories: [{ storyId, headline, because: 'render gave up: No such template: 17', at }],
        },
      ],
      more: false,
    },
  },
  'POST /v1/bulks/dry-run': {
    request: { filter: order.filter },
    answer: {
      ...{ count: 41, more: false },
      sample: [
        {
          ...{ storyId, source: 'wire', externalId: 'flood-1', headline, state: 'failed' },
          ...{ revision: 1, pass: 1, updated: at, claimedBy: null },
        },
      ],
    },
  },
  'POST /v1/bulks': { request: { ...order, expect: 41 }, answer: bulk },
  'GET /v1/bulks': { answer: { items: [bulk] } },
  'GET /v1/bulks/{id}': { answer: bulk },
  'POST /v1/bulks/{id}/abort': { answer: { ...bulk, state: 'aborted' } },
};
