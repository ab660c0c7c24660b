import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { family } from './processes.ts';

const Ready = z.object({ ready: z.literal(true), http: z.url(), site: z.url() });
const ApiFile = z.object({ token: z.string(), redis: z.string() });

/** `dateline up` as a user starts it: three processes, a private Redis, directory stores. */
export interface UpProcess {
  readonly http: string;
  readonly site: string;
  readonly token: string;
  readonly redisUrl: string;
  readonly folder: string;
  pids(): number[];
  /** SIGKILL to every process at once, Redis too. */
  powerCut(): Promise<void>;
  /** SIGTERM, and waits until all have ended; returns the exit code. */
  stop(): Promise<number | null>;
}

export interface UpOptions {
  /** A data directory to go on with. */
  readonly folder?: string;
  readonly environment?: Readonly<Record<string, string>>;
}

/** Starts the built command line; `npm run build` must have run. */
export async function startUp({ folder, environment }: UpOptions = {}): Promise<UpProcess> {
  const data = folder ?? (await mkdtemp(join(tmpdir(), 'dateline-up-')));
  const child = spawn(process.execPath, ['dist/cli/main.js', 'up'], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      ...process.env,
      DATELINE_DATA_DIR: data,
      DATELINE_HTTP_PORT: '0',
      DATELINE_SITE_PORT: '0',
      DATELINE_LOG_LEVEL: process.env.DATELINE_TEST_LOG ?? 'silent',
      ...environment,
    },
  });
  const ready = await readyLine(child);
  const api = ApiFile.parse(JSON.parse(readFileSync(join(data, 'api.json'), 'utf8')));
  const pids = (): number[] => family(child.pid ?? 0);
  return {
    ...{ http: ready.http, site: ready.site, token: api.token, redisUrl: api.redis },
    folder: data,
    pids,
    async powerCut() {
      const exited = once(child, 'exit');
      for (const pid of pids()) process.kill(pid, 'SIGKILL');
      await exited;
    },
    async stop() {
      if (child.exitCode !== null) return child.exitCode;
      child.kill('SIGTERM');
      await once(child, 'exit');
      return child.exitCode;
    },
  };
}

export const removeData = (folder: string): Promise<void> =>
  rm(folder, { recursive: true, force: true });

async function readyLine(child: ChildProcess): Promise<z.infer<typeof Ready>> {
  if (child.stdout === null) throw new TypeError('no stdout');
  for await (const line of createInterface({ input: child.stdout })) {
    return Ready.parse(JSON.parse(line));
  }
  throw new Error('dateline up ended before it was ready');
}
