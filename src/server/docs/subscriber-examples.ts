import type { Example } from './example.ts';

const at = '2026-11-26T14:30:05.123Z';
const subscriber = {
  ...{ id: 'search', url: 'https://search.example/hooks/dateline' },
  ...{ events: ['story.live', 'story.withdrawn'], sections: ['world'] },
};
const shown = { ...subscriber, origin: 'added', hasSecret: true, disabled: null, failing: null };
const withSecret = { ...shown, secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw5K0m3cXv1uE=' };

/** What a subscriber is sent. */
export const notice = {
  type: 'story.live',
  timestamp: at,
  data: {
    ...{ storyId: 'q2aauo432iqc3gtfhtwc', source: 'wire', externalId: 'flood-1' },
    ...{ headline: 'Flood warning lifted', state: 'live', revision: 1, pass: 1 },
    url: 'https://news.example/world/2026/11/22/flood-warning-lifted/',
    because: ['Published'],
  },
};

const hash = '5f1d7a84db00d2fce00b31a7';
const delivery = {
  ...{ id: `20261126T143005123-${hash}`, subscriber: 'search', webhookId: `msg_${hash}` },
  ...{ event: 'story.live', storyId: notice.data.storyId, pass: 1, state: 'failed', made: at },
  ...{ next: null, because: 'It answered 410.' },
  tries: [{ at, ms: 84, status: 410, error: 'It answered 410.' }],
  sent: notice,
};
const pending = { ...delivery, state: 'pending', because: null, tries: [] };
const test = {
  ...{ ...pending, event: 'dateline.test', storyId: null, pass: null },
  sent: { type: 'dateline.test', timestamp: at, data: { subscriber: 'search', by: 'amira' } },
};
const reason = 'Its server has moved';

export const subscriberExamples: Readonly<Record<string, Example>> = {
  'GET /v1/subscribers': { answer: { items: [shown] } },
  'POST /v1/subscribers': { request: subscriber, answer: withSecret },
  'DELETE /v1/subscribers/{id}': {
    request: { reason },
    answer: { id: 'search', removed: true },
  },
  'POST /v1/subscribers/{id}/rotate': { answer: withSecret },
  'POST /v1/subscribers/{id}/test': { answer: test },
  'POST /v1/subscribers/{id}/disable': {
    request: { reason },
    answer: { ...shown, disabled: { since: at, because: `${reason} (amira)` } },
  },
  'POST /v1/subscribers/{id}/enable': { request: { reason }, answer: shown },
  'GET /v1/subscribers/{id}/deliveries': { answer: { items: [delivery], next: null } },
  'GET /v1/subscribers/{id}/deliveries/{delivery}': { answer: delivery },
  'POST /v1/subscribers/{id}/deliveries/{delivery}/replay': { answer: pending },
  'POST /v1/subscribers/{id}/replay': {
    request: { since: '2026-11-26T00:00:00Z' },
    answer: { sent: 12, more: false },
  },
};
