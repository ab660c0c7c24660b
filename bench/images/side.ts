import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { memoryOf } from '../../tests/support/processes.ts';

/** What one line of work took in a process of its own. */
export const Work = z.object({
  cpuMs: z.number(),
  ms: z.number(),
  /** Of each output. */
  bytes: z.array(z.number()),
});
export type Work = z.infer<typeof Work>;

/** A process that answers each line with one of JSON: a side of a comparison. */
export interface Side {
  /** Throws once the process has ended. */
  ask(line: string): Promise<unknown>;
  /** Resident memory in MB: now, or at its highest. */
  memory(name: 'VmRSS' | 'VmHWM'): number;
  close(): Promise<void>;
}

export function openSide(
  [command = '', ...words]: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Side {
  const child = spawn(command, words, {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, ...environment },
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  // Writing to a process that is gone is told by the answer that never comes.
  child.stdin.on('error', () => undefined);
  return {
    async ask(line) {
      child.stdin.write(`${line}\n`);
      const { value, done } = await lines.next();
      if (done) throw new Error(`${words.at(-1) ?? command} ended (${await endOf()})`);
      return JSON.parse(value);
    },
    memory: (name) => memoryOf(child.pid ?? 0, name),
    async close() {
      child.stdin.end();
      await endOf();
    },
  };

  async function endOf(): Promise<string> {
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    return String(child.signalCode ?? child.exitCode);
  }
}

/** A side written in TypeScript; it takes JSON. */
export const openScript = (
  name: string,
  environment?: Readonly<Record<string, string>>,
  ...words: readonly string[]
): Side =>
  openSide(
    [process.execPath, '--import', 'tsx', `${import.meta.dirname}/sides/${name}.ts`, ...words],
    environment,
  );

/** Answers lines on stdin, one at a time: what a side written in TypeScript does. */
export async function answerLines(work: (asked: unknown) => Promise<object>): Promise<void> {
  for await (const line of createInterface({ input: process.stdin })) {
    process.stdout.write(`${JSON.stringify(await work(JSON.parse(line)))}\n`);
  }
}

/** Runs something in this process, and says what CPU and time it took. */
export async function timed(run: () => Promise<readonly number[]>): Promise<Work> {
  const before = process.cpuUsage();
  const began = performance.now();
  const bytes = [...(await run())];
  const ms = performance.now() - began;
  const { user, system } = process.cpuUsage(before);
  return { cpuMs: (user + system) / 1000, ms, bytes };
}

/** CPU milliseconds of all children that have ended, to a hundredth of a second. */
export function cpuOfEnded(): number {
  const stat = readFileSync('/proc/self/stat', 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[13]) + Number(fields[14])) * 10;
}
