import { afterAll, beforeAll, expect, test } from 'vitest';
import { type SmallNewsroom, smallNewsroom } from './small-newsroom.ts';
import { routesOf } from './support/routes.ts';

let newsroom: SmallNewsroom;
beforeAll(async () => {
  newsroom = await smallNewsroom();
  const { dirtySince, newest } = { dirtySince: async () => new Map(), newest: async () => [] };
  Object.assign(newsroom.services.catalogue, { dirtySince, newest });
});
afterAll(() => newsroom.close());

const odd = ['..%2F..%2Fx', 'A%20b', '%00', '%F0%9F%98%80', '__proto__', 'x'.repeat(300)];

test('a name that is none is a fault of who asks, at whatever address it stands', async () => {
  // An event stream does not end by itself.
  const routes = routesOf(newsroom.app).filter(({ path }) => path !== '/v1/events');
  expect(routes.length).toBeGreaterThan(100);
  const faults: string[] = [];
  for (const { method, path } of routes) {
    const names = path.includes(':') ? odd : [''];
    for (const name of names) {
      const url = path.replaceAll(/:\w+/g, name).replace('*', name);
      const isForm = /^\/(desk|sign-in|sign-out)/.test(path) && method === 'POST';
      const type = isForm ? 'application/x-www-form-urlencoded' : 'application/json';
      const answer = await newsroom.ask(`${url}?cursor=%00&state=odd&day=odd&source=%2e%2e`, {
        method,
        headers: { 'content-type': type },
        ...(method !== 'GET' && { payload: isForm ? 'do=odd&reason=x' : '{"reason":"x"}' }),
      });
      if (answer.statusCode === 500) faults.push(`${method} ${url}`);
    }
  }
  expect(faults).toEqual([]);
});
