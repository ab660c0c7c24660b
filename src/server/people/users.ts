import { createHash, randomBytes } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { Logger } from 'pino';
import { keys } from '../../shared/archive/keys.ts';
import { Conflict, Unavailable } from '../../shared/errors.ts';
import { asNew } from '../../shared/object-store/as-new.ts';
import type { ObjectStore } from '../../shared/object-store/object-store.ts';
import { hashPassword, isPassword, type PasswordCost, usualCost } from './passwords.ts';
import type { Role } from './roles.ts';
import { answerOf, type UserAnswer, UserDocument, UserName } from './user-document.ts';

/** A change made by another process is known here after this long. */
const FRESH_MS = 2000;
const INVITATION_MS = 72 * 3600 * 1000;

/** Nobody of this name may sign in. */
export class NoSuchUser extends Error {
  override readonly name = 'NoSuchUser';
}

/** Without them nobody could let anybody in. */
export class LastAdmin extends Error {
  override readonly name = 'LastAdmin';
}

export interface UserChange {
  readonly role?: Role | undefined;
  readonly disabled?: boolean | undefined;
}

/** Who may sign in, as the archive has it. */
export interface Users {
  /** Those who may sign in now or can be let in: `undefined` for one who is disabled. */
  find(name: string): Promise<UserDocument | undefined>;
  /** Whether there is anybody at all. */
  any(): Promise<boolean>;
  list(): Promise<UserAnswer[]>;
  /** Returns the code of the invitation, which is shown once. Throws Conflict where the name is taken. */
  add(name: string, role: Role, by: string): Promise<string>;
  /** A new invitation, also for one who forgot their password. Throws NoSuchUser. */
  invite(name: string): Promise<string>;
  /** Throws NoSuchUser, LastAdmin. */
  change(name: string, change: UserChange): Promise<UserAnswer>;
  /** Sets the password that an invitation is for, once. `undefined` for one that is no good. */
  takeUp(code: string, password: string): Promise<UserDocument | undefined>;
  /** Whose name and password these are; takes as long where they are nobody's. */
  signIn(name: string, password: string): Promise<UserDocument | undefined>;
  /** Ends all sessions of this user but the one that is made of the answer. Throws NoSuchUser. */
  setPassword(name: string, password: string): Promise<UserDocument>;
}

const hashOf = (code: string): string => createHash('sha256').update(code).digest('hex');

/** Names the user, so that nothing is searched for; 32 random bytes need no slower hash. */
const newInvitation = (name: string) => {
  const code = `${Buffer.from(name).toString('base64url')}.${randomBytes(32).toString('base64url')}`;
  const until = new Date(Date.now() + INVITATION_MS).toISOString();
  return { code, invitation: { hash: hashOf(code), until } };
};

export interface UsersOptions {
  readonly log: Logger;
  /** Of new passwords. @default some 150 ms */
  readonly cost?: PasswordCost;
}

export function openUsers(archive: ObjectStore, { log, cost = usualCost }: UsersOptions): Users {
  const cache = new LRUCache<string, { user: UserDocument | undefined }>({
    max: 1000,
    ttl: FRESH_MS,
    fetchMethod: async (name, stale) => {
      try {
        return { user: (await read(archive, name))?.user };
      } catch (error) {
        if (stale === undefined || !(error instanceof Unavailable)) throw error;
        log.warn({ err: error.message }, 'users: what was known last stands');
        return stale;
      }
    },
  });

  /** Changes a user's document, again where somebody else did meanwhile. */
  async function change(
    name: string,
    changed: (user: UserDocument) => UserDocument | undefined | Promise<UserDocument | undefined>,
  ): Promise<UserDocument | undefined> {
    for (let attempt = 1; ; attempt += 1) {
      const held = await read(archive, name);
      if (held === undefined) throw new NoSuchUser(`There is no user '${name}'.`);
      const after = await changed(held.user);
      if (after === undefined) return undefined;
      try {
        await write(archive, after, { ifMatch: held.etag });
        cache.delete(name);
        return after;
      } catch (error) {
        if (!(error instanceof Conflict) || attempt === 5) throw error;
      }
    }
  }

  /** Of two admins who shut each other out at once, each would find the other still there. */
  let inTurn: Promise<unknown> = Promise.resolve();

  async function keepAnAdmin(without: string): Promise<void> {
    const users = await readAll(archive);
    const others = users.filter(
      ({ name, role, disabled, password }) =>
        name !== without && role === 'admin' && !disabled && password !== null,
    );
    if (others.length === 0) throw new LastAdmin(`'${without}' is the last admin.`);
  }

  return {
    async find(name) {
      if (!UserName.safeParse(name).success) return undefined;
      const user = (await cache.fetch(name))?.user;
      return user?.disabled === true ? undefined : user;
    },
    async any() {
      for await (const _ of archive.list(keys.usersPrefix)) return true;
      return false;
    },
    list: async () => (await readAll(archive)).map(answerOf),
    async add(name, role, by) {
      const { code, invitation } = newInvitation(name);
      const made = new Date().toISOString();
      const user: UserDocument = {
        ...{ schema: 1, name, role, password: null, invitation },
        ...{ generation: 1, disabled: false, made, by },
      };
      await asNew(`a user '${name}'`, write(archive, user, { ifAbsent: true }));
      cache.delete(name);
      return code;
    },
    async invite(name) {
      const { code, invitation } = newInvitation(name);
      await change(name, (user) => ({ ...user, invitation }));
      return code;
    },
    async change(name, { role, disabled }) {
      const changing = inTurn.then(() =>
        change(name, async (user) => {
          const next = { ...user, role: role ?? user.role, disabled: disabled ?? user.disabled };
          const wasAdmin = user.role === 'admin' && !user.disabled && user.password !== null;
          if (wasAdmin && (next.role !== 'admin' || next.disabled)) await keepAnAdmin(name);
          const isLess = next.disabled && !user.disabled;
          return { ...next, generation: user.generation + (isLess ? 1 : 0) };
        }),
      );
      inTurn = changing.catch(() => undefined);
      const after = await changing;
      if (after === undefined) throw new NoSuchUser(`There is no user '${name}'.`);
      return answerOf(after);
    },
    async takeUp(code, password) {
      const name = Buffer.from(code.split('.')[0] ?? '', 'base64url').toString('utf8');
      if (!UserName.safeParse(name).success) return undefined;
      const isGood = ({ invitation, disabled }: UserDocument) =>
        !disabled &&
        invitation !== null &&
        invitation.hash === hashOf(code) &&
        Date.parse(invitation.until) > Date.now();
      const before = (await read(archive, name))?.user;
      if (before === undefined || !isGood(before)) return undefined;
      const kept = await hashPassword(password, cost);
      return change(name, (user) =>
        isGood(user)
          ? { ...user, password: kept, invitation: null, generation: user.generation + 1 }
          : undefined,
      );
    },
    async signIn(name, password) {
      const user = UserName.safeParse(name).success ? (await read(archive, name))?.user : undefined;
      const isRight = await isPassword(password, user?.password ?? cost);
      return user !== undefined && isRight && !user.disabled ? user : undefined;
    },
    async setPassword(name, password) {
      const kept = await hashPassword(password, cost);
      const after = await change(name, (user) => ({
        ...user,
        password: kept,
        invitation: null,
        generation: user.generation + 1,
      }));
      if (after === undefined) throw new NoSuchUser(`There is no user '${name}'.`);
      return after;
    },
  };
}

async function read(
  archive: ObjectStore,
  name: string,
): Promise<{ user: UserDocument; etag: string } | undefined> {
  const stored = await archive.get(keys.userConfig(name));
  if (stored === undefined) return undefined;
  return { user: UserDocument.parse(JSON.parse(stored.body.toString('utf8'))), etag: stored.etag };
}

async function readAll(archive: ObjectStore): Promise<UserDocument[]> {
  const names: string[] = [];
  for await (const { key } of archive.list(keys.usersPrefix)) names.push(key);
  const stored = await Promise.all(names.map((key) => archive.get(key)));
  return stored.flatMap((object) =>
    object === undefined ? [] : [UserDocument.parse(JSON.parse(object.body.toString('utf8')))],
  );
}

async function write(
  archive: ObjectStore,
  user: UserDocument,
  condition: { ifAbsent: true } | { ifMatch: string },
): Promise<void> {
  await archive.put(
    keys.userConfig(user.name),
    JSON.stringify(user),
    { contentType: 'application/json; charset=utf-8' },
    { ...condition, durable: true },
  );
}
