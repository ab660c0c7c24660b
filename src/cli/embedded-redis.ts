import { type ChildProcess, spawn } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from 'pino';
import { stopOrphan } from './redis-orphan.ts';
import { newSocketPath, ping, removeSocketFolder } from './redis-socket.ts';
import { isGoneWithin } from './running-process.ts';
import { CommandFailed } from './terminal.ts';

const READY_WITHIN_MS = 60_000;
const STOPPED_WITHIN_MS = 15_000;
const FIRST_WAIT_MS = 100;
const LONGEST_WAIT_MS = 5000;

export interface EmbeddedRedis {
  readonly url: string;
  readonly pid: number | undefined;
  /** Writes everything out and stops it. */
  close(): Promise<void>;
  /** Without waiting for anything. */
  kill(): void;
}

export interface EmbeddedOptions {
  /** Path of redis-server or valkey-server. */
  readonly program: string;
  readonly dataDir: string;
  readonly log: Logger;
}

/**
 * Starts a Redis of our own under the data directory, and again whenever it dies. What an earlier
 * crash left running is stopped first: two must never write the same append-only file.
 */
export async function startEmbeddedRedis(options: EmbeddedOptions): Promise<EmbeddedRedis> {
  const folder = resolve(options.dataDir, 'redis');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await stopOrphan(folder, options.log);
  const redis = new PrivateRedis(options, folder, await newSocketPath(folder));
  await redis.start();
  return redis;
}

class PrivateRedis implements EmbeddedRedis {
  readonly #options: EmbeddedOptions;
  readonly #folder: string;
  readonly #socket: string;
  #child: ChildProcess | undefined;
  #stopping = false;
  #waitMs = FIRST_WAIT_MS;

  constructor(options: EmbeddedOptions, folder: string, socket: string) {
    this.#options = options;
    this.#folder = folder;
    this.#socket = socket;
  }

  get url(): string {
    return `unix:${this.#socket}`;
  }

  get pid(): number | undefined {
    return this.#child?.pid;
  }

  async start(): Promise<void> {
    const file = join(this.#folder, 'redis.conf');
    await writeFile(file, configuration(this.#folder, this.#socket), { mode: 0o600 });
    // Its own process group: a Ctrl-C must not stop it before the workers have finished.
    const child = spawn(this.#options.program, [file], { stdio: 'ignore', detached: true });
    this.#child = child;
    const ended = new Promise<string>((resolve) => {
      child.once('error', (error) => resolve(error.message));
      child.once('exit', (code, signal) => resolve(`ended with ${signal ?? `code ${code}`}`));
    });
    const failure = await Promise.race([this.#ready(), ended]);
    if (failure !== undefined) throw new CommandFailed(await this.#complaint(failure));
    void ended.then((how) => this.#restart(how));
  }

  async #ready(): Promise<string | undefined> {
    for (const deadline = Date.now() + READY_WITHIN_MS; Date.now() < deadline; ) {
      if (await ping(this.#socket)) return undefined;
      await delay(10);
    }
    return `was not ready within ${READY_WITHIN_MS / 1000} s`;
  }

  async #complaint(failure: string): Promise<string> {
    const log = await readFile(join(this.#folder, 'redis.log'), 'utf8').catch(() => '');
    const last = log.trimEnd().split('\n').slice(-5);
    return [`${this.#options.program} ${failure}`, ...last].join('\n  ');
  }

  /** Stories keep coming in meanwhile: the door writes them to the archive. */
  async #restart(how: string): Promise<void> {
    if (this.#stopping) return;
    this.#options.log.error(`redis ${how}; starting it again`);
    await delay(this.#waitMs, undefined, { ref: false });
    if (this.#stopping) return;
    try {
      await this.start();
      this.#waitMs = FIRST_WAIT_MS;
      if (this.#stopping) this.kill();
    } catch (error) {
      this.#options.log.error({ err: error }, 'redis does not start');
      this.#waitMs = Math.min(this.#waitMs * 2, LONGEST_WAIT_MS);
      void this.#restart('is not there');
    }
  }

  async close(): Promise<void> {
    this.#stopping = true;
    const { pid } = this;
    if (pid === undefined || this.#child?.exitCode !== null) return;
    this.#child.kill('SIGTERM');
    if (!(await isGoneWithin(pid, STOPPED_WITHIN_MS))) this.kill();
    await removeSocketFolder(this.#socket);
  }

  kill(): void {
    this.#stopping = true;
    this.#child?.kill('SIGTERM');
  }
}

function configuration(folder: string, socket: string): string {
  const settings = {
    port: '0',
    unixsocket: quoted(socket),
    unixsocketperm: '700',
    dir: quoted(folder),
    pidfile: quoted(join(folder, 'redis.pid')),
    logfile: quoted(join(folder, 'redis.log')),
    appendonly: 'yes',
    appendfsync: 'everysec',
    save: '""',
    'maxmemory-policy': 'noeviction',
    daemonize: 'no',
  };
  const lines = Object.entries(settings).map(([name, value]) => `${name} ${value}`);
  return `${lines.join('\n')}\n`;
}

const quoted = (path: string): string => `"${path.replace(/["\\]/g, '\\$&')}"`;
