import type { Redis } from 'ioredis';
import { redisPrefix, redisQueueName } from '../queues/queues.ts';
import { type QueueName, queueNames } from '../queues/route.ts';
import { type FigureReader, readFigures } from '../shared/metrics/redis-figures.ts';
import { redisScript } from '../shared/redis-script.ts';

/**
 * When the oldest job that could be worked came. Jobs of one priority stand in the order in which
 * they came, so the first of each is looked at. KEYS: waiting, prioritised. ARGV: prefix of jobs.
 */
const oldestScript = `
local oldest = 0
local function look(id)
  local job = redis.call('HMGET', ARGV[1] .. id, 'timestamp', 'delay')
  local came = tonumber(job[1] or '0') + tonumber(job[2] or '0')
  if came > 0 and (oldest == 0 or came < oldest) then oldest = came end
end
local first = redis.call('LINDEX', KEYS[1], -1)
if first then look(first) end
local from = '0'
for _ = 1, 64 do
  local found = redis.call('ZRANGEBYSCORE', KEYS[2], from, '+inf', 'WITHSCORES', 'LIMIT', 0, 1)
  if #found == 0 then break end
  look(found[1])
  from = string.format('%.0f', (math.floor(tonumber(found[2]) / 4294967296) + 1) * 4294967296)
end
return string.format('%.0f', oldest)
`;

/** What the system is like, as Redis knows it. */
export interface SystemView extends FigureReader {
  /** Seconds that the oldest job of each queue has waited; 0 where none waits. */
  oldestWaiting(): Promise<ReadonlyMap<QueueName, number>>;
  redis(): Promise<RedisState>;
}

export interface RedisState {
  readonly usedBytes: number;
  /** 0: no limit. */
  readonly maxBytes: number;
  /** Whether what it knows could be written to disk the last time, in either way. */
  readonly isLogOk: boolean;
  readonly isSnapshotOk: boolean;
}

/** @param server the same after a restart of this server; another for another one */
export function openSystemView(client: Redis, server: string): SystemView {
  const oldest = redisScript(client, oldestScript);
  return {
    ...readFigures(client, server),
    async oldestWaiting() {
      const now = Date.now();
      const ages = await Promise.all(
        queueNames.map(async (name) => {
          const prefix = `${redisPrefix}:${redisQueueName(name)}:`;
          const came = Number(await oldest([`${prefix}wait`, `${prefix}prioritized`], [prefix]));
          return [name, came === 0 ? 0 : Math.max(0, (now - came) / 1000)] as const;
        }),
      );
      return new Map(ages);
    },
    async redis() {
      const [memory, persistence] = await Promise.all([
        client.info('memory'),
        client.info('persistence'),
      ]);
      const isOk = (name: string): boolean => (field(persistence, name) ?? 'ok') === 'ok';
      return {
        usedBytes: Number(field(memory, 'used_memory') ?? 0),
        maxBytes: Number(field(memory, 'maxmemory') ?? 0),
        isLogOk: isOk('aof_last_write_status'),
        isSnapshotOk: isOk('rdb_last_bgsave_status'),
      };
    },
  };
}

const field = (text: string, name: string): string | undefined =>
  new RegExp(`^${name}:(\\S+)`, 'm').exec(text)?.[1];
