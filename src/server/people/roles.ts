import { z } from 'zod';

/** What people may do, each with all of the ones before: read; decide; retry and rebuild; sources and tokens. */
export const Role = z.enum(['viewer', 'editor', 'operator', 'admin']).meta({ id: 'Role' });
export type Role = z.infer<typeof Role>;

export const mayActAs = (role: Role, needed: Role): boolean =>
  Role.options.indexOf(role) >= Role.options.indexOf(needed);

/** Somebody who has proven who they are. */
export interface Person {
  /** As it is kept with decisions, e.g. `token desk-night`. */
  readonly name: string;
  readonly role: Role;
  /** A cookie comes along with any request of a browser, a bearer token does not. */
  readonly by: 'token' | 'cookie';
}
