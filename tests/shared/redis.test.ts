import { afterAll, beforeAll, expect, test } from 'vitest';
import { connectRedis, refuseEviction } from '../../src/shared/redis.ts';
import { type Lease, takeLease } from '../../src/shared/redis-lease.ts';
import { patiently } from '../support/patiently.ts';
import { type PrivateRedis, privateRedis } from '../support/private-redis.ts';
import { quietLog } from '../support/quiet-log.ts';

let server: PrivateRedis;
beforeAll(async () => {
  server = await privateRedis();
});
afterAll(() => server.close());

test('a Redis that may throw stories away is refused', async () => {
  const client = connectRedis(server.url, { profile: 'patient', log: quietLog });
  await refuseEviction(client);
  await client.config('SET', 'maxmemory-policy', 'allkeys-lru');
  await expect(refuseEviction(client)).rejects.toThrow('noeviction');
  await client.config('SET', 'maxmemory-policy', 'noeviction');
  client.disconnect();
});

test('a hasty connection fails at once while Redis is away, and is there again when it is back', async () => {
  const client = connectRedis(server.url, { profile: 'hasty', log: quietLog });
  await new Promise((resolve) => client.once('ready', resolve));
  await server.kill();
  // A patient one would wait here for ever.
  await expect(client.ping()).rejects.toThrow();
  const back = new Promise((resolve) => client.once('ready', resolve));
  await server.start();
  await back;
  expect(await client.ping()).toBe('PONG');
  client.disconnect();
});

test('one process has a lease at a time, and the next when it lets go or dies', async () => {
  const client = connectRedis(server.url, { profile: 'patient', log: quietLog });
  const first = await takeLease(client, 'lease', 3000);
  expect(first?.isHeld()).toBe(true);
  expect(await takeLease(client, 'lease', 3000)).toBeUndefined();
  // It is prolonged before it has run out.
  let left = await client.pttl('lease');
  await patiently(async () => {
    const before = left;
    left = await client.pttl('lease');
    return left > before ? {} : `has ${left} ms left`;
  });
  expect([first?.isHeld(), await takeLease(client, 'lease', 3000)]).toEqual([true, undefined]);
  await first?.release();
  const second = (await takeLease(client, 'lease', 3000)) as Lease;
  await client.set('lease', 'somebody else');
  await expect.poll(() => second.isHeld()).toBe(false);
  await second.release();
  expect(await client.get('lease')).toBe('somebody else');
  client.disconnect();
});
