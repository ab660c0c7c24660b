import { Queue, Worker } from 'bullmq';
import { Redis } from 'ioredis';
import sharp from 'sharp';
import { stages } from '../src/queues/route.ts';
import { privateRedis } from '../tests/support/private-redis.ts';
import { cpuOf } from '../tests/support/processes.ts';
import { type Spread, spread } from './spread.ts';

export interface Floor {
  /** One job after the other through five queues that do nothing. */
  readonly chain: Spread;
  /** A hundred jobs at once, until the last is through. */
  readonly burstMs: number;
  readonly cpuMsPerStory: number;
}

/** What BullMQ alone takes for five hops: nothing on it can be faster. */
export async function measureFloor(rounds: number): Promise<Floor> {
  const redis = await privateRedis();
  const connection = new Redis(redis.url.slice('unix:'.length), { maxRetriesPerRequest: null });
  const queues = stages.map((name) => new Queue(`{${name}}`, { connection }));
  const arrived = new Map<string, () => void>();
  const workers = stages.map(
    (name, at) =>
      new Worker(
        `{${name}}`,
        async (job) => {
          const next = queues[at + 1];
          if (next === undefined) arrived.get(job.data.id)?.();
          else await next.add('story', job.data, { priority: 10 });
        },
        { connection, concurrency: 16, removeOnComplete: { count: 100 } },
      ),
  );
  await Promise.all(workers.map((worker) => worker.waitUntilReady()));
  const through = (id: string) =>
    new Promise<void>((resolve, reject) => {
      arrived.set(id, resolve);
      queues[0]?.add('story', { id }, { priority: 10 }).catch(reject);
    });
  const times: number[] = [];
  for (let at = 0; at < rounds; at += 1) {
    const began = performance.now();
    await through(`chain-${at}`);
    times.push(performance.now() - began);
  }
  const redisPid = Number(/process_id:(\d+)/.exec(await connection.info('server'))?.[1]);
  const cpuBefore = process.cpuUsage();
  const redisBefore = cpuOf(redisPid);
  const began = performance.now();
  await Promise.all(Array.from({ length: 100 }, (_, at) => through(`burst-${at}`)));
  const burstMs = performance.now() - began;
  const { user, system } = process.cpuUsage(cpuBefore);
  const cpuMs = (user + system) / 1000 + (cpuOf(redisPid) - redisBefore) * 1000;
  await Promise.all(workers.map((worker) => worker.close()));
  await Promise.all(queues.map((queue) => queue.close()));
  connection.disconnect();
  await redis.close();
  return { chain: spread(times), burstMs, cpuMsPerStory: cpuMs / 100 };
}

/** One 960-pixel JPEG of the photograph by sharp alone. */
export async function measureSharp(photo: Buffer, rounds: number): Promise<Spread> {
  const times: number[] = [];
  for (let at = 0; at < rounds; at += 1) {
    const began = performance.now();
    await sharp(photo).autoOrient().resize({ width: 960 }).jpeg({ quality: 75 }).toBuffer();
    times.push(performance.now() - began);
  }
  return spread(times);
}
