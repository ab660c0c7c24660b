import { randomUUID } from 'node:crypto';
import type { Redis } from 'ioredis';
import type { Logger } from 'pino';
import { redisScript } from '../redis-script.ts';
import { within } from '../within.ts';
import type { Batch, KeepingMeter } from './meter.ts';

/** One hash tag: a script adds to all of it. */
const PREFIX = 'dateline:{metrics}:';
const key = {
  added: `${PREFIX}added`,
  latest: `${PREFIX}latest`,
  batch: (sender: string) => `${PREFIX}batch:${sender}`,
  reporter: `${PREFIX}reporter`,
};
const EVERY_MS = 1000;
/** How long after its last scrape a server is still the one that reports. */
const TURN_MS = 45_000;
/** The last batch of a process that is about to end. */
const LAST_MS = 1000;

/**
 * Adds a batch once, however often it is sent: a sender repeats one whose answer it has not seen.
 * KEYS: added, latest, batch of the sender. ARGV: number of the batch, how many fields are added,
 * then fields and values.
 */
const addScript = `
if tonumber(redis.call('GET', KEYS[3]) or '0') >= tonumber(ARGV[1]) then return 0 end
local added = tonumber(ARGV[2])
for at = 3, #ARGV, 2 do
  if (at - 3) / 2 < added then
    redis.call('HINCRBYFLOAT', KEYS[1], ARGV[at], ARGV[at + 1])
  elseif tonumber(ARGV[at + 1]) > tonumber(redis.call('HGET', KEYS[2], ARGV[at]) or '-inf') then
    redis.call('HSET', KEYS[2], ARGV[at], ARGV[at + 1])
  end
end
redis.call('SET', KEYS[3], ARGV[1], 'EX', 86400)
return 1
`;

/** Takes or keeps the turn to report. KEYS: reporter. ARGV: who, milliseconds. */
const turnScript = `
local holder = redis.call('GET', KEYS[1])
if holder and holder ~= ARGV[1] then return 0 end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
return 1
`;

export interface Sending {
  /** Sends what is left. */
  close(): Promise<void>;
}

/**
 * Adds what a meter takes down to the figures of the whole system, once a second. While Redis is
 * away it is kept. A process that is killed takes its last second with it.
 */
export function sendFigures(
  meter: KeepingMeter,
  client: Redis,
  log: Pick<Logger, 'debug'>,
): Sending {
  const sender = randomUUID();
  const add = redisScript(client, addScript);
  let number = 0;
  let unsent: Batch | undefined;
  let sending: Promise<void> | undefined;

  async function send(): Promise<void> {
    unsent ??= meter.take();
    if (unsent === undefined) return;
    // The same number again for what may have arrived: it is added once.
    await add(
      [key.added, key.latest, key.batch(sender)],
      [
        ...[number + 1, unsent.added.size],
        ...[...unsent.added].flat(),
        ...[...unsent.latest].flat(),
      ],
    );
    number += 1;
    unsent = undefined;
  }

  function sendOnce(): Promise<void> {
    // The connection tells louder of an absence; the batch waits.
    sending ??= send()
      .catch((error: unknown) => log.debug({ err: error }, 'figures are sent later'))
      .finally(() => {
        sending = undefined;
      });
    return sending;
  }

  const timer = setInterval(() => {
    if (client.status === 'ready') void sendOnce();
  }, EVERY_MS);
  timer.unref();
  return {
    async close() {
      clearInterval(timer);
      if (client.status !== 'ready') return;
      await within(LAST_MS, sendOnce().then(sendOnce));
    },
  };
}

/** The figures of the whole system. */
export interface Figures {
  readonly added: Readonly<Record<string, string>>;
  readonly latest: Readonly<Record<string, string>>;
}

/** Reads what `sendFigures` has added, for whoever reports it. */
export interface FigureReader {
  /**
   * `undefined` where another server reports. It does as long as it is scraped: figures that two
   * servers tell would be counted twice.
   */
  read(): Promise<Figures | undefined>;
}

/** @param reporter the same after a restart of this server; another for another one */
export function readFigures(client: Redis, reporter: string): FigureReader {
  const takeTurn = redisScript(client, turnScript);
  return {
    async read() {
      if ((await takeTurn([key.reporter], [reporter, TURN_MS])) !== 1) return undefined;
      const [added, latest] = await Promise.all([
        client.hgetall(key.added),
        client.hgetall(key.latest),
      ]);
      return { added, latest };
    },
  };
}
