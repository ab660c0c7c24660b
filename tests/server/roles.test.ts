import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Role } from '../../src/server/people/roles.ts';
import { auditOf } from '../support/audit-of.ts';
import { type SmallNewsroom, smallNewsroom } from './small-newsroom.ts';

/** Who may at least do what; a route that is not here is one that nobody thought about. */
const least: Readonly<Record<string, Role | 'anybody'>> = {
  'GET /healthz': 'anybody',
  'GET /readyz': 'anybody',
  'GET /openapi.json': 'anybody',
  'GET /docs': 'anybody',
  'GET /sign-in': 'anybody',
  'GET /hooks/{source}': 'anybody',
  'POST /hooks/{source}': 'anybody',
  'POST /hooks/{source}/batch': 'anybody',
  'DELETE /hooks/{source}/{externalId}': 'anybody',
  'GET /metrics': 'viewer',
  'GET /v1/events': 'viewer',
  'GET /v1/flow': 'viewer',
  'GET /v1/stories': 'viewer',
  'GET /v1/stories/{id}': 'viewer',
  'GET /v1/stories/{id}/review': 'viewer',
  'GET /v1/stories/{id}/standing': 'viewer',
  'GET /v1/submissions/{id}': 'viewer',
  'GET /v1/lists': 'viewer',
  'GET /v1/sources': 'viewer',
  'GET /v1/moderation/lessons': 'viewer',
  'GET /v1/republication': 'viewer',
  'PUT /v1/lists/{name}': 'editor',
  'POST /v1/lists/{name}/terms': 'editor',
  'DELETE /v1/lists/{name}/terms': 'editor',
  'POST /v1/lists/test': 'editor',
  'POST /v1/moderation/dry-run': 'editor',
  'POST /v1/sources/{id}/pause': 'editor',
  'POST /v1/sources/{id}/resume': 'editor',
  'POST /v1/stories/{id}/claim': 'editor',
  'DELETE /v1/stories/{id}/claim': 'editor',
  'POST /v1/stories/{id}/release': 'editor',
  'POST /v1/stories/{id}/reject': 'editor',
  'POST /v1/stories/{id}/withdraw': 'editor',
  'POST /v1/stories/{id}/remoderate': 'editor',
  'POST /v1/stories/{id}/rollback': 'editor',
  'POST /v1/stories/{id}/republish': 'operator',
  'POST /v1/stories/{id}/retry': 'operator',
  'POST /v1/stories/{id}/discard': 'operator',
  'POST /v1/stories/remoderate': 'operator',
  'POST /v1/republication': 'operator',
  'POST /v1/moderation/lessons/forget': 'operator',
  'GET /v1/failures': 'viewer',
  'POST /v1/bulks/dry-run': 'operator',
  'POST /v1/bulks': 'operator',
  'GET /v1/bulks': 'operator',
  'GET /v1/bulks/{id}': 'operator',
  'POST /v1/bulks/{id}/abort': 'operator',
  'GET /v1/audit': 'operator',
  'POST /v1/stories/{id}/erase': 'admin',
  'GET /v1/subscribers/{id}/deliveries': 'operator',
  'GET /v1/subscribers/{id}/deliveries/{delivery}': 'operator',
  'POST /v1/subscribers/{id}/deliveries/{delivery}/replay': 'operator',
  'POST /v1/subscribers/{id}/replay': 'operator',
  'GET /v1/subscribers': 'admin',
  'POST /v1/subscribers': 'admin',
  'DELETE /v1/subscribers/{id}': 'admin',
  'POST /v1/subscribers/{id}/rotate': 'admin',
  'POST /v1/subscribers/{id}/test': 'admin',
  'POST /v1/subscribers/{id}/enable': 'admin',
  'POST /v1/subscribers/{id}/disable': 'admin',
  'POST /v1/sources': 'admin',
  'PATCH /v1/sources/{id}': 'admin',
  'DELETE /v1/sources/{id}': 'admin',
  'POST /v1/sources/{id}/rotate': 'admin',
  'GET /v1/tokens': 'admin',
  'POST /v1/tokens': 'admin',
  'DELETE /v1/tokens/{name}': 'admin',
  'GET /v1/users': 'admin',
  'POST /v1/users': 'admin',
  'PATCH /v1/users/{name}': 'admin',
  'POST /v1/users/{name}/invite': 'admin',
};

const roles: readonly Role[] = ['viewer', 'editor', 'operator', 'admin'];

let newsroom: SmallNewsroom;
const tokens = new Map<Role, string>();
const routes: string[] = [];
beforeAll(async () => {
  newsroom = await smallNewsroom();
  for (const role of roles) {
    const payload = { name: `a-${role}`, role };
    const made = await newsroom.ask('/v1/tokens', { method: 'POST', payload });
    tokens.set(role, made.json().token);
  }
  const { paths } = (await newsroom.app.inject('/openapi.json')).json();
  for (const [path, methods] of Object.entries<object>(paths)) {
    for (const method of Object.keys(methods)) routes.push(`${method.toUpperCase()} ${path}`);
  }
});
afterAll(() => newsroom.close());

async function statusOf(route: string, role?: Role): Promise<number> {
  const [method = '', path = ''] = route.split(' ');
  const url = path.replaceAll(/\{(\w+)\}/g, (_all, name) =>
    name === 'id' ? 'a'.repeat(20) : 'x-y',
  );
  const answer = await newsroom.app.inject({
    ...{ method: method as 'GET', url },
    headers: role === undefined ? {} : { authorization: `Bearer ${tokens.get(role)}` },
  });
  return answer.statusCode;
}

describe('every route', () => {
  test('under /v1 answers 401 to a stranger', async () => {
    const guarded = routes.filter((route) => / \/(v1|metrics)/.test(route));
    expect(guarded.length).toBeGreaterThan(20);
    for (const route of guarded) expect([route, await statusOf(route)]).toEqual([route, 401]);
  });

  test('is open to those it is for, and 403 to those below', async () => {
    // An event stream does not end by itself.
    for (const route of routes.filter((one) => one !== 'GET /v1/events')) {
      const needed = least[route];
      if (needed === undefined || needed === 'anybody') continue;
      for (const role of roles) {
        const isAllowed = roles.indexOf(role) >= roles.indexOf(needed);
        const status = await statusOf(route, role);
        expect([route, role, status === 403]).toEqual([route, role, !isAllowed]);
      }
    }
  });

  test('has somebody it is for', () => {
    expect(routes.filter((route) => least[route] === undefined)).toEqual([]);
  });

  test('that is refused to somebody is written down, once a minute', async () => {
    const refused = await auditOf(newsroom.stores.archive.store, 'role.refused');
    const items = refused.filter(({ by }) => by === 'token a-viewer');
    expect(items).toContainEqual(
      expect.objectContaining({ about: { method: 'GET', route: '/v1/tokens', role: 'viewer' } }),
    );
    const routesTold = items.map(({ about }) => `${about.method} ${about.route}`);
    expect(new Set(routesTold).size).toBe(routesTold.length);
  });
});
