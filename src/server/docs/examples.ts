import { deskExamples } from './desk-examples.ts';
import type { Example } from './example.ts';
import { reviewExamples } from './review-examples.ts';
import { subscriberExamples } from './subscriber-examples.ts';

const storyId = 'q2aauo432iqc3gtfhtwc';
const submissionId = 'k3f6y2m7qz5n4d8w9c1b';
const at = '2026-11-22T10:00:00.000Z';
const receipt = { submissionId, storyId, status: 'received' };
const url = 'https://news.example/world/2026/11/22/flood-warning-lifted/';

const story = {
  externalId: 'flood-1',
  headline: 'Flood warning lifted',
  section: 'world',
  language: 'en',
  keywords: ['floods'],
  body: '<p>KABUL – The river fell overnight.</p>',
  images: [
    {
      url: 'https://cms.example/river.jpg',
      caption: 'The river on Sunday',
      creditLine: 'Laila Amiri',
      altText: 'A brown river below its banks',
      role: 'lead',
    },
  ],
};

const refusedItem = {
  status: 'refused',
  problem: {
    type: '/problems/invalid',
    title: 'The body says what it must not',
    status: 422,
    detail: 'Some fields must be mended.',
    errors: [{ pointer: '#/headline', detail: 'required; add it as string' }],
  },
};

const step = {
  ...{ stage: 'publish', verdict: 'live', at, ms: 41, waitMs: 2, attempt: 1, revision: 1, pass: 1 },
  because: ['Published'],
};

const about = {
  ...{ storyId, source: 'wire', externalId: 'flood-1', headline: 'Flood warning lifted' },
};

const storyAnswer = {
  ...about,
  ...{ state: 'live', revision: 1, pass: 1, verdict: 'live', because: ['Published'] },
  ...{ findings: [], derived: null, timeline: [step], url, live: { revision: 1, url, at } },
};

const decided: Example = {
  request: { revision: 1, reason: 'Checked with the correspondent' },
  answer: storyAnswer,
};

const source = {
  ...{ id: 'wire', name: 'The Wire', format: 'ninjs', auth: 'standard-webhooks' },
  ...{ section: 'world', sections: ['world', 'sport'], language: 'en', trusted: false },
  rateLimit: { perSecond: 10, burst: 40 },
  moderation: { holdAt: 0.5 },
};
const hook = 'https://dateline.example/hooks/wire';
const shown = { ...source, origin: 'added', paused: null, hook };
const pause = { by: 'token night-desk', at, reason: 'Its CMS was hacked' };
const withSecret = { ...shown, secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw5K0m3cXv1uE=' };

const republication = {
  ...{ state: 'under way', section: 'world', by: 'token night-desk', began: at, ended: null },
  ...{ reason: 'The theme has changed', seen: 4000, sent: 1210, postponed: 1 },
};

const ready = {
  ...{ status: 'degraded', archive: 'ok', redis: 'away', site: 'ok' },
  because: ['Redis is away: what is accepted waits in the inbox.'],
};

/** By method and path, as the description has them; a test says where one is missing. */
export const examples: Readonly<Record<string, Example>> = {
  'POST /hooks/{source}': {
    request: story,
    answer: receipt,
    form: {
      story: JSON.stringify({ ...story, images: [{ url: 'cid:river', caption: 'The river' }] }),
      river: 'the bytes of river.jpg',
    },
  },
  'POST /hooks/{source}/batch': {
    request: [story],
    answer: { items: [receipt, refusedItem] },
  },
  'DELETE /hooks/{source}/{externalId}': { answer: receipt },
  'GET /v1/stories/{id}': { answer: storyAnswer },
  'GET /v1/stories': {
    answer: {
      items: [{ ...about, state: 'held', revision: 1, pass: 1, updated: at, claimedBy: null }],
      next: null,
    },
  },
  'GET /v1/flow': {
    answer: {
      readiness: ready,
      open: { at, submissions: { count: 0, oldest: null }, passes: { count: 1, oldest: at } },
      stages: [
        {
          ...{ stage: 'images', waiting: 2, working: 1, delayed: 0, workers: 1 },
          ...{ perMinute: 4.2, done: 231, failed: 0, oldest: at },
        },
      ],
      states: { live: 240, held: 3 },
      oldest: [{ ...about, state: 'imaging', revision: 1, pass: 1, updated: at, claimedBy: null }],
    },
  },
  'POST /v1/stories/{id}/release': decided,
  'POST /v1/stories/{id}/reject': decided,
  'POST /v1/stories/{id}/discard': decided,
  'POST /v1/stories/{id}/retry': decided,
  'POST /v1/stories/{id}/withdraw': decided,
  'POST /v1/stories/{id}/republish': decided,
  'POST /v1/stories/{id}/remoderate': decided,
  'POST /v1/stories/{id}/rollback': {
    request: { revision: 2, to: 1, reason: 'The correction was wrong' },
    answer: storyAnswer,
  },
  'POST /v1/stories/{id}/erase': {
    request: { reason: 'A court in Kabul wants it' },
    answer: { storyId, state: 'under way' },
  },
  'POST /v1/republication': {
    request: { section: 'world', reason: 'The theme has changed' },
    answer: republication,
  },
  'GET /v1/republication': { answer: republication },
  'GET /v1/submissions/{id}': {
    answer: { submissionId, storyId, status: 'accepted', because: [] },
  },
  'GET /hooks/{source}': { answer: 'nVj4Qz0c' },
  'GET /v1/sources': { answer: { items: [shown] } },
  'POST /v1/sources': { request: source, answer: withSecret },
  'PATCH /v1/sources/{id}': { request: { name: 'The Wire', rateLimit: null }, answer: shown },
  'DELETE /v1/sources/{id}': { answer: { id: 'wire', removed: true } },
  'POST /v1/sources/{id}/rotate': { answer: withSecret },
  'POST /v1/sources/{id}/pause': {
    request: { reason: pause.reason },
    answer: { ...shown, paused: pause },
  },
  'POST /v1/sources/{id}/resume': { request: { reason: 'Cleaned' }, answer: shown },
  'GET /v1/tokens': {
    answer: { items: [{ name: 'dashboard', role: 'viewer', made: at, by: 'admin' }] },
  },
  'POST /v1/tokens': {
    request: { name: 'dashboard', role: 'viewer' },
    answer: { name: 'dashboard', role: 'viewer', token: 'dl_3mB1…' },
  },
  'DELETE /v1/tokens/{name}': { answer: { name: 'dashboard', removed: true } },
  'GET /v1/users': {
    answer: {
      items: [
        {
          ...{ name: 'amira', role: 'editor', state: 'active', disabled: false },
          ...{ made: at, by: 'admin' },
        },
      ],
    },
  },
  'POST /v1/users': {
    request: { name: 'amira', role: 'editor' },
    answer: {
      ...{ name: 'amira', role: 'editor' },
      invitation: '/sign-in/invitation?code=YW1pcmE.q0…',
    },
  },
  'POST /v1/users/{name}/invite': {
    answer: { name: 'amira', invitation: '/sign-in/invitation?code=YW1pcmE.q0…' },
  },
  'PATCH /v1/users/{name}': {
    request: { disabled: true },
    answer: {
      ...{ name: 'amira', role: 'editor', state: 'disabled', disabled: true },
      ...{ made: at, by: 'admin' },
    },
  },
  'GET /v1/audit': {
    answer: {
      items: [
        {
          ...{ at, by: 'amira', deed: 'story.release', reason: 'Checked with the reporter' },
          about: { storyId, revision: 1, pass: 2 },
        },
      ],
      next: null,
    },
  },
  'GET /v1/events': {
    answer: `id: 1795341600000-0\nevent: step\ndata: ${JSON.stringify({ storyId, ...step })}\n\n`,
  },
  'GET /sign-in': { answer: '<!doctype html><title>Sign in</title>…' },
  'GET /healthz': { answer: { status: 'ok' } },
  'GET /readyz': { answer: ready },
  'GET /metrics': {
    answer:
      '# HELP dateline_inbox_oldest_seconds Age of the oldest submission in the inbox.\n' +
      '# TYPE dateline_inbox_oldest_seconds gauge\ndateline_inbox_oldest_seconds 0\n',
  },
  'GET /openapi.json': { answer: { openapi: '3.1.0', info: { title: 'Dateline', version: '1' } } },
  ...reviewExamples,
  ...subscriberExamples,
  ...deskExamples,
  'GET /docs': { answer: '<!doctype html><title>Dateline</title>…' },
};
