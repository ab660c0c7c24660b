import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { overSocket, removeSocketFolder, serverFields } from './redis-socket.ts';
import { commandLineOf, isGoneWithin } from './running-process.ts';
import { CommandFailed } from './terminal.ts';

const STOPPED_WITHIN_MS = 15_000;

/**
 * Stops the Redis that an earlier crash of ours left running in this folder, after it has written
 * everything out. A process that is not that Redis is never touched.
 */
export async function stopOrphan(folder: string, log: Logger): Promise<void> {
  const pid = Number(await textOf(join(folder, 'redis.pid')));
  const socket = await socketIn(folder);
  if (!Number.isInteger(pid) || pid <= 0 || socket === undefined) return;
  const orphan = await identify(pid, socket);
  if (orphan !== 'somebody else') {
    log.warn({ redisPid: pid }, 'stopping the redis that an earlier start left behind');
    await stop(pid, orphan === 'answers' ? socket : undefined);
  }
  await rm(join(folder, 'redis.pid'), { force: true });
  await removeSocketFolder(socket);
}

/** @param socket where to ask it to stop; absent for one that hangs */
async function stop(pid: number, socket: string | undefined): Promise<void> {
  if (socket !== undefined) {
    await overSocket(socket, (client) => client.shutdown());
    if (await isGoneWithin(pid, STOPPED_WITHIN_MS)) return;
  }
  // What it had acknowledged is in its file, or in the kernel on its way there.
  process.kill(pid, 'SIGKILL');
  if (await isGoneWithin(pid, STOPPED_WITHIN_MS)) return;
  throw new CommandFailed(`Redis (process ${pid}) of an earlier start cannot be stopped.`);
}

type Orphan = 'answers' | 'hangs' | 'somebody else';

/** By what it says of itself; by its command line where it hangs and says nothing. */
async function identify(pid: number, socket: string): Promise<Orphan> {
  const command = await commandLineOf(pid);
  if (command === undefined) return 'somebody else';
  const fields = await serverFields(socket);
  if (fields?.get('process_id') === String(pid)) return 'answers';
  const isRedisThere = /\b(redis|valkey)-server\b/.test(command) && command.includes(socket);
  return fields === undefined && isRedisThere ? 'hangs' : 'somebody else';
}

/** The socket that the configuration of the last start names. */
async function socketIn(folder: string): Promise<string | undefined> {
  const line = /^unixsocket "(.*)"$/m.exec((await textOf(join(folder, 'redis.conf'))) ?? '');
  return line?.[1]?.replace(/\\(.)/g, '$1');
}

async function textOf(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}
