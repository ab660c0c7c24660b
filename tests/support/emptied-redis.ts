import { Redis } from 'ioredis';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import { type PrivateRedis, privateRedis } from './private-redis.ts';

/** A Redis of the test file's own, emptied before each test; there once the tests run. */
export function emptiedRedis(): { readonly client: Redis; readonly server: PrivateRedis } {
  let server: PrivateRedis | undefined;
  let client: Redis | undefined;
  const there = <T>(one: T | undefined): T => {
    if (one === undefined) throw new Error('Redis is there while tests run, not before');
    return one;
  };
  beforeAll(async () => {
    server = await privateRedis();
    client = new Redis(server.url.slice('unix:'.length));
  });
  beforeEach(async () => {
    await client?.flushall();
  });
  afterAll(async () => {
    client?.disconnect();
    await server?.close();
  });
  return {
    get client() {
      return there(client);
    },
    get server() {
      return there(server);
    },
  };
}
