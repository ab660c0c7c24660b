import { text } from 'node:stream/consumers';
import { expect, onTestFinished, test } from 'vitest';
import { checkedUrl } from '../../../src/shared/web/checked-url.ts';
import { openWebClient } from '../../../src/shared/web/web-client.ts';
import { serve } from '../../workers/images/support/picture-server.ts';

const limits = { bytes: 1000, redirects: 2, connect: 1000, headers: 1000, total: 5000 };
const never = new AbortController().signal;

function client(host: string) {
  const web = openWebClient(limits, { allowPrivate: [host] });
  onTestFinished(() => web.close());
  return web;
}

test('what is posted is posted again where a redirect keeps the method, and nowhere else', async () => {
  const posted: string[] = [];
  const host = await serve((request, response) => {
    if (request.url === '/moved') return response.writeHead(307, { location: '/here' }).end();
    if (request.url === '/seen') return response.writeHead(303, { location: '/here' }).end();
    void text(request).then((body) => {
      posted.push(`${request.method} ${body}`);
      response.writeHead(202).end('taken');
    });
  });
  const web = client(host);
  const post = { method: 'POST', headers: {}, body: 'a=b', isExpected: isSuccess } as const;
  const answer = await web.ask(checkedUrl(`http://${host}/moved`), post, never);
  expect([answer.status, answer.body.toString(), answer.url.pathname]).toEqual([
    ...[202, 'taken', '/here'],
  ]);
  await expect(web.ask(checkedUrl(`http://${host}/seen`), post, never)).rejects.toMatchObject({
    message: 'answered 303',
  });
  expect(posted).toEqual(['POST a=b']);
});

const isSuccess = (status: number): boolean => status >= 200 && status < 300;

test('a refusal tells its status and when to come back, also behind a redirect', async () => {
  const host = await serve((request, response) => {
    if (request.url === '/') return response.writeHead(302, { location: '/busy?key=1' }).end();
    response.writeHead(429, { 'retry-after': '7' }).end();
  });
  const asked = client(host).ask(checkedUrl(`http://${host}/`), { headers: {} }, never);
  await expect(asked).rejects.toMatchObject({
    message: `is redirected to http://${host}/busy, which answered 429`,
    ...{ status: 429, retryAfter: '7', transient: true },
  });
});

test('an answer that was asked for on a condition is no failure', async () => {
  const host = await serve((_, response) => response.writeHead(304, { location: '/' }).end());
  const request = { headers: {}, isExpected: (status: number) => status === 304 };
  const answer = await client(host).ask(checkedUrl(`http://${host}/`), request, never);
  expect(answer.status).toBe(304);
});

test('nothing inside the house is asked unless it was admitted', async () => {
  const host = await serve((_, response) => response.end('x'));
  const asked = client('127.0.0.1:1').ask(checkedUrl(`http://${host}/`), { headers: {} }, never);
  await expect(asked).rejects.toMatchObject({ message: expect.stringContaining('not a public') });
});
