import type { FastifyRequest } from 'fastify';
import { LRUCache } from 'lru-cache';
import { audit } from '../../shared/audit.ts';
import type { ObjectStore } from '../../shared/object-store/object-store.ts';
import type { Person } from './roles.ts';

/** The same refusal again within this time is not written down again. */
const SILENT_MS = 60_000;

/** Writes down what somebody wanted that their role does not allow. */
export function openRefusals(archive: ObjectStore) {
  const told = new LRUCache<string, true>({ max: 1000, ttl: SILENT_MS });
  return async ({ method, routeOptions }: FastifyRequest, { name, role }: Person) => {
    const route = routeOptions.url ?? '';
    const key = `${name}\0${method}\0${route}`;
    if (told.has(key)) return;
    told.set(key, true);
    const deed = { by: name, deed: 'role.refused', reason: '', about: { method, route, role } };
    await audit(archive, deed);
  };
}
