import { afterAll, beforeAll, expect, test } from 'vitest';
import { auditOf } from '../../support/audit-of.ts';
import { type SmallNewsroom, smallNewsroom } from '../small-newsroom.ts';

let newsroom: SmallNewsroom;
let operator: string;
beforeAll(async () => {
  newsroom = await smallNewsroom();
  const payload = { name: 'ops', role: 'operator' };
  operator = (await newsroom.ask('/v1/tokens', { method: 'POST', payload })).json().token;
});
afterAll(() => newsroom.close());

const post = (url: string, fields: Readonly<Record<string, string>>, token?: string) =>
  newsroom.ask(url, {
    method: 'POST',
    payload: new URLSearchParams(fields).toString(),
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      ...(token && { authorization: `Bearer ${token}` }),
    },
  });
const removals = async () => {
  const lines = await auditOf(newsroom.services.archive.store, 'subscriber.remove');
  return lines.map(({ about, reason }) => [about.subscriber, reason]);
};
const room = '/desk/subscribers';
const url = 'https://search.example/hook?key=of-theirs';

test('a subscriber is added at the desk, and its secret shown once', async () => {
  const wanted = { id: 'search', url, events: 'story.live', sections: 'world' };
  const added = await post(room, wanted);
  expect(added.statusCode).toBe(200);
  expect(added.body).toMatch(/value="whsec_[^"]+"/);
  const { body } = await newsroom.ask(room);
  expect(body).not.toContain('whsec_');
  // What stands behind the question mark may be a key.
  expect(body).toContain('https://search.example/hook');
  expect(body).not.toContain('of-theirs');
  expect((await post(room, wanted)).body).toContain(
    'There is a subscriber &#39;search&#39; already',
  );
  expect((await post(room, { ...wanted, id: 'b', sections: 'moon' })).body).toContain(
    'there is no section &quot;moon&quot;',
  );
});

test('a test event is sent, and what has failed is delivered again', async () => {
  const before = newsroom.sent.length;
  await post(`${room}/search`, { do: 'test' });
  const [sent] = newsroom.sent.slice(before);
  expect(sent).toMatchObject({ queue: 'notify', ticket: { kind: 'delivery' } });
  const { deliveries } = newsroom.services;
  const [pending] = (await deliveries.search('search', { limit: 1 })).items;
  if (pending === undefined) throw new Error('nothing is pending');
  await deliveries.finish({ ...pending, state: 'failed', because: '<b>It answered 500.</b>' });
  const shown = await newsroom.ask(`${room}/search?state=failed`);
  expect(shown.body).toContain('&lt;b&gt;It answered 500.&lt;/b&gt;');
  const day = new Date(Date.now() - 24 * 3600_000).toISOString().slice(0, 10);
  expect((await post(`${room}/search`, { do: 'replay', since: day })).body).toContain(
    '1 are delivered again.',
  );
  expect((await deliveries.find('search', pending.id))?.state).toBe('pending');
});

test('an operator reads and delivers again, and changes nothing', async () => {
  const headers = { authorization: `Bearer ${operator}` };
  const page = await newsroom.ask(`${room}/search`, { headers });
  expect(page.statusCode).toBe(200);
  expect(page.body).not.toContain('New secret');
  const replay = { do: 'replay', since: '2026-01-01' };
  expect((await post(`${room}/search`, replay, operator)).statusCode).toBe(200);
  expect((await post(`${room}/search`, { do: 'rotate' }, operator)).statusCode).toBe(403);
});

test('a subscriber is disabled with a reason, which the page shows, and removed', async () => {
  const disabled = await post(`${room}/search`, { do: 'disable', reason: 'it moves' });
  expect(disabled.body).toContain('it moves');
  expect((await post(`${room}/search`, { do: 'remove' })).statusCode).toBe(422);
  const removed = await post(`${room}/search`, { do: 'remove', reason: ' it closed ' });
  expect(removed.statusCode).toBe(303);
  expect((await newsroom.ask(`${room}/search`)).statusCode).toBe(404);
  expect(await removals()).toEqual([['search', 'it closed']]);
});

test('who removes a subscriber by the API says why, and the audit keeps it', async () => {
  await post(room, { id: 'alerts', url, events: 'story.live' });
  const remove = (payload: object) =>
    newsroom.ask('/v1/subscribers/alerts', { method: 'DELETE', payload });
  for (const refused of [{}, { reason: ' ' }]) {
    expect((await remove(refused)).statusCode).toBe(422);
  }
  expect((await remove({ reason: 'its contract has ended' })).statusCode).toBe(200);
  expect(await removals()).toContainEqual(['alerts', 'its contract has ended']);
});
