import type { Redis } from 'ioredis';
import { State } from '../archive/documents.ts';
import { type Flow, type FlowPoint, type SourceDay, tookLimits } from './flow.ts';

const PREFIX = 'dateline:{desk}:';
const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const SOURCE_DAYS = 7;
const SOURCE_KEPT_S = 8 * 24 * 3600;
const spans = { hour: { minutes: 1, points: 60 }, day: { minutes: 10, points: 144 } } as const;

const key = {
  point: (minutes: number, number: number) => `${PREFIX}flow:${minutes}:${number}`,
  sourceDay: (source: string, day: number) => `${PREFIX}source:${source}:${day}`,
  source: (source: string) => `${PREFIX}source:${source}:last`,
};

/** Reads what the script of the desk counts, and counts what the door is told. */
export function redisFlow(client: Redis): Flow {
  return {
    async flow(span) {
      const { minutes, points } = spans[span];
      const width = minutes * MINUTE_MS;
      const newest = Math.floor(Date.now() / width);
      const numbers = Array.from({ length: points }, (_, at) => newest - points + 1 + at);
      return Promise.all(
        numbers.map(async (number) =>
          pointOf(number * width, await client.hgetall(key.point(minutes, number))),
        ),
      );
    },
    async oldest() {
      const found = await Promise.all(
        State.options.map(async (state) => {
          const [, score] = await client.zrange(`${PREFIX}state:${state}`, '0', '0', 'WITHSCORES');
          return score === undefined ? [] : [[state, new Date(Number(score)).toISOString()]];
        }),
      );
      return Object.fromEntries(found.flat());
    },
    async noteKnocks(knocks) {
      const now = Date.now();
      const today = Math.floor(now / DAY_MS);
      await Promise.all(
        knocks.flatMap(({ source, result, count }) => [
          client.hincrby(key.sourceDay(source, today), result, count),
          client.expire(key.sourceDay(source, today), SOURCE_KEPT_S),
          client.hset(key.source(source), result, new Date(now).toISOString()),
          client.expire(key.source(source), SOURCE_KEPT_S),
        ]),
      );
    },
    async sourceHealth(source) {
      const today = Math.floor(Date.now() / DAY_MS);
      const numbers = Array.from({ length: SOURCE_DAYS }, (_, back) => today - back);
      const [last, ...days] = await Promise.all([
        client.hgetall(key.source(source)),
        ...numbers.map((number) => client.hgetall(key.sourceDay(source, number))),
      ]);
      return {
        last,
        days: days.map(
          (counts, at): SourceDay => ({
            day: new Date((numbers[at] ?? 0) * DAY_MS).toISOString().slice(0, 10),
            counts: asNumbers(counts),
          }),
        ),
      };
    },
  };
}

const asNumbers = (stored: Readonly<Record<string, string>>): Record<string, number> =>
  Object.fromEntries(Object.entries(stored).map(([name, count]) => [name, Number(count)]));

function pointOf(at: number, stored: Readonly<Record<string, string>>): FlowPoint {
  const counts = asNumbers(stored);
  const under = (part: string): Record<string, number> =>
    Object.fromEntries(
      Object.entries(counts).flatMap(([name, count]) =>
        name.startsWith(part) ? [[name.slice(part.length), count]] : [],
      ),
    );
  return {
    at,
    done: under('done:'),
    failed: under('failed:'),
    live: counts.live ?? 0,
    took: Array.from(
      { length: tookLimits.length + 1 },
      (_, bucket) => counts[`took:${bucket}`] ?? 0,
    ),
  };
}
