import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { keys } from '../../src/shared/archive/keys.ts';
import { Format } from '../../src/shared/source-declaration.ts';
import fc from '../support/fast-check.ts';
import type { Attack } from './support/attack.ts';
import { doorAttacks } from './support/door-attacks.ts';
import { goodBodies, json, rssFeed, rssItem } from './support/good-bodies.ts';
import { type HostileNewsroom, hostileNewsroom } from './support/hostile-newsroom.ts';
import { jsonAttacks } from './support/json-attacks.ts';
import { markupAttacks } from './support/markup-attacks.ts';

let hostile: HostileNewsroom;
beforeAll(async () => {
  hostile = await hostileNewsroom();
});
afterAll(() => hostile.newsroom.close());

const attacks = [...jsonAttacks, ...markupAttacks, ...doorAttacks];

const named = (attack: Attack): [string, Attack] => [
  `${attack.source.slice(0, 40)}: ${attack.what} (${attack.status})`,
  attack,
];

test('there are at least 200 ways of being hostile here', () => {
  expect(attacks.length).toBeGreaterThanOrEqual(200);
});

describe('refused, and leaves no trace:', () => {
  test.each(attacks.map(named))('%s', async (_name, attack) => {
    const answer = await refuse(attack);
    expect(answer.json().requestId).toBe(answer.headers['x-request-id']);
  });
});

/** Sends it and checks all that a refusal must be. */
async function refuse(attack: Attack) {
  const before = await hostile.traces();
  const answer = await hostile.send(attack);
  const problem = answer.json();
  expect({ status: answer.statusCode, type: problem.type, says: problem.status }).toEqual({
    ...{ status: attack.status, type: `/problems/${attack.type}`, says: attack.status },
  });
  expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
  const faults: { pointer: string }[] = problem.errors ?? [];
  const pointers = [...new Set(faults.map(({ pointer }) => pointer))];
  expect(pointers.sort()).toEqual([...(attack.pointers ?? [])].sort());
  expect(answer.headers).not.toHaveProperty('x-evil');
  expect(answer.body).not.toMatch(/\bat .*\.ts|node_modules|root:x:/);
  expect(answer.body.length).toBeLessThan(20_000);
  expect(await hostile.traces()).toEqual(before);
  return answer;
}

const oddButHarmless: readonly [string, string, string][] = [
  ...['../../etc/passwd', '..\\..\\a', '/', '.', 'a%2f..%2fb', '__proto__', 'a.b.c', '%00'].map(
    (id): [string, string, string] => [
      `id ${id}`,
      'dateline',
      json('dateline', { externalId: id }),
    ],
  ),
  ...['../../config', '/etc', '..%2f', '', 'a\0b'].map((slug): [string, string, string] => [
    `slug ${JSON.stringify(slug)}`,
    'dateline',
    json('dateline', { slug }),
  ]),
  ['a section that there is none of', 'dateline', json('dateline', { section: '../none' })],
  ['a headline of markup', 'dateline', json('dateline', { headline: '<script>x</script>' })],
  [
    'a picture up the tree',
    'dateline',
    json('dateline', { images: [{ url: 'https://wire.test/../../a.jpg' }] }),
  ],
  ['a guid up the tree', 'rss', rssFeed(rssItem({ guid: '../../etc/passwd' }))],
  ['a date that is none', 'rss', rssFeed(rssItem({ more: '<pubDate>soon</pubDate>' }))],
  ['a language that is none', 'rss', rssFeed(rssItem({ more: '<language>no one</language>' }))],
  ['an entity that nobody declared', 'rss', rssFeed(rssItem({ title: 'Flood &xxe;' }))],
  [
    'a document type from elsewhere',
    'rss',
    `<!DOCTYPE rss SYSTEM "file:///a">${rssFeed(rssItem())}`,
  ],
];

describe('odd but harmless, and kept under a name of our own making:', () => {
  test.each(oddButHarmless)('%s (202)', async (_what, source, body) => {
    const answer = await hostile.send({ source, body });
    expect(answer.statusCode).toBe(202);
    const { submissionId, storyId } = answer.json();
    expect(`${submissionId} ${storyId}`).toMatch(/^[a-z0-9]+ [a-z0-9]+$/);
    expect(await hostile.newsroom.stores.archive.store.get(keys.inbox(submissionId))).toBeDefined();
  });

  test.each(['..%2f..%2fetc%2fpasswd', '%2e%2e%2f', '__proto__', 'a.b', '%E2%80%AE'])(
    'withdrawal of %s (202)',
    async (id) => {
      const answer = await hostile.send({ source: 'dateline', method: 'DELETE', path: `/${id}` });
      expect(answer.statusCode).toBe(202);
      expect(answer.headers.location).toMatch(/^\/v1\/stories\/[a-z0-9]+$/);
    },
  );
});

test('hostile stories in a batch are refused one by one, and the good one is kept', async () => {
  const before = await hostile.traces();
  const bad = ['{}', '1', 'null', '[]', json('dateline', { version: -1 }), '{"__proto__":1}'];
  const answer = await hostile.send({
    ...{ source: 'dateline', path: '/batch' },
    body: `[${[...bad, json('dateline', { externalId: 'of-a-batch' })].join(',')}]`,
  });
  expect(answer.statusCode).toBe(202);
  const items: { status: string; problem?: { status: number } }[] = answer.json().items;
  expect(items.map(({ status, problem }) => problem?.status ?? status)).toEqual([
    ...[422, 422, 422, 422, 422, 400, 'received'],
  ]);
  expect(await hostile.traces()).not.toEqual(before);
});

test('an overheard request changes nothing, and under its key no other body is taken', async () => {
  const headers = { 'idempotency-key': 'overheard' };
  const source = 'by-standard-webhooks';
  const body = json('dateline', { externalId: 'overheard' });
  expect((await hostile.send({ source, body, headers })).statusCode).toBe(202);
  const before = await hostile.traces();
  const again = await hostile.send({ source, body, headers });
  expect([again.statusCode, again.headers['idempotent-replayed']]).toEqual([202, 'true']);
  const other = await hostile.send({ source, body: json('dateline', { byline: 'Eve' }), headers });
  expect([other.statusCode, other.json().type]).toEqual([422, '/problems/idempotency-key-reused']);
  expect(await hostile.traces()).toMatchObject({ inbox: Reflect.get(Object(before), 'inbox') });
});

test.each(['a\r\nX-Evil: 1', '../a', 'a.b c', 'x'.repeat(65), '<script>'])(
  'a request id of %j is not repeated to anybody',
  async (id) => {
    const headers = { 'x-request-id': id };
    const answer = await hostile.send({ source: 'dateline', body: '{', headers });
    expect(answer.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
    expect(answer.body).not.toContain(id);
  },
);

const nasty = fc.constantFrom(
  ...[
    '"',
    '\\',
    '{',
    '[',
    ']',
    '<',
    '>',
    '&',
    '&#0;',
    '<![CDATA[',
    '<!--',
    '\0',
    '\ufeff',
    '-1e999',
  ],
  ...[
    '\r\n\r\n',
    '"__proto__":{},',
    '%ff',
    '\u202e',
    '<!DOCTYPE a [',
    ']]>',
    'null',
    '\ud800',
    '=&',
  ],
);
const edit = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  cut: fc.nat({ max: 40 }),
  put: fc.oneof(nasty, fc.string({ unit: 'binary', maxLength: 8 })),
  times: fc.integer({ min: 1, max: 40 }),
});
const flip = fc.record({ at: fc.double({ min: 0, max: 1, noNaN: true }), byte: fc.nat(255) });

test('no mutation of a good story is a fault of ours', async () => {
  const statuses = [202, 400, 422];
  const property = fc.asyncProperty(
    fc.constantFrom(...Format.options),
    fc.array(edit, { maxLength: 3 }),
    fc.array(flip, { maxLength: 3 }),
    async (source, edits, flips) => {
      let text = goodBodies[source][1];
      for (const { at, cut, put, times } of edits) {
        const from = Math.floor(at * text.length);
        text = text.slice(0, from) + put.repeat(times) + text.slice(from + cut);
      }
      const body = Buffer.from(text);
      for (const { at, byte } of flips) body[Math.floor(at * (body.length - 1))] = byte;
      expect(statuses).toContain((await hostile.send({ source, body })).statusCode);
    },
  );
  await fc.assert(property, { numRuns: 700, interruptAfterTimeLimit: 5_000 });
});

test.each(Format.options)('after all of it a good story of %s is taken', async (source) => {
  const answer = await hostile.send({
    source,
    body: goodBodies[source][1],
    headers: { 'idempotency-key': `after-${source}` },
  });
  expect(answer.statusCode).toBe(202);
});
