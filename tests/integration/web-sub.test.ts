import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { storyIdFor } from '../../src/shared/ids.ts';
import { patiently } from '../support/patiently.ts';
import { type RunningNewsroom, runningNewsroom } from '../support/running-newsroom.ts';

/** The newsroom does not know its own port; the hub puts it in. */
const DOOR = 'http://door.example';

let newsroom: RunningNewsroom;
let host: string;
/** What the hub was asked, newest last. */
const asked: URLSearchParams[] = [];

const item = (id: string) =>
  `<item><guid>${id}</guid><title>${id} by the hub</title><description>Told at once.</description></item>`;
const rss = (...items: string[]) =>
  `<rss version="2.0"><channel><title>Hubbed</title>${items.join('')}</channel></rss>`;

/** A feed and its hub on one host. */
const publisher = createServer((request, response) => {
  if (request.url === '/hub') {
    void text(request).then((body) => {
      asked.push(new URLSearchParams(body));
      response.writeHead(202).end();
    });
    return;
  }
  const link = `<http://${host}/hub>; rel="hub", <http://${host}/feed?self>; rel="self"`;
  response.writeHead(200, { link, 'content-type': 'application/rss+xml' });
  response.end(rss(item('first')));
});

beforeAll(async () => {
  await new Promise<void>((resolve) => publisher.listen(0, '127.0.0.1', resolve));
  host = `127.0.0.1:${z.object({ port: z.int() }).parse(publisher.address()).port}`;
  const environment = { DATELINE_ALLOW_PRIVATE: host, DATELINE_DOOR_URL: `${DOOR}/` };
  newsroom = await runningNewsroom({ environment });
});
afterAll(async () => {
  await newsroom.close();
  publisher.closeAllConnections();
  publisher.close();
});

/** The callback that the hub was given, where it really is. */
const callback = (): URL => {
  const given = asked.at(-1)?.get('hub.callback') ?? '';
  return new URL(given.replace(DOOR, newsroom.http));
};

function question(changes: Record<string, string> = {}): URL {
  const url = callback();
  const asking = {
    ...{ 'hub.mode': 'subscribe', 'hub.topic': `http://${host}/feed?self` },
    ...{ 'hub.challenge': '<b>c4</b>', 'hub.lease_seconds': '86400', ...changes },
  };
  for (const [name, value] of Object.entries(asking)) url.searchParams.set(name, value);
  return url;
}

async function subscription(): Promise<Record<string, unknown> | null> {
  const answer = await newsroom.call('/v1/sources');
  const Feed = z.looseObject({ subscription: z.record(z.string(), z.unknown()).nullable() });
  const { items } = z
    .object({ items: z.array(z.looseObject({ id: z.string(), feed: Feed.optional() })) })
    .parse(await answer.json());
  return items.find(({ id }) => id === 'hubbed')?.feed?.subscription ?? null;
}

const signed = (body: string, method = 'sha256') =>
  `${method}=${createHmac(method, asked.at(-1)?.get('hub.secret') ?? '')
    .update(body)
    .digest('hex')}`;

const push = (body: string, signature: string) =>
  fetch(callback(), {
    method: 'POST',
    headers: { 'content-type': 'application/rss+xml', 'x-hub-signature': signature },
    body,
  });

test('a feed that names a hub is subscribed to there', async () => {
  await newsroom.call('/v1/sources', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ id: 'hubbed', format: 'rss', feed: { url: `http://${host}/feed` } }),
  });
  await patiently(async () => (asked.length > 0 ? {} : 'was not asked'));
  expect(Object.fromEntries(asked[0] ?? [])).toMatchObject({
    ...{ 'hub.mode': 'subscribe', 'hub.topic': `http://${host}/feed?self` },
    'hub.callback': expect.stringMatching(/^http:\/\/door\.example\/hooks\/hubbed\?websub=.{22}$/),
    'hub.secret': expect.stringMatching(/^.{43}$/),
  });
});

test('nothing but what was asked for is confirmed', async () => {
  const early = await push(rss(item('early')), signed(rss(item('early'))));
  expect(early.status).toBe(401);
  for (const changes of [
    { 'hub.topic': `http://${host}/other` },
    { 'hub.mode': 'unsubscribe' },
    { 'hub.challenge': '' },
    { websub: 'guessed' },
  ]) {
    expect((await fetch(question(changes))).status).toBe(404);
  }
  expect(await subscription()).toMatchObject({ state: 'asked' });
});

test('the hub’s question is answered with its challenge, as plain text', async () => {
  const answer = await fetch(question());
  expect([answer.status, await answer.text()]).toEqual([200, '<b>c4</b>']);
  expect(answer.headers.get('content-type')).toBe('text/plain; charset=utf-8');
  expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
  await patiently(async () => {
    const known = await subscription();
    return known?.state === 'active' ? known : `is ${String(known?.state)}`;
  });
  expect((await fetch(question())).status).toBe(404);
});

test('what the hub pushes is a story at once, and its polled twin is none', async () => {
  const body = rss(item('pushed'), item('first'));
  const answer = await push(body, signed(body));
  expect(answer.status).toBe(202);
  await newsroom.until(storyIdFor('hubbed', 'pushed'), 'live');
  expect(await newsroom.until(storyIdFor('hubbed', 'first'), 'live')).toMatchObject({
    ...{ revision: 1, pass: 1 },
  });
});

test.each(['sha1', 'sha384', 'sha512'])('a push may be signed by %s', async (method) => {
  const body = rss(item(`by-${method}`));
  expect((await push(body, signed(body, method))).status).toBe(202);
});

test('a push that is not signed by the hub is refused', async () => {
  const body = rss(item('forged'));
  for (const signature of [
    signed(rss(item('other'))),
    `sha256=${'0'.repeat(64)}`,
    `md5=${'0'.repeat(32)}`,
    '',
  ]) {
    expect((await push(body, signature)).status).toBe(401);
  }
});

test('a hub that denies is believed, and its pushes no longer', async () => {
  const reason = { 'hub.mode': 'denied', 'hub.reason': 'no longer offered' };
  expect((await fetch(question(reason))).status).toBe(200);
  await patiently(async () => {
    const known = await subscription();
    return known?.state === 'denied' ? known : `is ${String(known?.state)}`;
  });
  expect(await subscription()).toMatchObject({ because: 'The hub denied it: no longer offered.' });
  const body = rss(item('late'));
  expect((await push(body, signed(body))).status).toBe(401);
});

test('a source that is removed is unsubscribed, and the hub’s question about it answered', async () => {
  expect((await newsroom.call('/v1/sources/hubbed', { method: 'DELETE' })).status).toBe(200);
  await patiently(async () =>
    asked.at(-1)?.get('hub.mode') === 'unsubscribe' ? {} : 'was not unsubscribed',
  );
  expect((await fetch(question())).status).toBe(404);
  const goodbye = { 'hub.mode': 'unsubscribe' };
  expect(await (await fetch(question(goodbye))).text()).toBe('<b>c4</b>');
  expect((await fetch(question(goodbye))).status).toBe(404);
});
