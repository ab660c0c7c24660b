import type { Redis } from 'ioredis';
import { z } from 'zod';
import { State } from '../archive/documents.ts';
import { isCanaryId } from '../canary.ts';
import { redisScript } from '../redis-script.ts';
import {
  type Desk,
  type DeskEntry,
  type StepEvent,
  type StepRecord,
  type StoryQuery,
  TimelineEntry,
} from './desk.ts';
import { tookLimits } from './flow.ts';
import { OpenWork } from './open-work.ts';
import { recordScript } from './record-script.ts';
import { redisFlow } from './redis-flow.ts';
import { entryFields, entryOf, storedEntries, textsOf } from './stored-entries.ts';
import { passesFilter, seekFrom } from './story-query.ts';

/** One hash tag: all of the desk lies on one node of a Redis Cluster, so that a script may touch it. */
const PREFIX = 'dateline:{desk}:';
const EVENTS_KEPT = 1000;
const TIMELINE_KEPT = 500;
/** Entries looked at for one answer of a search; the rest waits behind its cursor. */
const MOST_SCANNED = 20_000;
const SCAN_PAGE = 500;

const key = {
  story: (id: string) => `${PREFIX}story:${id}`,
  timeline: (id: string) => `${PREFIX}timeline:${id}`,
  all: `${PREFIX}all`,
  state: (state: string) => `${PREFIX}state:${state}`,
  underWay: `${PREFIX}under-way`,
  events: `${PREFIX}events`,
  openWork: `${PREFIX}open-work`,
};

/** How far along a pass a state is, so that steps told out of order do not move a story back. */
const rank: Record<State, number> = {
  received: 0,
  ingesting: 1,
  moderating: 2,
  imaging: 3,
  rendering: 4,
  publishing: 5,
  held: 6,
  rejected: 6,
  scheduled: 6,
  live: 6,
  superseded: 6,
  withdrawn: 6,
  failed: 6,
};
/** The rank of a state in which a pass has ended. */
const ENDED = 6;

const StoredStep = TimelineEntry.extend({
  storyId: z.string(),
  source: z.string().optional(),
  headline: z.string().optional(),
});

export function redisDesk(client: Redis): Desk {
  const run = redisScript(client, recordScript);
  const record = (step: StepRecord, restored?: string): Promise<unknown> =>
    run(
      [key.story(step.storyId), key.timeline(step.storyId), key.all, key.events, key.underWay],
      recordArguments(step, restored),
    );

  async function find(storyId: string): Promise<DeskEntry | undefined> {
    return entryOf(storyId, await client.hmget(key.story(storyId), ...entryFields));
  }

  return {
    ...redisFlow(client),
    async record(step) {
      if (isCanaryId(step.storyId)) return;
      await record(step);
    },
    async restore({ storyId, state, revision, pass, updated, ...about }) {
      await record({ storyId, state, revision, pass, about }, updated);
    },
    async erase(storyId) {
      await client.del(key.timeline(storyId));
      if ((await client.exists(key.story(storyId))) === 1) {
        await client.hset(key.story(storyId), { headline: '', externalId: '', revision: 0 });
      }
      const events = await client.xrange(key.events, '-', '+');
      const own = events.filter(([, fields]) => fields[1]?.includes(`"storyId":"${storyId}"`));
      if (own.length > 0) await client.xdel(key.events, ...own.map(([id]) => id));
    },
    find,
    async timeline(storyId) {
      const rows = await client.lrange(key.timeline(storyId), 0, -1);
      return rows.map((row) => TimelineEntry.parse(JSON.parse(row)));
    },
    search: (query) => search({ client, readStored: storedEntries(client, key.story('')) }, query),
    async counts() {
      const sizes = await Promise.all(
        State.options.map(async (state) => [state, await client.zcard(key.state(state))] as const),
      );
      return Object.fromEntries(sizes.filter(([, size]) => size > 0));
    },
    async noteOpenWork(work) {
      await client.set(key.openWork, JSON.stringify(work));
    },
    async openWork() {
      const noted = await client.get(key.openWork);
      return noted === null ? undefined : OpenWork.parse(JSON.parse(noted));
    },
    watch: (after, signal) => watch(client, after, signal),
  };
}

function recordArguments(step: StepRecord, restored: string | undefined): (string | number)[] {
  const updated = restored ?? step.entry?.at ?? new Date().toISOString();
  const event = step.entry && restored === undefined;
  return [
    PREFIX,
    step.storyId,
    step.pass,
    step.revision,
    step.state ?? '',
    step.state === undefined ? -1 : rank[step.state],
    updated,
    Date.parse(updated),
    step.quiet === true ? '1' : '',
    step.about?.source ?? '',
    step.about?.externalId ?? '',
    step.about?.headline ?? '',
    step.entry === undefined ? '' : JSON.stringify(step.entry),
    event ? JSON.stringify({ storyId: step.storyId, ...step.entry }) : '',
    TIMELINE_KEPT,
    EVENTS_KEPT,
    ENDED,
    step.reopened === true ? '1' : '',
    step.entry?.stage ?? '',
    step.entry?.verdict ?? '',
    tookLimits.join(' '),
  ];
}

/** Walks an index in the order asked for, page by page, until enough entries fit. */
async function search(
  { client, readStored }: { client: Redis; readStored: ReturnType<typeof storedEntries> },
  query: StoryQuery,
): Promise<{ items: DeskEntry[]; next: string | null }> {
  const index = indexOf(query);
  const seek = seekFrom(query);
  const items: DeskEntry[] = [];
  let last: string | null = null;
  // Where every entry fits, no more are read than are wanted.
  const isSifted = query.q !== undefined || query.source !== undefined;
  const size = isSifted ? SCAN_PAGE : Math.min(query.limit, SCAN_PAGE);
  for (let offset = 0; offset < MOST_SCANNED; offset += size) {
    const slice = ['WITHSCORES', 'LIMIT', offset, size] as const;
    const page = await (query.order === 'oldest'
      ? client.zrangebyscore(index, seek.from, '+inf', ...slice)
      : client.zrevrangebyscore(index, seek.from, '-inf', ...slice));
    const places = pairs(page).filter(seek.isBeyond);
    const stored = await readStored(places.map(({ id }) => id));
    for (const [at, place] of places.entries()) {
      last = `${place.score}.${place.id}`;
      const fields = stored[at];
      if (fields === undefined || !passesFilter(textsOf(place.id, fields), query)) continue;
      const entry = entryOf(place.id, fields);
      if (entry === undefined) continue;
      items.push(entry);
      if (items.length === query.limit) return { items, next: last };
    }
    if (page.length < size * 2) return { items, next: null };
  }
  return { items, next: last };
}

function indexOf({ state }: StoryQuery): string {
  if (state === undefined) return key.all;
  return state === 'unpublished' ? key.underWay : key.state(state);
}

/** ZRANGE WITHSCORES answers member, score, member, score… */
function pairs(flat: readonly string[]): { id: string; score: number }[] {
  const places = [];
  for (let at = 0; at + 1 < flat.length; at += 2) {
    places.push({ id: flat[at] ?? '', score: Number(flat[at + 1]) });
  }
  return places;
}

/** Reads on a connection of its own, for it blocks. */
async function* watch(
  client: Redis,
  after: string | undefined,
  signal: AbortSignal,
): AsyncIterable<StepEvent> {
  const reader = client.duplicate({ commandTimeout: 10_000, enableOfflineQueue: true });
  // The connection that it was made from has logged it.
  reader.on('error', () => undefined);
  const stop = () => reader.disconnect();
  signal.addEventListener('abort', stop, { once: true });
  try {
    let last = after ?? (await newestEvent(reader));
    while (!signal.aborted) {
      const found = await reader.xread('COUNT', 200, 'BLOCK', 5000, 'STREAMS', key.events, last);
      for (const [id, fields] of found?.[0]?.[1] ?? []) {
        last = id;
        yield { id, data: StoredStep.parse(JSON.parse(fields[1] ?? '{}')) };
      }
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  } finally {
    signal.removeEventListener('abort', stop);
    reader.disconnect();
  }
}

async function newestEvent(reader: Redis): Promise<string> {
  const [newest] = await reader.xrevrange(key.events, '+', '-', 'COUNT', 1);
  return newest?.[0] ?? '0-0';
}
