import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';

/** Linux counts CPU time in hundredths of a second. */
const TICKS_A_SECOND = 100;

const Ready = z.object({ ready: z.literal(true), http: z.url(), site: z.url() });
const ApiFile = z.object({ token: z.string() });

export interface UpProcess {
  readonly http: string;
  readonly site: string;
  readonly token: string;
  /** CPU seconds of all its processes so far, Redis too. */
  cpuSeconds(): number;
  /** Resident memory of all its processes now, in MB. */
  memoryMb(): number;
  /** Highest resident memory of each, summed, in MB. */
  peakMemoryMb(): number;
  stop(): Promise<void>;
}

/** Starts `dateline up` on a fresh data directory and free ports. */
export async function startUp(): Promise<UpProcess> {
  const folder = mkdtempSync(join(tmpdir(), 'dateline-bench-'));
  const child = spawn(process.execPath, ['dist/cli/main.js', 'up'], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      ...process.env,
      DATELINE_DATA_DIR: folder,
      DATELINE_HTTP_PORT: '0',
      DATELINE_SITE_PORT: '0',
      DATELINE_LOG_LEVEL: 'error',
    },
  });
  const ready = await readyLine(child);
  const { token } = ApiFile.parse(JSON.parse(readFileSync(join(folder, 'api.json'), 'utf8')));
  const pids = (): number[] => family(child.pid ?? 0);
  return {
    ...{ http: ready.http, site: ready.site, token },
    cpuSeconds: () => sum(pids().map(cpuOf)),
    memoryMb: () => sum(pids().map((pid) => statusOf(pid, 'VmRSS'))),
    peakMemoryMb: () => sum(pids().map((pid) => statusOf(pid, 'VmHWM'))),
    async stop() {
      child.kill('SIGTERM');
      await once(child, 'exit');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function readyLine(child: ChildProcess): Promise<z.infer<typeof Ready>> {
  if (child.stdout === null) throw new TypeError('no stdout');
  for await (const line of createInterface({ input: child.stdout })) {
    return Ready.parse(JSON.parse(line));
  }
  throw new Error('dateline up ended before it was ready');
}

/** A process and all below it. */
export function family(pid: number): number[] {
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc').filter((entry) => /^\d+$/.test(entry))) {
    const fields = statOf(Number(name));
    if (fields !== undefined) parents.set(Number(name), Number(fields[1]));
  }
  const found = [pid];
  for (const known of found) {
    for (const [child, parent] of parents) if (parent === known) found.push(child);
  }
  return found;
}

/** Fields of /proc/<pid>/stat after the command: state, parent, … */
function statOf(pid: number): string[] | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return text.slice(text.lastIndexOf(')') + 2).split(' ');
  } catch (error) {
    // It ended while we were looking.
    if (error instanceof Error) return undefined;
    throw error;
  }
}

export function cpuOf(pid: number): number {
  const fields = statOf(pid);
  return fields === undefined ? 0 : (Number(fields[11]) + Number(fields[12])) / TICKS_A_SECOND;
}

function statusOf(pid: number, name: string): number {
  const text = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(text)?.[1] ?? 0) / 1024;
}

const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);
