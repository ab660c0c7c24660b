import { randomUUID } from 'node:crypto';
import type { ChainableCommander, Redis } from 'ioredis';
import { z } from 'zod';
import { Card } from '../archive/publication.ts';
import { Throttled } from '../errors.ts';
import { takeLease } from '../redis-lease.ts';
import { redisScript } from '../redis-script.ts';
import { mediaFolder } from '../site-media.ts';
import type { Catalogue, Dirt, Listed } from './catalogue.ts';
import { kindOf } from './front-names.ts';
import * as scripts from './scripts.ts';

/** One hash tag: all of the catalogue lies on one node of a Redis Cluster. */
const PREFIX = 'dateline:{catalogue}:';
const PAGE = 500;
/** Of one original; later ones stand alone. */
const MOST_TRANSLATIONS = 40;
/** How soon to ask again for a number while the catalogue is being rebuilt. */
const INCOMPLETE_MS = 100;
/** Editions of a front belong to one spell of changes while no longer than this passes between two. */
const SPELL_MS = 10_000;
/** How long after a crash another process may rebuild. */
const REBUILD_LEASE_MS = 10_000;

const key = {
  complete: `${PREFIX}complete`,
  rebuilding: `${PREFIX}rebuilding`,
  run: `${PREFIX}run`,
  whole: `${PREFIX}whole`,
  sealed: (front: string) => `${PREFIX}sealed:${front}`,
  cards: `${PREFIX}cards`,
  front: (front: string) => `${PREFIX}front:${front}`,
  numbers: (front: string) => `${PREFIX}numbers:${front}`,
  last: (front: string) => `${PREFIX}last:${front}`,
  dirty: (front: string) => `${PREFIX}dirty:${front}`,
  /** Dirty fronts by since when, milliseconds. */
  dirtySince: `${PREFIX}dirty-since`,
  edition: (front: string) => `${PREFIX}edition:${front}`,
  published: (front: string) => `${PREFIX}published:${front}`,
  spell: (front: string) => `${PREFIX}spell:${front}`,
  tallies: `${PREFIX}tallies`,
  uses: (folder: string) => `${PREFIX}uses:${folder}`,
  /** By page: the stories that it shows beside its own. */
  related: `${PREFIX}related`,
  /** By original: its translations, oldest first; and of each translation its original. */
  translations: (original: string) => `${PREFIX}translations:${original}`,
  originals: `${PREFIX}originals`,
  showing: (storyId: string) => `${PREFIX}showing:${storyId}`,
};

/** Keys that say who does something now; `sweeper` and `lone-publisher` are taken by the workers. */
const leases = ['rebuilding', 'sweeper', 'lone-publisher'].map((name) => `${PREFIX}${name}`);

export function redisCatalogue(client: Redis): Catalogue {
  const assignNumber = redisScript(client, scripts.assignNumber);
  const clean = redisScript(client, scripts.clean);
  const raise = redisScript(client, scripts.raise);
  const nextEdition = redisScript(client, scripts.nextEdition);
  const markComplete = redisScript(client, scripts.markComplete);
  const noteWhole = redisScript(client, scripts.noteWhole);

  async function cardsOf(ids: readonly string[]): Promise<(Card | undefined)[]> {
    if (ids.length === 0) return [];
    const rows = await client.hmget(key.cards, ...ids);
    return rows.map((row) => (row === null ? undefined : Card.parse(JSON.parse(row))));
  }
  const present = (cards: readonly (Card | undefined)[]): Card[] =>
    cards.filter((card) => card !== undefined);

  async function* cardsFrom(front: string, lowest: string): AsyncIterable<Card> {
    for (let at = 0; ; at += PAGE) {
      const page = ['LIMIT', at, PAGE] as const;
      const ids = await client.zrevrangebyscore(key.front(front), '+inf', lowest, ...page);
      yield* present(await cardsOf(ids));
      if (ids.length < PAGE) return;
    }
  }

  return {
    async isComplete() {
      return (await client.exists(key.complete)) === 1;
    },
    async startRebuild() {
      const lease = await takeLease(client, key.rebuilding, REBUILD_LEASE_MS);
      if (lease === undefined) return undefined;
      try {
        await forget(client);
      } catch (error) {
        // Else it would be renewed for good, and nobody could rebuild any more.
        await lease.release();
        throw error;
      }
      return {
        async finish() {
          const mark = [lease.holder, new Date().toISOString()];
          const marked = await markComplete([key.rebuilding, key.complete], mark);
          await lease.release();
          return marked === 1;
        },
        abandon: () => lease.release(),
      };
    },
    async hasRestarted() {
      const [noted, now] = await Promise.all([client.get(key.run), runOf(client)]);
      return noted !== now;
    },
    run: () => runOf(client),
    async noteRestored(run) {
      await client.set(key.run, run);
    },
    async noteWhole() {
      await noteWhole([key.run, key.whole], [new Date().toISOString()]);
    },
    async wholeAt() {
      const noted = await client.get(key.whole);
      return noted === null ? undefined : new Date(noted);
    },
    async assignNumbers(storyId, fronts, known) {
      const given = await Promise.all(
        fronts.map((front) =>
          assignNumber(
            [key.numbers(front), key.last(front), key.complete],
            [storyId, known[front] ?? ''],
          ),
        ),
      );
      if (given.includes(0)) throw new Throttled('the catalogue is being rebuilt', INCOMPLETE_MS);
      return Object.fromEntries(fronts.map((front, at) => [front, Number(given[at])]));
    },
    async sealed(front) {
      return Number((await client.get(key.sealed(front))) ?? 0);
    },
    async noteSealed(front, page) {
      await raise([key.sealed(front)], [page]);
    },
    async list(card, { fronts, numbers, former, related }, dirt) {
      const left = former.filter((front) => !fronts.includes(front));
      const change = await tiedToNone(client, card.storyId);
      change.hset(key.cards, card.storyId, JSON.stringify(card));
      const { original } = card;
      if (original !== undefined) {
        change.hset(key.originals, card.storyId, original);
        change.zadd(key.translations(original), Date.parse(card.firstPublished), card.storyId);
      }
      const shown = Object.entries(related);
      for (const [other, mark] of shown) change.hset(key.showing(other), card.storyId, mark);
      if (shown.length > 0) change.hset(key.related, card.storyId, Object.keys(related).join(' '));
      for (const front of fronts) {
        change.zadd(key.front(front), placeOn(front, card), card.storyId);
        change.zadd(key.numbers(front), numbers[front] ?? 0, card.storyId);
        tallied(change, front);
      }
      unlist(change, card.storyId, left);
      await committed(soiled(change, dirt));
    },
    async remove(storyId, fronts, dirt) {
      const change = (await tiedToNone(client, storyId)).hdel(key.cards, storyId);
      await committed(soiled(unlist(change, storyId, fronts), dirt));
    },
    async isListed(storyId) {
      return (await client.hexists(key.cards, storyId)) === 1;
    },
    async card(storyId) {
      return (await cardsOf([storyId]))[0];
    },
    async translations({ storyId, original = storyId }) {
      const ids = await client.zrange(key.translations(original), 0, String(MOST_TRANSLATIONS - 1));
      const isOfThem = ids.includes(storyId) || ids.length < MOST_TRANSLATIONS;
      if (original !== storyId && !isOfThem) return [];
      const [first, ...rest] = await cardsOf([original, ...ids]);
      // What translates a translation would lead to pages that do not lead back.
      if (original !== storyId && first?.original !== undefined) return [];
      return present([first, ...rest]).filter((card) => card.storyId !== storyId);
    },
    showing: (storyId) => client.hgetall(key.showing(storyId)),
    async addMediaUses(storyId, renditions) {
      await Promise.all(
        [...byFolder(renditions)].map(([folder, files]) =>
          client.zadd(key.uses(folder), ...files.flatMap((file) => [0, useOf(file, storyId)])),
        ),
      );
    },
    async dropMediaUses(storyId, renditions) {
      await Promise.all(
        [...byFolder(renditions)].map(([folder, files]) =>
          client.zrem(key.uses(folder), ...files.map((file) => useOf(file, storyId))),
        ),
      );
    },
    async unusedMedia(renditions) {
      const users = await Promise.all(
        renditions.map((rendition) => {
          const { folder, file } = placeOf(rendition);
          const [from, to] = [`[${useOf(file, '')}`, `(${useOf(file, '\xff')}`];
          return client.zrangebylex(key.uses(folder), from, to, 'LIMIT', 0, 1);
        }),
      );
      return renditions.filter((_, at) => users[at]?.length === 0);
    },
    async newest(front, limit) {
      return present(await cardsOf(await client.zrevrange(key.front(front), 0, limit - 1)));
    },
    async numbered(front, from, to) {
      const flat = await client.zrangebyscore(key.numbers(front), from, to, 'WITHSCORES');
      const ids = flat.filter((_, at) => at % 2 === 0);
      const cards = await cardsOf(ids);
      return cards.flatMap((card, at): Listed[] =>
        card === undefined ? [] : [{ card, number: Number(flat[at * 2 + 1]) }],
      );
    },
    async highest(front) {
      return Number((await client.get(key.last(front))) ?? 0);
    },
    all: (front) => cardsFrom(front, '-inf'),
    publishedAfter: (front, moment) => cardsFrom(front, `(${moment}`),
    async fronts() {
      const flat = await client.zrevrange(key.tallies, 0, -1, 'WITHSCORES');
      return flat.flatMap((front, at) =>
        at % 2 === 0 ? [{ front, stories: Number(flat[at + 1]) }] : [],
      );
    },
    async soil(dirt) {
      await committed(soiled(client.multi(), dirt));
    },
    dirt: (front) => client.hgetall(key.dirty(front)),
    async clean(front, marks) {
      const left = await clean(
        [key.dirty(front), key.dirtySince],
        [front, ...Object.entries(marks).flat()],
      );
      return Number(left) === 0;
    },
    dirtyFronts: () => client.zrange(key.dirtySince, '0', '-1'),
    async dirtySince() {
      const flat = await client.zrange(key.dirtySince, '0', '-1', 'WITHSCORES');
      return new Map(
        flat.flatMap((front, at): [string, number][] =>
          at % 2 === 0 ? [[front, Number(flat[at + 1])]] : [],
        ),
      );
    },
    async nextEdition(front) {
      const given = await nextEdition([key.edition(front), key.spell(front)], [SPELL_MS]);
      const [edition = 0, after = 0] = z.array(z.coerce.number()).parse(given);
      return { edition, after };
    },
    async notePublished(front, edition) {
      await client.set(key.published(front), `${edition} ${await runOf(client)}`);
    },
    async isLastPublished(front, edition) {
      const noted = await client.get(key.published(front));
      return noted !== null && noted === `${edition} ${await runOf(client)}`;
    },
    async spells(fronts) {
      if (fronts.length === 0) return [];
      return (await client.mget(fronts.map(key.spell))).map(Number);
    },
  };
}

/** Uses of a folder's renditions lie in one sorted set: those of one file stand together in it. */
const useOf = (file: string, storyId: string): string => `${file} ${storyId}`;

function placeOf(rendition: string): { readonly folder: string; readonly file: string } {
  const folder = mediaFolder(rendition);
  return { folder, file: rendition.slice(folder.length + 1) };
}

function byFolder(renditions: readonly string[]): Map<string, string[]> {
  const folders = new Map<string, string[]>();
  for (const { folder, file } of renditions.map(placeOf)) {
    folders.set(folder, [...(folders.get(folder) ?? []), file]);
  }
  return folders;
}

/** Redis' name for the time since its last start. */
async function runOf(client: Redis): Promise<string> {
  return /^run_id:(\w+)/m.exec(await client.info('server'))?.[1] ?? '';
}

/** Deletes all that is known, the complete mark first; leases stay. */
async function forget(client: Redis): Promise<void> {
  await client.del(key.complete);
  for (let cursor = '0', isFirst = true; isFirst || cursor !== '0'; isFirst = false) {
    const [next, found] = await client.scan(cursor, 'MATCH', `${PREFIX}*`, 'COUNT', 1000);
    const known = found.filter((name) => !leases.includes(name));
    if (known.length > 0) await client.unlink(...known);
    cursor = next;
  }
}

/** Begins a change by which a story shows no other any more, and translates none. */
async function tiedToNone(client: Redis, storyId: string): Promise<ChainableCommander> {
  const [related, original] = await Promise.all([
    client.hget(key.related, storyId),
    client.hget(key.originals, storyId),
  ]);
  const change = client.multi().hdel(key.related, storyId).hdel(key.originals, storyId);
  for (const other of related?.split(' ') ?? []) change.hdel(key.showing(other), storyId);
  if (original !== null) change.zrem(key.translations(original), storyId);
  return change;
}

function unlist(
  change: ChainableCommander,
  storyId: string,
  fronts: readonly string[],
): ChainableCommander {
  for (const front of fronts) {
    change.zrem(key.front(front), storyId);
    change.zrem(key.numbers(front), storyId);
    tallied(change, front);
  }
  return change;
}

function tallied(change: ChainableCommander, front: string): void {
  change.eval(scripts.tally, 2, key.front(front), key.tallies, front);
}

/** Where it stands among the others: in a part of the sitemap, what changed last comes first. */
function placeOn(front: string, { firstPublished, modified }: Card): number {
  return Date.parse(kindOf(front) === 'month' ? modified : firstPublished);
}

/** Marks are never given twice, so that an edition clears only what it has seen. */
function soiled(change: ChainableCommander, dirt: readonly Dirt[]): ChainableCommander {
  for (const { front, pages } of dirt) {
    const mark = randomUUID();
    const parts = ['front', ...pages.map(String)];
    change.hset(key.dirty(front), Object.fromEntries(parts.map((part) => [part, mark])));
    change.zadd(key.dirtySince, 'NX', Date.now(), front);
  }
  return change;
}

/** Throws the first error of a transaction; ioredis answers errors as values. */
async function committed(change: ChainableCommander): Promise<void> {
  for (const [error] of (await change.exec()) ?? []) if (error) throw error;
}
