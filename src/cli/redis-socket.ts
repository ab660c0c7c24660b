import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { Redis } from 'ioredis';

const ANSWER_WITHIN_MS = 1000;
/** A unix socket's path may have 104 to 108 bytes, by system. */
const MOST_SOCKET_BYTES = 100;
const SOCKET_FOLDER = 'dateline-redis-';

/** Path for a new socket: in the folder, or where that is too long in a new private one. */
export async function newSocketPath(folder: string): Promise<string> {
  const near = join(folder, 'redis.sock');
  if (Buffer.byteLength(near) <= MOST_SOCKET_BYTES) return near;
  return join(await mkdtemp(join(tmpdir(), SOCKET_FOLDER)), 'redis.sock');
}

/** Removes the private folder of a socket, if it has one. */
export async function removeSocketFolder(socket: string): Promise<void> {
  const folder = dirname(socket);
  if (!basename(folder).startsWith(SOCKET_FOLDER)) return;
  await rm(folder, { recursive: true, force: true });
}

/** Does something over a connection of its own; `undefined` where the socket does not answer. */
export async function overSocket<T>(
  socket: string,
  ask: (client: Redis) => Promise<T>,
): Promise<T | undefined> {
  const client = new Redis(socket, {
    lazyConnect: true,
    // A Redis that still loads its file can say who it is.
    enableReadyCheck: false,
    retryStrategy: () => null,
    maxRetriesPerRequest: 0,
    connectTimeout: ANSWER_WITHIN_MS,
    commandTimeout: ANSWER_WITHIN_MS,
  });
  // The calls below fail with it too.
  client.on('error', () => {});
  try {
    await client.connect();
    return await ask(client);
  } catch (error) {
    // Away, hung, still loading, or gone by our own SHUTDOWN: it does not answer.
    if (error instanceof Error) return undefined;
    throw error;
  } finally {
    client.disconnect();
  }
}

/** Whether it serves requests already; false while it loads its file. */
export const ping = async (socket: string): Promise<boolean> =>
  (await overSocket(socket, (client) => client.ping())) === 'PONG';

/** Fields of `INFO server`, such as `process_id`. */
export const serverFields = (socket: string): Promise<Map<string, string> | undefined> =>
  overSocket(socket, async (client) => {
    const lines = (await client.info('server')).split('\r\n').filter((line) => line.includes(':'));
    return new Map(lines.map((line) => [before(line), after(line)]));
  });

const before = (line: string): string => line.slice(0, line.indexOf(':'));
const after = (line: string): string => line.slice(line.indexOf(':') + 1);
