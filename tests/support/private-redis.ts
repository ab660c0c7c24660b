import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';

export interface PrivateRedis {
  readonly url: string;
  /** SIGKILL, as a power cut would. */
  kill(): Promise<void>;
  /** Starts it again on what it had written. */
  start(): Promise<void>;
  close(): Promise<void>;
}

/** A Redis of the test's own, append-only, on a socket in a folder that goes with it. */
export async function privateRedis(): Promise<PrivateRedis> {
  const folder = await mkdtemp(join(tmpdir(), 'dateline-redis-'));
  const socket = join(folder, 'redis.sock');
  const program = process.env.DATELINE_TEST_REDIS ?? 'redis-server';
  const options = ['--port', '0', '--unixsocket', socket, '--dir', folder];
  // Written before it is answered, and kept by the system when the process is killed; with fsyncs of
  // its own, Redis puts writing off while the disk is slow.
  const log = ['--appendonly', 'yes', '--appendfsync', 'no', '--save', ''];
  const durability = [...log, '--maxmemory-policy', 'noeviction'];
  let child = spawn(program, [...options, ...durability], { stdio: 'ignore' });

  async function kill(): Promise<void> {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
  await answers(socket);
  return {
    url: `unix:${socket}`,
    kill,
    async start() {
      child = spawn(program, [...options, ...durability], { stdio: 'ignore' });
      await answers(socket);
    },
    async close() {
      await kill();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function answers(socket: string): Promise<void> {
  const client = new Redis(socket, { maxRetriesPerRequest: null, retryStrategy: () => 20 });
  client.on('error', () => {
    // Not up yet.
  });
  await client.ping();
  client.disconnect();
}
