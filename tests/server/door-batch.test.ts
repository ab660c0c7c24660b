import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { keys } from '../../src/shared/archive/keys.ts';
import { decodeSubmission } from '../../src/shared/archive/submission.ts';
import { Unavailable } from '../../src/shared/errors.ts';
import { Invalid, Malformed } from '../../src/shared/formats/format.ts';
import { storyIdFor, submissionIdFor } from '../../src/shared/ids.ts';
import { jsonItems } from '../../src/shared/reading/json-items.ts';
import fc from '../support/fast-check.ts';
import {
  ADMIN,
  type Knock,
  type SmallNewsroom,
  smallNewsroom,
  storyJson,
} from './small-newsroom.ts';

let newsroom: SmallNewsroom;
beforeEach(async () => {
  newsroom = await smallNewsroom();
});
afterEach(() => newsroom.close());

const send = (body: string | Buffer, knock: Knock = {}) =>
  newsroom.knock(body, { source: 'wire/batch', ...knock });
const story = (externalId: string, changes: object = {}) => storyJson({ externalId, ...changes });
const arrayOf = (...items: string[]) => `[${items.join(',')}]`;

async function kept(submissionId: string) {
  const object = await newsroom.stores.archive.store.get(keys.inbox(submissionId));
  return object && decodeSubmission(object.body);
}

async function inbox(): Promise<string[]> {
  const found = [];
  for await (const { key } of newsroom.stores.archive.store.list(keys.inboxPrefix)) found.push(key);
  return found;
}

describe('a batch', () => {
  test('is an answer a story, in order, each kept in the bytes it was sent in', async () => {
    const second = `{ "headline":"B", "body":"x\\"],[",\n"externalId":"b"}`;
    const answer = await send(`[${story('a')} ,\n ${second}\t]`);
    expect(answer.statusCode).toBe(202);
    const ids = [submissionIdFor('wire', 'msg_1#0'), submissionIdFor('wire', 'msg_1#1')];
    expect(answer.json()).toEqual({
      items: ['a', 'b'].map((externalId, at) => ({
        ...{ status: 'received', submissionId: ids[at], storyId: storyIdFor('wire', externalId) },
      })),
    });
    expect((await kept(ids[0] ?? ''))?.body.toString()).toBe(story('a'));
    expect((await kept(ids[1] ?? ''))?.body.toString()).toBe(second);
    expect((await kept(ids[1] ?? ''))?.envelope).toMatchObject({
      ...{ externalId: 'b', idempotencyKey: 'msg_1#1', action: 'submit' },
    });
    expect(newsroom.sent).toHaveLength(2);
    expect(newsroom.desk.steps.map(({ about }) => about?.headline)).toContain('B');
  });

  test('keeps the good stories and says what is wrong with the others', async () => {
    const answer = await send(
      arrayOf(story('a'), story('b', { title: 'x' }), '1', '{"__proto__":{}}', story('c')),
    );
    expect(answer.statusCode).toBe(202);
    const { items } = answer.json();
    expect(items.map(({ status }: { status: string }) => status)).toEqual([
      ...['received', 'refused', 'refused', 'refused', 'received'],
    ]);
    expect(items[1].problem).toEqual({
      ...{ type: '/problems/invalid', title: expect.any(String), status: 422 },
      ...{ detail: expect.any(String), errors: [expect.objectContaining({ pointer: '#/title' })] },
    });
    expect(items[2].problem).toMatchObject({ status: 422, errors: [{ pointer: '#' }] });
    expect(items[3].problem).toMatchObject({ type: '/problems/malformed', status: 400 });
    expect(await inbox()).toHaveLength(2);
  });

  test('again is the same answer, byte for byte, and says so', async () => {
    const body = arrayOf(story('a'), '{}', story('b'));
    const first = await send(body);
    const again = await send(body);
    expect(again.rawPayload.equals(first.rawPayload)).toBe(true);
    expect(first.headers['idempotent-replayed']).toBeUndefined();
    expect(again.headers['idempotent-replayed']).toBe('true');
    expect(await inbox()).toHaveLength(2);
  });

  test('under a used key keeps what is the same and refuses what is not', async () => {
    await send(arrayOf(story('a'), story('b')));
    const { items } = (await send(arrayOf(story('a'), story('b', { headline: 'Other' })))).json();
    expect(items[0].status).toBe('received');
    expect(items[1].problem).toMatchObject({
      type: '/problems/idempotency-key-reused',
      status: 422,
    });
    expect(await inbox()).toHaveLength(2);
  });

  test('without a key is known by its stories, wherever they stand', async () => {
    const byToken = (payload: string) =>
      newsroom.app.inject({
        ...{ method: 'POST', url: '/hooks/wire/batch', payload },
        headers: { 'content-type': 'application/json', authorization: `Bearer ${ADMIN}` },
      });
    const first = (await byToken(arrayOf(story('a'), story('b')))).json().items;
    const again = await byToken(arrayOf(story('b'), story('a')));
    expect(again.json().items).toEqual([...first].reverse());
    expect(again.headers['idempotent-replayed']).toBe('true');
    const mixed = await byToken(arrayOf(story('a'), story('c')));
    expect(mixed.headers['idempotent-replayed']).toBeUndefined();
    expect(await inbox()).toHaveLength(3);
  });

  test('with a story twice has the later one arrive later', async () => {
    const { items } = (
      await send(arrayOf(story('a'), story('b'), story('a', { headline: 'Later' })))
    ).json();
    const times = await Promise.all(
      items.map(async ({ submissionId }: { submissionId: string }) =>
        Date.parse((await kept(submissionId))?.envelope.received ?? ''),
      ),
    );
    expect(times[2]).toBe(times[0] + 1);
    expect(times[1]).toBe(times[0]);
  });

  test('of a hundred is taken, and of none', async () => {
    const hundred = arrayOf(...Array.from({ length: 100 }, (_, at) => story(`s-${at}`)));
    expect((await send(hundred)).json().items).toHaveLength(100);
    expect(await inbox()).toHaveLength(100);
    expect((await send(' [ ] ', { id: 'none' })).json()).toEqual({ items: [] });
  });

  test('that the archive cannot keep whole is to be sent again (503)', async () => {
    const put = newsroom.stores.archive.store.put.bind(newsroom.stores.archive.store);
    let puts = 0;
    newsroom.faults.put = async (...args) => {
      puts += 1;
      if (puts === 2) throw new Unavailable('no answer');
      return put(...args);
    };
    const body = arrayOf(story('a'), story('b'), story('c'));
    const answer = await send(body);
    expect(answer.statusCode).toBe(503);
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
    expect((await send(body)).statusCode).toBe(202);
    expect(await inbox()).toHaveLength(3);
  });
});

const refusals: [string, string | Buffer, Knock, number, string][] = [
  ['a story instead of an array', story('a'), {}, 422, 'invalid'],
  [
    ...(['101 stories', arrayOf(...Array.from({ length: 101 }, () => '{}')), {}] as const),
    ...([422, 'invalid'] as const),
  ],
  ['no JSON', 'stories', {}, 400, 'malformed'],
  ['nothing', '', {}, 400, 'malformed'],
  ['an array that does not end', `[${story('a')}`, {}, 400, 'malformed'],
  ['an array with more behind it', `[${story('a')}]]`, {}, 400, 'malformed'],
  ['a story that is no JSON', arrayOf(story('a'), '{"headline":}'), {}, 400, 'malformed'],
  ['a missing story', `[${story('a')},]`, {}, 400, 'malformed'],
  ['bytes that are not UTF-8', Buffer.from([0x5b, 0x22, 0xff, 0x22, 0x5d]), {}, 400, 'malformed'],
  ['too much', Buffer.alloc(26 * 1024 * 1024, 32), {}, 413, 'payload-too-large'],
  ['a wrong signature', '[', { headers: { 'webhook-signature': 'v1,no' } }, 401, 'unauthenticated'],
  ['text', '[]', { headers: { 'content-type': 'text/plain' } }, 415, 'unsupported-media-type'],
  ['an unknown source', '[]', { source: 'nobody/batch' }, 404, 'not-found'],
];

describe('refused as a whole, and not kept:', () => {
  test.each(refusals)('%s', async (_what, body, knock, status, type) => {
    const answer = await send(body, knock);
    expect(answer.statusCode).toBe(status);
    expect(answer.json()).toMatchObject({ type: `/problems/${type}`, status });
    expect(await inbox()).toEqual([]);
  });
});

describe('an array taken apart', () => {
  test('is what its items are, however it is written', () => {
    fc.assert(
      fc.property(fc.array(fc.jsonValue()), fc.nat(4), fc.boolean(), (values, indent, hasMark) => {
        const text = `${hasMark ? '\uFEFF' : ''}${JSON.stringify(values, null, indent)}\n`;
        const items = jsonItems(Buffer.from(text), 1000);
        expect(items.map((item) => JSON.parse(item.toString()))).toEqual(
          JSON.parse(JSON.stringify(values)),
        );
      }),
    );
  });

  test('is refused, never misread, when it is broken anywhere', () => {
    fc.assert(
      fc.property(fc.array(fc.jsonValue()), fc.nat(), fc.string(), (values, place, noise) => {
        const text = JSON.stringify(values);
        const at = place % (text.length + 1);
        const broken = Buffer.from(`${text.slice(0, at)}${noise}${text.slice(at + 1)}`);
        let whole: unknown;
        try {
          whole = JSON.parse(broken.toString());
        } catch {
          expect(() =>
            jsonItems(broken, 1000).map((item) => JSON.parse(item.toString())),
          ).toThrow();
          return;
        }
        if (!Array.isArray(whole)) expect(() => jsonItems(broken, 1000)).toThrow(Error);
        else
          expect(jsonItems(broken, 1000).map((item) => JSON.parse(item.toString()))).toEqual(whole);
      }),
      { numRuns: 500 },
    );
  });

  test('takes time by its length alone', () => {
    const slashes = `["${'\\\\'.repeat(4_000_000)}","${'\\"'.repeat(4_000_000)}"]`;
    expect(jsonItems(Buffer.from(slashes), 100)).toHaveLength(2);
    expect(() => jsonItems(Buffer.from('['.repeat(8_000_000)), 100)).toThrow(Malformed);
    expect(() => jsonItems(Buffer.from('{}'), 100)).toThrow(Invalid);
  });
});
