import { Redis } from 'ioredis';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { Unavailable } from '../../src/shared/errors.ts';
import type { Desks } from '../../src/workers/story-work.ts';
import { startSweeper } from '../../src/workers/sweeper.ts';
import { type PrivateRedis, privateRedis } from '../support/private-redis.ts';
import { quietLog } from '../support/quiet-log.ts';

let server: PrivateRedis;
let client: Redis;
beforeAll(async () => {
  server = await privateRedis();
  client = new Redis(server.url.slice('unix:'.length));
});
afterAll(async () => {
  client.disconnect();
  await server.close();
});

test('an archive that is away when Redis comes back is caught up with later', async () => {
  let looks = 0;
  const catalogue = {
    isComplete: async () => true,
    hasRestarted: async () => true,
    run: async () => {
      looks += 1;
      throw new Unavailable('the archive is away');
    },
    noteWhole: async () => {},
  };
  const services = { catalogue, log: quietLog, archive: { store: {} } };
  const sweeper = startSweeper({ services } as unknown as Desks, client);
  await vi.waitFor(() => expect(looks).toBeGreaterThan(1), { timeout: 20_000 });
  await sweeper.close();
});
