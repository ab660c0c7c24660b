import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { openAttempts } from '../../src/server/people/attempts.ts';
import { ownPath } from '../../src/server/people/sign-in.ts';
import { keys } from '../../src/shared/archive/keys.ts';
import { type SmallNewsroom, smallNewsroom } from './small-newsroom.ts';

const PASSWORD = 'a long walk by the river';

let newsroom: SmallNewsroom;
beforeEach(async () => {
  newsroom = await smallNewsroom();
});
afterEach(() => newsroom.close());

const ours = { 'sec-fetch-site': 'same-origin', host: 'newsroom.test' };

const sendForm = (url: string, form: Record<string, string>, headers: object = ours) =>
  newsroom.app.inject({
    ...{ method: 'POST', url, payload: new URLSearchParams(form).toString() },
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
  });

const invite = async (name: string, role = 'editor') => {
  const made = await newsroom.ask('/v1/users', { method: 'POST', payload: { name, role } });
  expect(made.statusCode).toBe(201);
  return new URL(made.json().invitation, 'http://x').searchParams.get('code') ?? '';
};

const cookieOf = (answer: { headers: Record<string, unknown> }): string =>
  String(answer.headers['set-cookie']).split(';')[0] ?? '';

/** Invites a user, who sets their password; returns their cookie. */
async function join(name: string, role = 'editor'): Promise<string> {
  const code = await invite(name, role);
  const form = { code, password: PASSWORD, again: PASSWORD };
  const answer = await sendForm('/sign-in/invitation', form);
  expect(answer.statusCode).toBe(303);
  return cookieOf(answer);
}

/** The wait after wrong guesses is two seconds: none of them passes meanwhile. */
async function whileNoTimePasses(act: () => Promise<void>): Promise<void> {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() });
  try {
    await newsroom.close();
    newsroom = await smallNewsroom();
    await act();
  } finally {
    vi.useRealTimers();
  }
}

const signIn = (name: string, password = PASSWORD, next = '') =>
  sendForm('/sign-in', { name, password, next });
const ask = (cookie: string, url = '/v1/stories') =>
  newsroom.app.inject({ url, headers: { cookie } });
const change = (name: string, payload: object) =>
  newsroom.ask(`/v1/users/${name}`, { method: 'PATCH', payload });

describe('an invitation', () => {
  test('lets somebody choose a password once, and signs them in', async () => {
    const code = await invite('amira');
    const page = await newsroom.app.inject(`/sign-in/invitation?code=${code}`);
    expect(page.body).toContain('autocomplete="new-password"');
    const form = { code, password: PASSWORD, again: PASSWORD };
    const answer = await sendForm('/sign-in/invitation', form);
    expect(answer.headers.location).toBe('/desk');
    expect((await ask(cookieOf(answer))).statusCode).toBe(200);
    expect((await sendForm('/sign-in/invitation', form)).statusCode).toBe(401);
  });

  test('is refused after 72 hours', async () => {
    const code = await invite('amira');
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 72 * 3600_000 + 1 });
    try {
      const form = { code, password: PASSWORD, again: PASSWORD };
      expect((await sendForm('/sign-in/invitation', form)).statusCode).toBe(401);
    } finally {
      vi.useRealTimers();
    }
  });

  test.each([
    ['short', 'too short', 'too short'],
    ['different', PASSWORD, `${PASSWORD}!`],
  ])('takes no password that is %s, and is still good', async (_what, password, again) => {
    const code = await invite('amira');
    expect((await sendForm('/sign-in/invitation', { code, password, again })).statusCode).toBe(422);
    const good = { code, password: PASSWORD, again: PASSWORD };
    expect((await sendForm('/sign-in/invitation', good)).statusCode).toBe(303);
  });

  test('of another user’s name opens nothing', async () => {
    const code = await invite('amira');
    await invite('boris', 'admin');
    const forged = `${Buffer.from('boris').toString('base64url')}.${code.split('.')[1]}`;
    const form = { code: forged, password: PASSWORD, again: PASSWORD };
    expect((await sendForm('/sign-in/invitation', form)).statusCode).toBe(401);
  });

  test.each(['', '?code=', '?code=cut', '?code=a.b.c', '?code=a.b&code=c'])(
    'whose link is not whole (%j) says so, on a page',
    async (query) => {
      const answer = await newsroom.app.inject(`/sign-in/invitation${query}`);
      expect([answer.statusCode, answer.body.includes('not whole')]).toEqual([400, true]);
    },
  );

  test.each(['admin', 'Amira', 'a', '../up', 'token'])(
    'cannot be for the name %j',
    async (name) => {
      const payload = { name, role: 'editor' };
      const made = await newsroom.ask('/v1/users', { method: 'POST', payload });
      expect(made.statusCode).toBe(422);
    },
  );
});

describe('a user', () => {
  test('signs in by name and password, and goes on to the page asked for', async () => {
    await join('amira');
    const answer = await signIn('amira', PASSWORD, '/desk/review?x=1');
    expect(answer.headers.location).toBe('/desk/review?x=1');
    expect((await ask(cookieOf(answer))).statusCode).toBe(200);
  });

  test('is asked for both by a page that tells neither name nor password apart', async () => {
    await join('amira');
    const wrong = await signIn('amira', 'not the password');
    const nobody = await signIn('nobody', 'not the password');
    expect([wrong.statusCode, nobody.statusCode]).toEqual([401, 401]);
    expect(wrong.body.replace('amira', 'x')).toBe(nobody.body.replace('nobody', 'x'));
  });

  test('may do what their role says, from the next request on', async () => {
    const cookie = await join('amira', 'viewer');
    const users = () => ask(cookie, '/v1/users');
    expect((await users()).statusCode).toBe(403);
    expect((await change('amira', { role: 'admin' })).json().role).toBe('admin');
    expect((await users()).statusCode).toBe(200);
  });

  test('who is disabled is out at once, and stays out when enabled until they sign in', async () => {
    const cookie = await join('amira');
    await change('amira', { disabled: true });
    expect((await ask(cookie)).statusCode).toBe(401);
    expect((await signIn('amira')).statusCode).toBe(401);
    await change('amira', { disabled: false });
    expect((await ask(cookie)).statusCode).toBe(401);
    expect((await signIn('amira')).statusCode).toBe(303);
  });

  test('who sets a new password has ended their other sessions', async () => {
    const cookie = await join('amira');
    const made = await newsroom.ask('/v1/users/amira/invite', { method: 'POST' });
    const code = new URL(made.json().invitation, 'http://x').searchParams.get('code') ?? '';
    const password = 'another walk by the river';
    await sendForm('/sign-in/invitation', { code, password, again: password });
    expect((await ask(cookie)).statusCode).toBe(401);
    expect((await signIn('amira')).statusCode).toBe(401);
  });

  test('is signed out after twelve idle hours, and after a week in any case', async () => {
    let cookie = await join('amira');
    const began = Date.now();
    vi.useFakeTimers({ toFake: ['Date'], now: began });
    try {
      for (let hours = 11; hours < 168; hours += 11) {
        vi.setSystemTime(began + hours * 3600_000);
        const answer = await ask(cookie);
        expect(answer.statusCode).toBe(200);
        cookie = cookieOf(answer);
      }
      vi.setSystemTime(began + 169 * 3600_000);
      expect((await ask(cookie)).statusCode).toBe(401);
    } finally {
      vi.useRealTimers();
    }
  });

  test('signs out', async () => {
    const cookie = await join('amira');
    const answer = await sendForm('/sign-out', {}, { ...ours, cookie });
    expect(String(answer.headers['set-cookie'])).toMatch(/dateline_session=;/);
  });

  test('is kept without the password', async () => {
    await join('amira');
    const kept = await newsroom.stores.archive.store.get(keys.userConfig('amira'));
    expect(kept?.body.toString()).not.toContain('river');
    const listed = await newsroom.ask('/v1/users');
    expect(listed.body).not.toMatch(/hash|salt/);
    expect(listed.json().items).toMatchObject([{ name: 'amira', role: 'editor', state: 'active' }]);
  });

  test('a name is taken once (409), and one that nobody has is not found (404)', async () => {
    await join('amira');
    const payload = { name: 'amira', role: 'viewer' };
    expect((await newsroom.ask('/v1/users', { method: 'POST', payload })).statusCode).toBe(409);
    expect((await change('nobody', { role: 'viewer' })).statusCode).toBe(404);
  });

  test.each(['a name', '../../sources/wire', 'Amira'])(
    'cannot have the name %j (404)',
    async (name) => {
      const url = `/v1/users/${encodeURIComponent(name)}`;
      expect((await newsroom.ask(`${url}/invite`, { method: 'POST' })).statusCode).toBe(404);
      const cookie = await join('boss', 'admin');
      const form = { do: 'invite' };
      const room = `/desk/people/${encodeURIComponent(name)}`;
      expect((await sendForm(room, form, { ...ours, cookie })).statusCode).toBe(404);
    },
  );

  test('is not changed by a change that changes nothing (422)', async () => {
    await join('amira');
    expect((await change('amira', {})).statusCode).toBe(422);
  });

  test('the last admin stays one (409)', async () => {
    await join('amira', 'admin');
    expect((await change('amira', { role: 'editor' })).statusCode).toBe(409);
    expect((await change('amira', { disabled: true })).statusCode).toBe(409);
    await join('boris', 'admin');
    expect((await change('amira', { disabled: true })).statusCode).toBe(200);
  });

  test('of two admins who shut each other out at once, one stays', async () => {
    await join('amira', 'admin');
    await join('boris', 'admin');
    const both = ['amira', 'boris'].map((name) => change(name, { disabled: true }));
    const statuses = (await Promise.all(both)).map(({ statusCode }) => statusCode);
    expect(statuses.sort()).toEqual([200, 409]);
  });

  test('only an admin invites', async () => {
    const cookie = await join('amira', 'operator');
    const answer = await newsroom.app.inject({
      ...{ method: 'POST', url: '/v1/users', payload: { name: 'boris', role: 'viewer' } },
      headers: { cookie, ...ours },
    });
    expect(answer.statusCode).toBe(403);
  });
});

describe('signing in', () => {
  test.each([
    [{ 'sec-fetch-site': 'cross-site' }],
    [{ 'sec-fetch-site': 'same-site' }],
    [{ origin: 'null' }],
    [{}],
  ])('from another site is refused (%j)', async (headers) => {
    await join('amira');
    const form = { name: 'amira', password: PASSWORD };
    const answer = await sendForm('/sign-in', form, { host: 'newsroom.test', ...headers });
    expect(answer.statusCode).toBe(403);
    expect(answer.headers['set-cookie']).toBeUndefined();
  });

  test('is slowed down after wrong guesses, for that name at that address alone', async () => {
    await whileNoTimePasses(async () => {
      await join('amira');
      await join('boris');
      for (let guess = 0; guess < 6; guess += 1) {
        expect((await signIn('amira', `guess number ${guess}`)).statusCode).toBe(401);
      }
      const slowed = await signIn('amira');
      expect(slowed.statusCode).toBe(429);
      expect(Number(slowed.headers['retry-after'])).toBeGreaterThan(0);
      expect((await signIn('boris')).statusCode).toBe(303);
    });
  });

  test('is slowed down for guesses that come at once, too', async () => {
    await whileNoTimePasses(async () => {
      await join('amira');
      const guesses = Array.from({ length: 9 }, (_, guess) => signIn('amira', `guess ${guess}`));
      const statuses = (await Promise.all(guesses)).map(({ statusCode }) => statusCode);
      expect(statuses.filter((status) => status === 429)).toHaveLength(3);
    });
  });

  test('is written down: who, from where, and what was refused', async () => {
    await join('amira');
    await signIn('amira');
    await signIn('amira', 'not the password');
    await signIn('my secret typed into the name');
    const lines: string[] = [];
    for await (const { key } of newsroom.stores.archive.store.list('audit/')) {
      const kept = await newsroom.stores.archive.store.get(key);
      const { deed, about } = JSON.parse(String(kept?.body));
      lines.push(`${deed} ${about.user ?? ''}`);
    }
    expect(lines.sort()).toEqual([
      'sign-in.invitation ',
      'sign-in.password ',
      'sign-in.refused ',
      'sign-in.refused amira',
      'user.add amira',
    ]);
  });

  test.each([
    ['/sign-in', { name: 'amira' }],
    ['/sign-in', { name: 'x'.repeat(101), password: PASSWORD }],
    ['/sign-in/invitation', { code: '!!', password: PASSWORD, again: PASSWORD }],
    ['/sign-in/invitation', {}],
  ])('by a form of %s that is none of ours is refused, not a fault here', async (url, form) => {
    expect((await sendForm(url, form)).statusCode).toBe(400);
  });

  test.each([
    ['/desk/review', '/desk/review'],
    ['/queues', '/queues'],
    ['https://evil.test', '/desk'],
    ['//evil.test', '/desk'],
    ['/desk//evil.test\\', '/desk'],
    ['/v1/tokens', '/desk'],
    [undefined, '/desk'],
  ])('asked to go on to %j goes to %s', (asked, goes) => {
    expect(ownPath(asked)).toBe(goes);
  });
});

test('guessing waits twice as long each time, a quarter of an hour at most', () => {
  let now = 0;
  const attempts = openAttempts(() => now);
  const who = { name: 'amira', address: '192.0.2.1' };
  const waits = Array.from({ length: 20 }, () => {
    attempts.wrong(who);
    const wait = attempts.waitFor(who);
    now += wait;
    return wait / 1000;
  });
  expect(waits.slice(0, 9)).toEqual([0, 0, 0, 0, 0, 2, 4, 8, 16]);
  expect(waits.at(-1)).toBe(900);
  expect(attempts.waitFor({ ...who, name: 'boris' })).toBe(0);
});

test('a newsroom behind one address signs in as often as it likes', () => {
  const attempts = openAttempts(() => 0);
  for (let person = 0; person < 100; person += 1) {
    const who = { name: `person-${person}`, address: '192.0.2.1' };
    expect(attempts.waitFor(who)).toBe(0);
    attempts.wrong(who);
    attempts.right(who);
  }
});

describe('the desk', () => {
  test('asks a stranger to sign in, and remembers where they wanted to go', async () => {
    const answer = await newsroom.app.inject('/desk/review?source=wire');
    expect(answer.statusCode).toBe(401);
    expect(answer.body).toContain('name="next" value="/desk/review?source=wire"');
    expect(answer.body).not.toContain('The Test');
  });

  test('lets an admin invite people, change what they may do and shut them out', async () => {
    const cookie = await join('amira', 'admin');
    const post = (url: string, form: Record<string, string>) =>
      sendForm(url, form, { ...ours, cookie });
    const invited = await post('/desk/people', { name: 'boris', role: 'viewer' });
    expect(invited.body).toMatch(/http:\/\/newsroom\.test\/sign-in\/invitation\?code=[\w.-]+/);
    expect((await post('/desk/people', { name: 'boris', role: 'viewer' })).body).toContain(
      'already',
    );
    await post('/desk/people/boris', { do: 'role', role: 'editor' });
    await post('/desk/people/boris', { do: 'disable' });
    const { body } = await ask(cookie, '/desk/people');
    expect(body).toMatch(/boris<\/th><td[^>]*>disabled/);
    const last = await post('/desk/people/amira', { do: 'disable' });
    expect(last.body).toContain('the last admin');
  });

  test('lets people change their own password, if they know it', async () => {
    const cookie = await join('amira');
    const form = { password: 'a longer walk by the river', again: 'a longer walk by the river' };
    const change = (now: string) =>
      sendForm('/desk/account', { ...form, now }, { ...ours, cookie });
    expect((await change('something else')).statusCode).toBe(422);
    const changed = await change(PASSWORD);
    expect(changed.statusCode).toBe(303);
    expect((await ask(cookie)).statusCode).toBe(401);
    expect((await ask(cookieOf(changed))).statusCode).toBe(200);
  });

  test('lets nobody who sits at it find the password out', async () => {
    await whileNoTimePasses(async () => {
      const cookie = await join('amira');
      const password = 'a longer walk by the river';
      const change = (now: string) =>
        sendForm('/desk/account', { now, password, again: password }, { ...ours, cookie });
      const guesses = Array.from({ length: 7 }, (_, guess) => change(`guess number ${guess}`));
      const refused = (await Promise.all(guesses)).filter(({ body }) => body.includes('Too many'));
      expect(refused).toHaveLength(1);
      expect((await change(PASSWORD)).statusCode).toBe(422);
    });
  });

  test('shows what was done to those who may see it, as text', async () => {
    const cookie = await join('amira', 'operator');
    await sendForm('/sign-in', { name: '<b>x', password: 'nothing of use' });
    const { body } = await ask(cookie, '/desk/audit?by=&deed=sign-in&story=');
    expect(body).toContain('sign-in.invitation');
    expect(body).not.toContain('<b>x');
    expect((await ask(await join('boris', 'editor'), '/desk/audit')).statusCode).toBe(403);
  });
});
