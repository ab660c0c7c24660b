import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { openTokens } from '../../src/server/people/tokens.ts';
import { keys } from '../../src/shared/archive/keys.ts';
import { Unavailable } from '../../src/shared/errors.ts';
import { auditOf } from '../support/audit-of.ts';
import { quietLog } from '../support/quiet-log.ts';
import { type SmallNewsroom, smallNewsroom } from './small-newsroom.ts';

let newsroom: SmallNewsroom;
beforeEach(async () => {
  newsroom = await smallNewsroom();
});
afterEach(() => newsroom.close());

async function tokenOf(role: string): Promise<string> {
  const made = await newsroom.ask('/v1/tokens', {
    method: 'POST',
    payload: { name: `a-${role}`, role },
  });
  expect(made.statusCode).toBe(201);
  return made.json().token;
}

async function signedIn(): Promise<string> {
  const answer = await newsroom.app.inject(`/sign-in?code=${newsroom.signIn.code()}`);
  expect(answer.statusCode).toBe(303);
  return String(answer.headers['set-cookie']).split(';')[0] ?? '';
}

describe('nothing for people is open', () => {
  test.each([
    '/v1/stories',
    '/v1/stories/aaaaaaaaaaaaaaaaaaaa',
    '/v1/events',
    '/v1/sources',
    '/v1/tokens',
    '/v1/nothing-of-this-name',
    '/v1',
    '/%76%31/stories',
    '//v1/stories',
    '/desk',
    '/desk/any',
    '/queues',
    '/queues/',
    '/queues/api/queues',
    '/queues/static/favicon.ico',
    '/metrics',
  ])('%s answers 401 to a stranger, whether it is there or not', async (url) => {
    const answer = await newsroom.app.inject(url);
    expect(answer.statusCode).toBe(401);
    // The desk speaks to people, the rest to programs.
    if (/^\/(desk|queues\/?$)/.test(url)) expect(answer.body).toContain('<h1>');
    else expect(answer.json().type).toBe('/problems/unauthenticated');
    expect(answer.headers['www-authenticate']).toBe('Bearer');
  });

  test.each(['Bearer dl_made-up', 'Bearer x', 'Basic YTpi', 'dl_admin-of-the-tests', ''])(
    'authorization %j is nobody',
    async (authorization) => {
      const answer = await newsroom.app.inject({ url: '/v1/stories', headers: { authorization } });
      expect(answer.statusCode).toBe(401);
    },
  );

  test('while it cannot be looked up who asks, the desk says so, and refuses nobody', async () => {
    const token = await tokenOf('viewer');
    newsroom.faults.list = () => {
      throw new Unavailable('the archive is away');
    };
    const headers = { authorization: `Bearer ${token}` };
    const answer = await newsroom.app.inject({ url: '/desk', headers });
    expect(answer.statusCode).toBe(503);
    expect(answer.body).toContain('<h1>Come back later</h1>');
    expect(answer.headers['retry-after']).toBe('5');
  });

  test('what is not there is so for those who are signed in', async () => {
    expect((await newsroom.ask('/desk/nothing')).statusCode).toBe(404);
    expect((await newsroom.ask('/v1/nothing')).statusCode).toBe(404);
  });

  test('health, readiness and the description are open', async () => {
    for (const url of ['/healthz', '/readyz', '/openapi.json']) {
      expect((await newsroom.app.inject(url)).statusCode).toBe(200);
    }
  });
});

describe('roles', () => {
  const asked = async (role: string, url: string, payload?: object) => {
    const headers = { authorization: `Bearer ${await tokenOf(role)}` };
    const method = payload ? 'POST' : 'GET';
    return (await newsroom.ask(url, { method, headers, ...(payload && { payload }) })).statusCode;
  };
  const decision = { revision: 1, reason: 'checked' };

  test('a viewer reads, and decides nothing', async () => {
    expect(await asked('viewer', '/v1/stories')).toBe(200);
    const headers = { authorization: `Bearer ${await tokenOf('editor')}` };
    const story = '/v1/stories/aaaaaaaaaaaaaaaaaaaa';
    const decide = (action: string) =>
      newsroom.ask(`${story}/${action}`, { method: 'POST', headers, payload: decision });
    expect((await decide('release')).statusCode).toBe(404);
    expect((await decide('republish')).statusCode).toBe(403);
  });

  test('a viewer may not release', async () => {
    const url = '/v1/stories/aaaaaaaaaaaaaaaaaaaa/release';
    expect(await asked('viewer', url, decision)).toBe(403);
  });

  test('only an admin adds sources and tokens', async () => {
    expect(await asked('operator', '/v1/sources', { id: 'agency' })).toBe(403);
    expect(await asked('editor', '/v1/tokens', { name: 'mine', role: 'admin' })).toBe(403);
  });
});

describe('API tokens', () => {
  test('are shown once and never kept', async () => {
    const token = await tokenOf('editor');
    expect(token).toMatch(/^dl_[\w-]{43}$/);
    const kept = await newsroom.stores.archive.store.get(keys.tokenConfig('a-editor'));
    expect(kept?.body.toString()).not.toContain(token.slice(3));
    const listed = await newsroom.ask('/v1/tokens');
    expect(listed.json().items).toMatchObject([
      { name: 'a-editor', role: 'editor', by: 'local admin' },
    ]);
    expect(listed.body).not.toMatch(/hash|dl_/);
  });

  test('a name is taken once (409)', async () => {
    await tokenOf('viewer');
    const again = await newsroom.ask('/v1/tokens', {
      method: 'POST',
      payload: { name: 'a-viewer', role: 'admin' },
    });
    expect(again.statusCode).toBe(409);
  });

  test('are good no more once they are removed, which is written down as their making is', async () => {
    const token = await tokenOf('viewer');
    const ask = () =>
      newsroom.app.inject({ url: '/v1/stories', headers: { authorization: `Bearer ${token}` } });
    expect((await ask()).statusCode).toBe(200);
    const remove = () => newsroom.ask('/v1/tokens/a-viewer', { method: 'DELETE' });
    expect((await remove()).json()).toEqual({ name: 'a-viewer', removed: true });
    expect((await ask()).statusCode).toBe(401);
    expect((await remove()).statusCode).toBe(404);
    const lines = await auditOf(newsroom.stores.archive.store, 'token.add');
    expect(lines.map(({ about }) => about)).toEqual([{ token: 'a-viewer', role: 'viewer' }]);
    const removed = await auditOf(newsroom.stores.archive.store, 'token.remove');
    expect(removed.map(({ about }) => about)).toEqual([{ token: 'a-viewer' }]);
  });

  test('made here are good in another process, but the bootstrap token is not', async () => {
    const token = await tokenOf('viewer');
    const elsewhere = openTokens(newsroom.stores.archive.store, {
      bootstrap: undefined,
      log: quietLog,
    });
    expect(await elsewhere.find(token)).toMatchObject({ name: 'token a-viewer', role: 'viewer' });
    expect(await elsewhere.find('dl_admin-of-the-tests')).toBeUndefined();
  });
});

describe('the one-time link', () => {
  test('signs one browser in, and then no other', async () => {
    const code = newsroom.signIn.code();
    const answer = await newsroom.app.inject(`/sign-in?code=${code}`);
    expect(answer.statusCode).toBe(303);
    expect(answer.headers.location).toBe('/desk');
    const cookie = String(answer.headers['set-cookie']);
    expect(cookie).toMatch(/HttpOnly/);
    expect(cookie).toMatch(/SameSite=Lax/);
    expect(cookie).toMatch(/Max-Age=43200/);
    expect(newsroom.signIn.code()).toBeNull();
    const again = await newsroom.app.inject(`/sign-in?code=${code}`);
    expect(again.statusCode).toBe(401);
    expect(again.body).toMatch(/<h1>Sign in<.+used already/s);
  });

  test('is not used up by a wrong code, nor by a HEAD', async () => {
    const code = newsroom.signIn.code() ?? '';
    const wrong = 'x'.repeat(code.length);
    expect((await newsroom.app.inject(`/sign-in?code=${wrong}`)).statusCode).toBe(401);
    await newsroom.app.inject({ method: 'HEAD', url: `/sign-in?code=${code}` });
    expect((await newsroom.app.inject('/sign-in?code=')).statusCode).toBe(400);
    expect((await newsroom.app.inject(`/sign-in?code=${code}`)).statusCode).toBe(303);
  });

  test('is too old after a quarter of an hour', async () => {
    const code = newsroom.signIn.code();
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 15 * 60_000 + 1 });
    try {
      expect(newsroom.signIn.code()).toBeNull();
      expect((await newsroom.app.inject(`/sign-in?code=${code}`)).statusCode).toBe(401);
    } finally {
      vi.useRealTimers();
    }
  });
});

describe('behind a proxy', () => {
  const forwarded = { 'x-forwarded-for': '203.0.113.9', 'x-forwarded-proto': 'https' };
  async function enter() {
    const code = newsroom.signIn.code();
    const answer = await newsroom.app.inject({ url: `/sign-in?code=${code}`, headers: forwarded });
    const [noted] = await auditOf(newsroom.stores.archive.store, 'sign-in.link');
    return { cookie: String(answer.headers['set-cookie']), from: noted?.about.address };
  }

  test('that is named, its word is taken for who asks, and that they came by https', async () => {
    await newsroom.close();
    newsroom = await smallNewsroom(undefined, { DATELINE_TRUST_PROXY: '10.0.0.0/8, 127.0.0.1' });
    const { cookie, from } = await enter();
    expect(cookie).toMatch(/^__Host-dateline_session=.*; Secure/);
    expect(from).toBe('203.0.113.9');
  });

  test.each(['', '10.0.0.0/8'])('that is none of %j anybody could say so', async (named) => {
    await newsroom.close();
    newsroom = await smallNewsroom(undefined, { DATELINE_TRUST_PROXY: named });
    const { cookie, from } = await enter();
    expect(cookie).toMatch(/^dateline_session=/);
    expect(from).toBe('127.0.0.1');
  });
});

describe('a session', () => {
  test('opens what is guarded, for twelve hours', async () => {
    const cookie = await signedIn();
    const ask = () => newsroom.app.inject({ url: '/v1/stories', headers: { cookie } });
    expect((await ask()).statusCode).toBe(200);
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 12 * 3600_000 + 1 });
    try {
      expect((await ask()).statusCode).toBe(401);
    } finally {
      vi.useRealTimers();
    }
  });

  test('of somebody’s own making opens nothing', async () => {
    const cookie = await signedIn();
    const [name, value = ''] = cookie.split('=');
    for (const forged of [`${name}=${value.slice(0, -6)}`, `${name}=x`, `${name}=`]) {
      const answer = await newsroom.app.inject({ url: '/v1/stories', headers: { cookie: forged } });
      expect(answer.statusCode).toBe(401);
    }
  });

  test.each([
    [{ 'sec-fetch-site': 'same-origin' }, 201],
    [{ 'sec-fetch-site': 'none' }, 201],
    [{ origin: 'http://newsroom.test' }, 201],
    [{ 'sec-fetch-site': 'cross-site' }, 403],
    [{ 'sec-fetch-site': 'same-site', origin: 'http://newsroom.test' }, 403],
    [{ origin: 'http://evil.test' }, 403],
    [{ origin: 'null' }, 403],
    [{}, 403],
  ])('with %j a change is answered %i', async (headers, status) => {
    const answer = await newsroom.app.inject({
      ...{ method: 'POST', url: '/v1/sources', payload: { id: 'agency' } },
      headers: { cookie: await signedIn(), host: 'newsroom.test', ...headers },
    });
    expect(answer.statusCode).toBe(status);
  });
});
