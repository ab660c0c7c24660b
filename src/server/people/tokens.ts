import { createHash, randomBytes } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { Logger } from 'pino';
import { z } from 'zod';
import { keys } from '../../shared/archive/keys.ts';
import { Unavailable } from '../../shared/errors.ts';
import { asNew } from '../../shared/object-store/as-new.ts';
import type { ObjectStore } from '../../shared/object-store/object-store.ts';
import { type Person, Role } from './roles.ts';

const PREFIX = 'dl_';
/** A token made by another process is known here after this long. */
const FRESH_MS = 2000;

export const TokenName = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'up to 40 lower-case letters, digits and hyphens');

/** `config/tokens/<name>.json`. The token itself is nowhere. */
const TokenDocument = z.object({
  schema: z.literal(1),
  name: TokenName,
  role: Role,
  /** SHA-256, hex. 32 random bytes need no slower hash. */
  hash: z.string(),
  made: z.string(),
  by: z.string(),
});
type TokenDocument = Readonly<z.infer<typeof TokenDocument>>;

export interface Tokens {
  /** Who a bearer token belongs to. */
  find(token: string): Promise<Person | undefined>;
  /** Returns the token, which is shown once. Throws Conflict where the name is taken. */
  add(name: string, role: Role, by: string): Promise<string>;
  /** It is good no more, here at once and elsewhere within seconds. False where there is none. */
  remove(name: string): Promise<boolean>;
  list(): Promise<Pick<TokenDocument, 'name' | 'role' | 'made' | 'by'>[]>;
}

const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex');

const newToken = (): string => `${PREFIX}${randomBytes(32).toString('base64url')}`;

/** @param bootstrap a token of an admin that is good for this process alone and never kept */
export function openTokens(
  archive: ObjectStore,
  { bootstrap, log }: { bootstrap: string | undefined; log: Logger },
): Tokens {
  const bootstrapHash = bootstrap === undefined ? undefined : hashOf(bootstrap);
  const cache = new LRUCache<'all', ReadonlyMap<string, TokenDocument>>({
    max: 1,
    ttl: FRESH_MS,
    fetchMethod: async (_all, stale) => {
      try {
        return await readAll(archive);
      } catch (error) {
        if (stale === undefined || !(error instanceof Unavailable)) throw error;
        log.warn({ err: error.message }, 'tokens: the last known ones stand');
        return stale;
      }
    },
  });
  const all = async () => (await cache.fetch('all')) ?? new Map<string, TokenDocument>();

  return {
    async find(token) {
      if (!token.startsWith(PREFIX)) return undefined;
      // Found by its hash: what a comparison's time could tell is of no use without the token.
      const hash = hashOf(token);
      if (hash === bootstrapHash) return { name: 'local admin', role: 'admin', by: 'token' };
      const known = (await all()).get(hash);
      return known && { name: `token ${known.name}`, role: known.role, by: 'token' };
    },
    async add(name, role, by) {
      const token = newToken();
      const made = new Date().toISOString();
      const document: TokenDocument = { schema: 1, name, role, hash: hashOf(token), made, by };
      const written = archive.put(
        keys.tokenConfig(name),
        JSON.stringify(document),
        { contentType: 'application/json; charset=utf-8' },
        { ifAbsent: true, durable: true },
      );
      await asNew(`a token '${name}'`, written);
      cache.clear();
      return token;
    },
    async remove(name) {
      const key = keys.tokenConfig(name);
      if ((await archive.head(key)) === undefined) return false;
      await archive.delete(key);
      cache.clear();
      return true;
    },
    async list() {
      const documents = [...(await readAll(archive)).values()];
      return documents.map(({ name, role, made, by }) => ({ name, role, made, by }));
    },
  };
}

async function readAll(archive: ObjectStore): Promise<Map<string, TokenDocument>> {
  const names: string[] = [];
  for await (const { key } of archive.list(keys.tokensPrefix)) names.push(key);
  const objects = await Promise.all(names.map((key) => archive.get(key)));
  const documents = objects.flatMap((object) =>
    object === undefined ? [] : [TokenDocument.parse(JSON.parse(object.body.toString('utf8')))],
  );
  return new Map(documents.map((document) => [document.hash, document]));
}
