import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { keys } from '../../src/shared/archive/keys.ts';
import { decodeSubmission } from '../../src/shared/archive/submission.ts';
import { Unavailable } from '../../src/shared/errors.ts';
import { storyIdFor, submissionIdFor } from '../../src/shared/ids.ts';
import type { RateLimit } from '../../src/shared/source-declaration.ts';
import { newWebhookSecret } from '../../src/shared/standard-webhooks.ts';
import {
  ADMIN,
  type Knock,
  knockAs,
  type SmallNewsroom,
  smallNewsroom,
  storyJson,
} from './small-newsroom.ts';

let newsroom: SmallNewsroom;
beforeEach(async () => {
  newsroom = await smallNewsroom();
});
afterEach(() => newsroom.close());

const hashOf = (text: string) => createHash('sha256').update(text).digest('hex');

/** As `wire` with another limit. */
async function limited(rateLimit: RateLimit): Promise<void> {
  const wire = await newsroom.services.sources.find('wire');
  if (wire === undefined) throw new RangeError('no wire');
  newsroom.services.sources.find = async () => ({ ...wire, rateLimit });
}

async function inbox(): Promise<string[]> {
  const found = [];
  for await (const { key } of newsroom.stores.archive.store.list(keys.inboxPrefix)) found.push(key);
  return found;
}

describe('a story that is signed as it must be', () => {
  test('is in the inbox, byte for byte, before its sender hears 202', async () => {
    const body = storyJson({ headline: 'Überschwemmung \u{1F30A}' });
    const answer = await newsroom.knock(body, { id: 'msg_a' });
    const submissionId = submissionIdFor('wire', 'msg_a');
    const storyId = storyIdFor('wire', 'flood-1');
    expect(answer.statusCode).toBe(202);
    expect(answer.json()).toEqual({ submissionId, storyId, status: 'received' });
    expect(answer.headers.location).toBe(`/v1/stories/${storyId}`);
    const stored = await newsroom.stores.archive.store.get(keys.inbox(submissionId));
    const { envelope, body: kept } = decodeSubmission(stored?.body ?? Buffer.alloc(0));
    expect(kept.toString()).toBe(body);
    expect(envelope).toMatchObject({
      ...{ submissionId, storyId, source: 'wire', externalId: 'flood-1' },
      ...{ idempotencyKey: 'msg_a', bodyHash: hashOf(body), action: 'submit' },
    });
    expect(JSON.stringify(envelope)).not.toContain('v1,');
  });

  test('is on the desk and on its way to ingest', async () => {
    await newsroom.knock(storyJson());
    expect(newsroom.desk.steps).toMatchObject([{ state: 'received', pass: 0, revision: 0 }]);
    expect(newsroom.sent).toEqual([
      {
        queue: 'ingest',
        ticket: { kind: 'submission', submissionId: submissionIdFor('wire', 'msg_1') },
      },
    ]);
  });

  test('is accepted while Redis is away, and told to nobody', async () => {
    newsroom.redis.status = 'reconnecting';
    expect((await newsroom.knock(storyJson())).statusCode).toBe(202);
    expect(await inbox()).toHaveLength(1);
    expect(newsroom.sent).toEqual([]);
  });

  test('is accepted when Redis refuses', async () => {
    newsroom.desk.record = async () => {
      throw new Error('OOM command not allowed');
    };
    expect((await newsroom.knock(storyJson())).statusCode).toBe(202);
  });

  test('is asked to come again while the archive is away', async () => {
    newsroom.faults.put = async () => {
      throw new Unavailable('no answer');
    };
    const answer = await newsroom.knock(storyJson());
    expect(answer.statusCode).toBe(503);
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
    expect(answer.json()).toMatchObject({ type: '/problems/unavailable' });
    expect(newsroom.sent).toEqual([]);
  });

  test('may be signed with a secret that is being rotated out', async () => {
    await newsroom.services.sources.rotate('wire');
    expect((await newsroom.knock(storyJson())).statusCode).toBe(202);
  });

  test('is accepted with a charset that says UTF-8', async () => {
    const headers = { 'content-type': 'Application/JSON; charset="UTF-8"' };
    expect((await newsroom.knock(storyJson(), { headers })).statusCode).toBe(202);
  });
});

describe('a source that sends too much at once', () => {
  test('is told when to come back (429), and nothing of it is kept', async () => {
    // One in a thousand seconds: none comes due while this runs.
    await limited({ perSecond: 0.001, burst: 2 });
    const began = performance.now();
    const knock = (id: string) => newsroom.knock(storyJson(), { id });
    expect((await knock('a')).statusCode).toBe(202);
    expect((await knock('b')).statusCode).toBe(202);
    const answer = await knock('c');
    expect(answer.statusCode).toBe(429);
    expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
    expect(answer.json()).toMatchObject({ type: '/problems/too-many-requests', status: 429 });
    expect(answer.json().requestId).toBe(answer.headers['x-request-id']);
    const retryAfter = Number(answer.headers['retry-after']);
    expect(retryAfter).toBeLessThanOrEqual(1000);
    expect(retryAfter).toBeGreaterThanOrEqual(1000 - (performance.now() - began) / 1000);
    expect(await inbox()).toHaveLength(2);
  });

  test('is told so after its signature is read (401) and before its story is (400)', async () => {
    await limited({ perSecond: 0.001, burst: 1 });
    const unsigned = { headers: { 'webhook-signature': 'v1,no' } };
    expect((await newsroom.knock('{', unsigned)).statusCode).toBe(401);
    expect((await newsroom.knock('{')).statusCode).toBe(400);
    expect((await newsroom.knock('{', unsigned)).statusCode).toBe(401);
    expect((await newsroom.knock('{')).statusCode).toBe(429);
    expect((await newsroom.knock('', { withdraw: 'flood-1' })).statusCode).toBe(429);
    expect((await newsroom.knock('[', { source: 'wire/batch' })).statusCode).toBe(429);
  });
});

interface Refusal extends Omit<Knock, 'at'> {
  /** Seconds that its time is ahead of the clock. */
  readonly ahead?: number;
  readonly what: string;
  readonly body?: string | Buffer;
  readonly status: number;
  readonly type: string;
  readonly pointers?: string[];
}

const later = (seconds: number) => new Date(Date.now() + seconds * 1000);
const refusals: Refusal[] = [
  { what: 'an unknown source', source: 'nobody', status: 404, type: 'not-found' },
  {
    what: 'a source id that could not be one',
    source: '..%2Fconfig',
    status: 404,
    type: 'not-found',
  },
  {
    what: 'an unknown source, before all else',
    source: 'nobody',
    headers: { 'content-type': 'text/css' },
    status: 404,
    type: 'not-found',
  },
  {
    what: 'a wrong content type',
    headers: { 'content-type': 'text/plain' },
    status: 415,
    type: 'unsupported-media-type',
  },
  {
    what: 'no content type',
    headers: { 'content-type': undefined },
    status: 415,
    type: 'unsupported-media-type',
  },
  {
    what: 'another charset',
    headers: { 'content-type': 'application/json; charset=utf-16' },
    status: 415,
    type: 'unsupported-media-type',
  },
  {
    what: 'a charset that nobody knows',
    headers: { 'content-type': 'application/json; charset=martian' },
    status: 415,
    type: 'unsupported-media-type',
  },
  {
    what: 'a packed body',
    headers: { 'content-encoding': 'gzip' },
    status: 415,
    type: 'unsupported-media-type',
  },
  {
    what: 'a wrong type, before its size',
    body: Buffer.alloc(26 * 1024 * 1024, 32),
    headers: { 'content-type': 'text/plain' },
    status: 415,
    type: 'unsupported-media-type',
  },
  {
    what: '26 MiB',
    body: Buffer.alloc(26 * 1024 * 1024, 32),
    status: 413,
    type: 'payload-too-large',
  },
  {
    what: '26 MiB, before a wrong signature',
    body: Buffer.alloc(26 * 1024 * 1024, 32),
    headers: { 'webhook-signature': 'v1,no' },
    status: 413,
    type: 'payload-too-large',
  },
  {
    what: 'a wrong signature',
    headers: { 'webhook-signature': 'v1,AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=' },
    status: 401,
    type: 'unauthenticated',
  },
  {
    what: 'no signature',
    headers: { 'webhook-signature': undefined },
    status: 401,
    type: 'unauthenticated',
  },
  { what: 'a timestamp of six minutes ago', ahead: -360, status: 401, type: 'unauthenticated' },
  {
    what: 'a timestamp of six minutes ahead',
    ahead: 360,
    status: 401,
    type: 'unauthenticated',
  },
  {
    what: 'a timestamp with more behind it',
    headers: { 'webhook-timestamp': '1795000000x' },
    status: 401,
    type: 'unauthenticated',
  },
  { what: 'an id with a dot in it', id: 'msg.1', status: 401, type: 'unauthenticated' },
  {
    what: 'a wrong signature, before malformed JSON',
    body: '{',
    headers: { 'webhook-signature': 'v1,no' },
    status: 401,
    type: 'unauthenticated',
  },
  {
    what: 'a token that nobody gave',
    headers: { 'webhook-signature': undefined, authorization: 'Bearer dl_made-up' },
    status: 401,
    type: 'unauthenticated',
  },
  { what: 'malformed JSON', body: '{"headline": ', status: 400, type: 'malformed' },
  { what: 'no body', body: '', status: 400, type: 'malformed' },
  {
    what: 'a body that is not UTF-8',
    body: Buffer.from([0x7b, 0xff, 0x7d]),
    status: 400,
    type: 'malformed',
  },
  {
    what: 'a key that reaches for the prototype',
    body: '{"__proto__":{"admin":true},"headline":"x"}',
    status: 400,
    type: 'malformed',
  },
  {
    what: 'an idempotency key with a space',
    headers: { 'idempotency-key': 'a b' },
    status: 400,
    type: 'malformed',
  },
  {
    what: 'a story without headline and body',
    body: '{"externalId":"a"}',
    status: 422,
    type: 'invalid',
    pointers: ['#/headline', '#/body'],
  },
  {
    what: 'an unknown field',
    body: storyJson({ title: 'x' }),
    status: 422,
    type: 'invalid',
    pointers: ['#/title'],
  },
  {
    what: 'a picture whose address is none',
    body: storyJson({ images: [{ url: 'here' }] }),
    status: 422,
    type: 'invalid',
    pointers: ['#/images/0/url'],
  },
  {
    what: 'a body field over 1 MiB',
    body: storyJson({ body: 'x'.repeat(1024 * 1024 + 1) }),
    status: 422,
    type: 'invalid',
    pointers: ['#/body'],
  },
  {
    what: 'the withdrawal of a story with an endless id',
    body: '',
    withdraw: 'x'.repeat(513),
    status: 422,
    type: 'invalid',
    pointers: ['#/externalId'],
  },
  {
    what: 'a withdrawal signed for another story',
    body: '',
    withdraw: 'flood-1',
    headers: { 'webhook-signature': 'v1,no' },
    status: 401,
    type: 'unauthenticated',
  },
];

describe('refused, and not kept:', () => {
  test.each(refusals)('$what ($status)', async (refusal) => {
    const { body = storyJson(), ahead = 0, status, type, pointers } = refusal;
    const answer = await newsroom.knock(body, { ...refusal, at: later(ahead) });
    expect(answer.statusCode).toBe(status);
    expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
    const problem = answer.json();
    expect(problem).toMatchObject({ type: `/problems/${type}`, status });
    expect(problem.requestId).toBe(answer.headers['x-request-id']);
    if (pointers !== undefined) {
      const named = problem.errors.map(({ pointer }: { pointer: string }) => pointer);
      expect(named.sort()).toEqual([...pointers].sort());
    }
    expect(answer.body).not.toMatch(/\bat .*\.ts|node_modules/);
    expect(await inbox()).toEqual([]);
    expect(newsroom.sent).toEqual([]);
  });

  test('26 MiB that come without saying so (413)', async () => {
    const chunk = Buffer.alloc(1024 * 1024, 32);
    const request = knockAs(newsroom.secret, 'x');
    const answer = await newsroom.app.inject({
      ...request,
      payload: Readable.from(Array.from({ length: 26 }, () => chunk)),
    });
    expect(answer.statusCode).toBe(413);
  });

  test('every wrong proof is answered with the same words', async () => {
    const bodies = await Promise.all(
      [{ at: later(-360) }, { id: 'a.b' }, { headers: { 'webhook-signature': undefined } }].map(
        async (knock) => {
          const { requestId: _, ...problem } = (await newsroom.knock(storyJson(), knock)).json();
          return JSON.stringify(problem);
        },
      ),
    );
    expect(new Set(bodies).size).toBe(1);
  });

  test('a source without any secret opens to no signature (401)', async () => {
    newsroom.services.sources.find = async () => ({
      ...{ id: 'wire', format: 'dateline', auth: 'standard-webhooks', trusted: false },
      ...{ secrets: [], origin: 'declared', paused: null },
    });
    expect((await newsroom.knock(storyJson())).statusCode).toBe(401);
    expect((await newsroom.app.inject(knockAs(newWebhookSecret(), storyJson()))).statusCode).toBe(
      401,
    );
  });
});

describe('the same key again', () => {
  test('gets the same answer, byte for byte, and says so', async () => {
    const first = await newsroom.knock(storyJson());
    const again = await newsroom.knock(storyJson(), { at: later(-60) });
    expect(again.statusCode).toBe(202);
    expect(again.rawPayload.equals(first.rawPayload)).toBe(true);
    expect(again.headers.location).toBe(first.headers.location);
    expect(first.headers['idempotent-replayed']).toBeUndefined();
    expect(again.headers['idempotent-replayed']).toBe('true');
    expect(await inbox()).toHaveLength(1);
  });

  test('with another body is refused (422), and the first stands', async () => {
    await newsroom.knock(storyJson());
    const [before] = await inbox();
    const answer = await newsroom.knock(storyJson({ headline: 'Other' }));
    expect(answer.statusCode).toBe(422);
    expect(answer.json().type).toBe('/problems/idempotency-key-reused');
    expect(await inbox()).toEqual([before]);
  });

  test('is known long after ingest has emptied the inbox, which stays empty', async () => {
    const body = storyJson();
    const submissionId = submissionIdFor('wire', 'msg_1');
    await newsroom.stores.reopened().putKey('wire', {
      ...{ schema: 1, submissionId, storyId: null, bodyHash: hashOf(body), received: '' },
      ...{ status: 'accepted', because: [] },
    });
    const answer = await newsroom.knock(body);
    expect(answer.statusCode).toBe(202);
    expect(answer.headers['idempotent-replayed']).toBe('true');
    expect(await inbox()).toEqual([]);
    expect((await newsroom.knock(storyJson({ body: 'new' }))).statusCode).toBe(422);
    expect(await inbox()).toEqual([]);
    expect(newsroom.sent).toEqual([]);
  });

  test('a thousand times at once is one submission', async () => {
    await limited({ perSecond: 1000, burst: 1000 });
    const answers = await Promise.all(
      Array.from({ length: 1000 }, () => newsroom.knock(storyJson())),
    );
    expect(new Set(answers.map(({ statusCode }) => statusCode))).toEqual(new Set([202]));
    const fresh = answers.filter(({ headers }) => headers['idempotent-replayed'] === undefined);
    expect(fresh).toHaveLength(1);
    expect(await inbox()).toHaveLength(1);
  });

  test('is another submission from another source, or under Idempotency-Key', async () => {
    await newsroom.knock(storyJson());
    const answer = await newsroom.knock(storyJson(), { headers: { 'idempotency-key': 'mine' } });
    expect(answer.json().submissionId).toBe(submissionIdFor('wire', 'mine'));
    expect(await inbox()).toHaveLength(2);
  });
});

describe('an editor may submit by token', () => {
  const byToken = (token: string, payload = storyJson()) =>
    newsroom.app.inject({
      ...{ method: 'POST', url: '/hooks/wire', payload },
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    });

  test('and the story itself is the key', async () => {
    const first = await byToken(ADMIN);
    const again = await byToken(ADMIN);
    const changed = await byToken(ADMIN, storyJson({ headline: 'Other' }));
    expect([first, again, changed].map(({ statusCode }) => statusCode)).toEqual([202, 202, 202]);
    expect(again.body).toBe(first.body);
    expect(changed.json().submissionId).not.toBe(first.json().submissionId);
    expect(changed.json().storyId).toBe(first.json().storyId);
  });

  test('but not a viewer (403)', async () => {
    const made = await newsroom.ask('/v1/tokens', {
      method: 'POST',
      payload: { name: 'reader', role: 'viewer' },
    });
    expect((await byToken(made.json().token)).statusCode).toBe(403);
  });

  test('a withdrawal by token counts each time', async () => {
    const withdraw = () =>
      newsroom.app.inject({
        ...{ method: 'DELETE', url: '/hooks/wire/flood-1' },
        headers: { authorization: `Bearer ${ADMIN}` },
      });
    const ids = [(await withdraw()).json().submissionId, (await withdraw()).json().submissionId];
    expect(new Set(ids).size).toBe(2);
  });
});

describe('a withdrawal', () => {
  test('is accepted before its story has come', async () => {
    const answer = await newsroom.knock('', { withdraw: 'tag:wire,2026:flood/1' });
    const storyId = storyIdFor('wire', 'tag:wire,2026:flood/1');
    expect(answer.statusCode).toBe(202);
    expect(answer.json().storyId).toBe(storyId);
    const stored = await newsroom.stores.archive.store.get(keys.inbox(answer.json().submissionId));
    expect(decodeSubmission(stored?.body ?? Buffer.alloc(0)).envelope).toMatchObject({
      ...{ action: 'withdraw', externalId: 'tag:wire,2026:flood/1', storyId },
    });
  });

  test('cannot be made of the signature of a story that was overheard (401)', async () => {
    const { headers } = knockAs(newsroom.secret, storyJson());
    const answer = await newsroom.app.inject({
      ...{ method: 'DELETE', url: '/hooks/wire/other', payload: storyJson() },
      headers: { ...headers, 'idempotency-key': 'new' },
    });
    expect(answer.statusCode).toBe(401);
    expect(await inbox()).toEqual([]);
  });

  test('under the key of another story’s withdrawal is refused (422)', async () => {
    await newsroom.knock('', { withdraw: 'one' });
    expect((await newsroom.knock('', { withdraw: 'two' })).statusCode).toBe(422);
  });
});
