import { afterAll, beforeAll, expect, test } from 'vitest';
import { auditOf } from '../support/audit-of.ts';
import { type SmallNewsroom, smallNewsroom } from './small-newsroom.ts';

let newsroom: SmallNewsroom;
beforeAll(async () => {
  newsroom = await smallNewsroom();
});
afterAll(() => newsroom.close());

test('whatever is done to a source is in the audit: who, what, and no secret', async () => {
  const { ask } = newsroom;
  const payload = { id: 'agency', format: 'ninjs', section: 'world' };
  const added = await ask('/v1/sources', { method: 'POST', payload });
  expect(added.statusCode).toBe(201);
  await ask('/v1/sources/agency', { method: 'PATCH', payload: { trusted: true } });
  const rotated = await ask('/v1/sources/agency/rotate', { method: 'POST' });
  await ask('/v1/sources/agency/pause', { method: 'POST', payload: { reason: 'It was hacked' } });
  await ask('/v1/sources/agency', { method: 'DELETE' });
  const lines = await auditOf(newsroom.stores.archive.store);
  const ofSources = lines.filter(({ about }) => about.source === 'agency');
  expect(ofSources.map(({ deed, by }) => `${deed} by ${by}`)).toEqual(
    ['add', 'change', 'rotate', 'pause', 'remove'].map((deed) => `source.${deed} by local admin`),
  );
  expect(ofSources[0]?.about).toMatchObject({ format: 'ninjs', section: 'world' });
  expect(ofSources[1]?.about).toEqual({ source: 'agency', trusted: true });
  expect(ofSources[3]?.reason).toBe('It was hacked');
  const secrets = [added.json().secret, rotated.json().secret];
  for (const secret of secrets) expect(JSON.stringify(lines)).not.toContain(secret);
});

test('a source is told the door’s address from outside, where there is one', async () => {
  const outside = await smallNewsroom(undefined, { DATELINE_DOOR_URL: 'https://door.example/' });
  try {
    const hooks = await Promise.all(
      [newsroom, outside].map(async (one) => {
        const { items } = (await one.ask('/v1/sources')).json();
        return items[0].hook;
      }),
    );
    expect(hooks).toEqual([
      expect.stringMatching(/^http:\/\/localhost(:80)?\/hooks\/wire$/),
      'https://door.example/hooks/wire',
    ]);
  } finally {
    await outside.close();
  }
});

test('what was not done is not in it', async () => {
  const before = (await auditOf(newsroom.stores.archive.store)).length;
  const change = (payload: object) =>
    newsroom.ask('/v1/sources/wire', { method: 'PATCH', payload });
  expect((await change({ trusted: true })).statusCode).toBe(409);
  expect((await newsroom.ask('/v1/sources/none', { method: 'DELETE' })).statusCode).toBe(404);
  expect(await auditOf(newsroom.stores.archive.store)).toHaveLength(before);
});

test.each([
  ['/v1/sources', { id: 'twice' }, 'a source'],
  ['/v1/tokens', { name: 'twice', role: 'viewer' }, 'a token'],
  ['/v1/users', { name: 'twice', role: 'viewer' }, 'a user'],
  ['/v1/subscribers', { id: 'twice', url: 'https://search.example/hook' }, 'a subscriber'],
])(
  'a name that is taken at %s is said to be, and not where it is kept',
  async (url, wanted, what) => {
    const payload = { ...wanted, ...(url.endsWith('subscribers') && { events: ['story.live'] }) };
    expect((await newsroom.ask(url, { method: 'POST', payload })).statusCode).toBe(201);
    const again = await newsroom.ask(url, { method: 'POST', payload });
    expect([again.statusCode, again.json().detail]).toEqual([
      409,
      `There is ${what} 'twice' already.`,
    ]);
  },
);
