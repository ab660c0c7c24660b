import type { Redis } from 'ioredis';
import { z } from 'zod';
import { State } from '../archive/documents.ts';
import { redisScript } from '../redis-script.ts';
import type { DeskEntry } from './desk.ts';
import type { Filtered } from './story-query.ts';

/** Fields of a story's hash that make an entry, in the order in which they are asked for. */
export const entryFields = [
  ...['source', 'externalId', 'headline', 'state', 'revision', 'pass', 'updated', 'began'],
] as const;

/** As Redis answers: `null` where a story has no such field. */
type StoredFields = readonly (string | null)[];

/**
 * Many stories in one command: to ask for each by itself costs a search more than to look at it.
 * ARGV: prefix of the hashes, how many fields, the fields, then story ids.
 */
const readScript = `
local fields, found = {}, {}
local count = tonumber(ARGV[2])
for at = 1, count do fields[at] = ARGV[2 + at] end
for at = 3 + count, #ARGV do
  found[#found + 1] = redis.call('HMGET', ARGV[1] .. ARGV[at], unpack(fields))
end
return found
`;

const Answer = z.array(z.array(z.string().nullable()));

/** Reads what Redis has of stories, in their order. @param prefix of a story's hash */
export function storedEntries(
  client: Redis,
  prefix: string,
): (ids: readonly string[]) => Promise<readonly StoredFields[]> {
  const read = redisScript(client, readScript);
  return async (ids) =>
    ids.length === 0
      ? []
      : Answer.parse(await read([prefix], [prefix, entryFields.length, ...entryFields, ...ids]));
}

const StoredEntry = z.object({
  source: z.string().nullable(),
  externalId: z.string().nullable(),
  headline: z.string().nullable(),
  state: State,
  revision: z.coerce.number(),
  pass: z.coerce.number(),
  updated: z.string(),
  began: z.coerce.number().optional(),
});

/** `undefined` where Redis has no whole entry. */
export function entryOf(storyId: string, fields: StoredFields): DeskEntry | undefined {
  const [source, externalId, headline, state, revision, pass, updated, began] = fields;
  const stored = { source, externalId, headline, state, revision, pass, updated };
  const parsed = StoredEntry.safeParse({ ...stored, began: began ?? undefined });
  if (!parsed.success) return undefined;
  const { began: since, ...rest } = parsed.data;
  return {
    ...rest,
    ...textsOf(storyId, fields),
    state: parsed.data.state,
    ...(since !== undefined && { began: new Date(since).toISOString() }),
  };
}

/** What a filter looks at, before anything is made of it. */
export function textsOf(storyId: string, fields: StoredFields): Filtered {
  const [source, externalId, headline, state] = fields;
  return {
    storyId,
    source: source ?? '',
    externalId: externalId ?? '',
    headline: headline ?? '',
    state: state ?? '',
  };
}
