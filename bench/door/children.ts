import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { z } from 'zod';

const tsx = ['--import', 'tsx'];
const Listening = z.union([
  z.object({ http: z.url() }),
  z.object({ endpoint: z.url() }).transform(({ endpoint }) => ({ http: endpoint })),
]);

export interface Child {
  readonly http: string;
  /** SIGTERM, and waits for the end. */
  stop(): Promise<void>;
}

/** Starts a program that prints where it listens as its first line of JSON. */
async function start(
  words: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<Child> {
  const child = spawn(process.execPath, [...words], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ...environment },
  });
  const { http } = await firstLine(child);
  return {
    http,
    async stop() {
      if (child.exitCode !== null) return;
      child.kill('SIGTERM');
      await once(child, 'exit');
    },
  };
}

async function firstLine({ stdout }: ChildProcess): Promise<{ http: string }> {
  if (stdout === null) throw new TypeError('no stdout');
  for await (const line of createInterface({ input: stdout })) {
    return Listening.parse(JSON.parse(line));
  }
  throw new Error('a process of the bench ended before it listened');
}

/** `dateline serve`, with `--cpu-prof` where a folder for the profile is given. */
export const startDoor = (
  environment: Readonly<Record<string, string>>,
  profile: string | undefined,
): Promise<Child> =>
  start(
    [
      ...(profile === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${profile}`]),
      ...['--enable-source-maps', 'dist/cli/main.js', 'serve'],
    ],
    environment,
  );

export const startBareRoute = (secret: string, archive: string): Promise<Child> =>
  start([...tsx, 'bench/door/bare-route.ts', '--secret', secret, '--archive', archive]);

/** The small server of the tests, and what it lets in for every process started from now on. */
export async function startS3(): Promise<Child> {
  process.env.AWS_ACCESS_KEY_ID = 'test';
  process.env.AWS_SECRET_ACCESS_KEY = 'test';
  return start([...tsx, 'tests/support/s3-server.ts', '--port', '0']);
}
