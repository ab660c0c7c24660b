import type { Example } from './example.ts';

const storyId = 'q2aauo432iqc3gtfhtwc';
const at = '2026-11-22T10:00:00.000Z';
const reason = 'A new brand of planted gambling spam';

const finding = {
  ...{ rule: 'hidden-links', action: 'hold', weight: 5, field: '/body', offset: 0, length: 88 },
  excerpt: 'situs toto slot',
  reason: 'The body hides a link to slot.example from readers (display:none)',
};

const content = {
  ...{ title: 'Brands of gambling spam', action: 'hold' },
  ...{ terms: ['zorbo*', 'slot gacor'], exceptions: ['slot gacor arrests'] },
};
const list = { ...content, name: 'brands', origin: 'archive', etag: '5d41402abc4b2a76' };
const term = { term: 'zorbo*', reason };

const trial = {
  ...{ looked: 200, changed: 1, verdicts: { approved: 195, held: 5 } },
  rulesVersion: '9f3b1c0d2e4a5b6c',
  items: [
    {
      ...{ storyId, revision: 1, source: 'wire', headline: 'Flood warning lifted' },
      ...{ from: 'approved', to: 'held', because: [finding.reason], findings: [finding] },
    },
  ],
};

const claim = { by: 'token night-desk', until: at };
const sentHeld = { found: 12, sent: 11, skipped: 1, more: false };

/** Of the routes for reviewers, lists and dry runs. */
export const reviewExamples: Readonly<Record<string, Example>> = {
  'GET /v1/stories/{id}/review': {
    answer: {
      ...{ storyId, revision: 1, source: 'wire', language: 'en', section: 'world' },
      fields: { '/headline': 'Flood warning lifted', '/body': '<p>The river fell.</p>' },
      similar: [
        {
          ...{ storyId: 'mqm2y3fkz5n4d2w7c4bq', pass: 2, headline: 'Ferries stop', source: 'wire' },
          ...{ action: 'repaired', by: 'token night-desk', at, reason: 'Planted', falseAlarm: [] },
        },
      ],
      claim,
      rulesVersion: '9f3b1c0d2e4a5b6c',
    },
  },
  'POST /v1/stories/remoderate': {
    request: { state: 'held', source: 'wire', reason: 'The list of brands has changed' },
    answer: sentHeld,
  },
  'POST /v1/stories/{id}/claim': { answer: claim },
  'DELETE /v1/stories/{id}/claim': {},
  'GET /v1/lists': { answer: { items: [list] } },
  'PUT /v1/lists/{name}': { request: { ...content, reason }, answer: list },
  'POST /v1/lists/{name}/terms': { request: term, answer: list },
  'DELETE /v1/lists/{name}/terms': { request: term, answer: list },
  'GET /v1/moderation/lessons': {
    answer: { total: 1, items: [{ storyId, pass: 2, texts: ['zorbo88 link'], wasSpam: true }] },
  },
  'POST /v1/moderation/lessons/forget': {
    request: { storyId, pass: 2, reason: 'Zorbo is a village' },
    answer: { forgotten: true },
  },
  'POST /v1/lists/test': { request: { terms: ['zorbo*'], last: 200 }, answer: trial },
  'POST /v1/moderation/dry-run': {
    request: { last: 200, policy: { rules: { 'hidden-links': 'strip' }, repairs: 'apply' } },
    answer: trial,
  },
};
