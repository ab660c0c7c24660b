import { randomBytes } from 'node:crypto';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { readApiFile, removeApiFile } from './api-file.ts';
import { commandLineOf } from './running-process.ts';
import { CommandFailed } from './terminal.ts';

/** Who works with the data directory. */
const Claim = z.object({ pid: z.int(), command: z.string() });

/**
 * Makes the data directory this process's own until `release`. Throws CommandFailed where another
 * Dateline has it; what a crashed one left is taken over.
 */
export async function claimDataDir(dataDir: string): Promise<{ release(): Promise<void> }> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const file = join(dataDir, 'claim.json');
  const command = (await commandLineOf(process.pid)) ?? '';
  const claim = JSON.stringify({ pid: process.pid, command });
  while (!(await isWritten(file, claim))) {
    const holder = Claim.safeParse(parsed(await readFile(file, 'utf8').catch(() => '')));
    if (holder.success && (await isHolding(holder.data)))
      throw await taken(dataDir, holder.data.pid);
    await rm(file, { force: true });
  }
  return {
    async release() {
      await removeApiFile(dataDir);
      await rm(file, { force: true });
    },
  };
}

async function isWritten(file: string, text: string): Promise<boolean> {
  try {
    await writeFile(file, text, { flag: 'wx', mode: 0o600 });
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    // Cut off by a crash while it was written.
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** In a container a restart often gets the same process id again: our own is no other's claim. */
const isHolding = async ({ pid, command }: z.infer<typeof Claim>): Promise<boolean> =>
  pid !== process.pid && (await commandLineOf(pid)) === command;

async function taken(dataDir: string, pid: number): Promise<CommandFailed> {
  const running = await readApiFile(dataDir);
  const where = running === undefined ? 'is starting' : `runs at ${running.http}`;
  return new CommandFailed(
    `Dateline ${where} already with the data directory ${dataDir} (process ${pid}). ` +
      'Stop it first, or set DATELINE_DATA_DIR to another folder.',
  );
}

/** The key of an installation on one machine, made at its first start. For its owner's eyes only. */
export async function secretKeyIn(dataDir: string): Promise<string> {
  const file = join(dataDir, 'secret-key');
  await isWritten(file, `${randomBytes(32).toString('base64url')}\n`);
  return (await readFile(file, 'utf8')).trim();
}
