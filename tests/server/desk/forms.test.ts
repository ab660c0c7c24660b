import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Role } from '../../../src/server/people/roles.ts';
import { auditOf } from '../../support/audit-of.ts';
import { type SmallNewsroom, smallNewsroom } from '../small-newsroom.ts';
import { type NamedRoute, routesOf } from '../support/routes.ts';

/** Who may at least send a form of the desk; one that is not here nobody thought about. */
const least: Readonly<Record<string, Role>> = {
  '/desk/account': 'viewer',
  '/desk/lists/:name': 'editor',
  '/desk/new-list': 'editor',
  '/desk/review/:id': 'editor',
  '/desk/review/:id/term': 'editor',
  '/desk/review/:id/pause': 'editor',
  '/desk/review/:id/resume': 'editor',
  '/desk/sources/:id/pause': 'editor',
  '/desk/sources/:id/resume': 'editor',
  '/desk/stories/:id/remoderate': 'editor',
  '/desk/stories/:id/withdraw': 'editor',
  '/desk/stories/:id/retry': 'operator',
  '/desk/stories/:id/discard': 'operator',
  '/desk/stories/:id/republish': 'operator',
  '/desk/bulk': 'operator',
  '/desk/bulk/:id/abort': 'operator',
  '/desk/subscribers/:id': 'operator',
  '/desk/subscribers': 'admin',
  '/desk/sources/:id/rotate': 'admin',
  '/desk/people': 'admin',
  '/desk/people/:name': 'admin',
};
const roles: readonly Role[] = ['viewer', 'editor', 'operator', 'admin'];

let newsroom: SmallNewsroom;
let cookie: string;
const tokens = new Map<Role, string>();
beforeAll(async () => {
  newsroom = await smallNewsroom();
  for (const role of roles) {
    const payload = { name: `a-${role}`, role };
    const made = await newsroom.ask('/v1/tokens', { method: 'POST', payload });
    tokens.set(role, made.json().token);
  }
  const entered = await newsroom.app.inject(`/sign-in?code=${newsroom.signIn.code()}`);
  cookie = String(entered.headers['set-cookie']).split(';')[0] ?? '';
});
afterAll(() => newsroom.close());

/** Every route that changes something. */
const routesThatChange = () => routesOf(newsroom.app).filter(({ method }) => method !== 'GET');

const send = (
  path: string,
  headers: Record<string, string>,
  fields: Record<string, string> = {},
  method: NamedRoute['method'] = 'POST',
) =>
  newsroom.app.inject({
    method,
    url: path.replaceAll(/:\w+/g, 'x-y'),
    payload: new URLSearchParams(fields).toString(),
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
  });
const as = (role: Role) => ({ authorization: `Bearer ${tokens.get(role)}` });
const asOurs = () => ({ cookie, 'sec-fetch-site': 'same-origin' });

describe('the forms of the desk', () => {
  test('are for those who may send them, and 403 to those below', async () => {
    const forms = routesThatChange().filter(({ path }) => path.startsWith('/desk'));
    expect(forms.map(({ path }) => path).sort()).toEqual(Object.keys(least).sort());
    for (const { path } of forms) {
      for (const role of roles) {
        const isAllowed = roles.indexOf(role) >= roles.indexOf(least[path] ?? 'admin');
        const { statusCode } = await send(path, as(role));
        expect([path, role, statusCode === 403]).toEqual([path, role, !isAllowed]);
      }
    }
  });

  test('and all that changes something are refused where another site makes a browser send them', async () => {
    const guarded = routesThatChange().filter(({ path }) => /^\/(desk|v1|queues)/.test(path));
    expect(guarded.length).toBeGreaterThan(50);
    for (const { method, path } of guarded) {
      const { statusCode, body } = await send(
        path,
        { cookie, 'sec-fetch-site': 'cross-site' },
        {},
        method,
      );
      expect([path, statusCode]).toEqual([path, 403]);
      expect(body).toContain('from another site');
    }
  });
});

describe('a source at the desk', () => {
  const paused = async () => (await newsroom.services.sources.find('wire'))?.paused ?? null;
  const told = (deed: string) => auditOf(newsroom.stores.archive.store, deed);

  test('is paused and let in again by an editor, who says why', async () => {
    const reason = 'Its site was <b>hacked</b>.';
    const answer = await send('/desk/sources/wire/pause', as('editor'), { reason });
    expect([answer.statusCode, answer.headers.location]).toEqual([303, '/desk/sources']);
    expect(await paused()).toMatchObject({ reason, by: 'token a-editor' });
    expect((await newsroom.ask('/desk/sources')).body).toContain('&lt;b&gt;hacked&lt;/b&gt;');
    const again = await send('/desk/sources/wire/resume', asOurs(), { reason: 'Cleaned up.' });
    expect([again.statusCode, await paused()]).toEqual([303, null]);
    expect(await told('source.pause')).toMatchObject([{ by: 'token a-editor', reason }]);
    expect(await told('source.resume')).toMatchObject([{ by: 'admin' }]);
  });

  test('is not paused without a reason, by a viewer, or by another site', async () => {
    const reason = 'Because.';
    const cross = { cookie, 'sec-fetch-site': 'cross-site' };
    for (const [headers, fields, status] of [
      [as('editor'), { reason: ' ' }, 422],
      [as('viewer'), { reason }, 403],
      [cross, { reason }, 403],
    ] as const) {
      expect((await send('/desk/sources/wire/pause', headers, fields)).statusCode).toBe(status);
    }
    expect(await paused()).toBeNull();
    expect(await told('role.refused')).toContainEqual(
      expect.objectContaining({
        by: 'token a-viewer',
        about: { method: 'POST', route: '/desk/sources/:id/pause', role: 'viewer' },
      }),
    );
  });

  test('gets a new secret from an admin, shown once, and the one before stays good', async () => {
    const [before = ''] = (await newsroom.services.sources.find('wire'))?.secrets ?? [];
    expect((await send('/desk/sources/wire/rotate', as('operator'))).statusCode).toBe(403);
    const { body } = await send('/desk/sources/wire/rotate', asOurs());
    const secret = /<code class="secret">([^<]+)</.exec(body)?.[1] ?? '';
    const { secrets = [] } = (await newsroom.services.sources.find('wire')) ?? {};
    expect(secrets).toEqual([secret, before]);
    expect((await newsroom.ask('/desk/sources')).body).not.toContain(secret);
    expect(JSON.stringify(await told('source.rotate'))).not.toContain(secret);
  });

  test('that is not there is said to be so', async () => {
    expect((await send('/desk/sources/nobody/pause', asOurs(), { reason: 'x' })).statusCode).toBe(
      404,
    );
  });
});
