import { type ChildProcess, fork } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { StageName } from '../queues/route.ts';
import type { Terminal } from './terminal.ts';

const FIRST_WAIT_MS = 200;
const LONGEST_WAIT_MS = 10_000;
/** One that has lived this long has started well: the next start need not wait for long. */
const LIVED_MS = 60_000;

export interface ChildWorker {
  /** Resolves when it first takes jobs; rejects when it ends before that. */
  readonly ready: Promise<void>;
  /** Lets it finish what it works on. */
  close(): Promise<void>;
  kill(): void;
}

export interface ChildOptions {
  readonly terminal: Terminal;
  readonly stage: StageName;
  /** Settings besides those that this process has. */
  readonly settings: Readonly<Record<string, string>>;
  readonly log: Logger;
}

/** Runs `work <stage>` as a process of its own, and again whenever it dies. */
export function startChildWorker({ terminal, stage, settings, log }: ChildOptions): ChildWorker {
  let child: ChildProcess;
  let stopping = false;
  let waitMs = FIRST_WAIT_MS;

  function start(): void {
    const started = Date.now();
    child = fork(terminal.entry, ['work', stage], {
      env: { ...terminal.environment, ...settings },
      // What it prints is for the log; its own group keeps a Ctrl-C from reaching it before us.
      stdio: ['ignore', 2, 2, 'ipc'],
      detached: true,
    });
    child.once('error', (error) => log.error({ err: error, stage }, 'worker cannot be started'));
    child.once('exit', (code, signal) => {
      if (stopping) return;
      if (Date.now() - started > LIVED_MS) waitMs = FIRST_WAIT_MS;
      log.error({ stage, code, signal, againInMs: waitMs }, 'worker died');
      void delay(waitMs).then(() => stopping || start());
      waitMs = Math.min(waitMs * 2, LONGEST_WAIT_MS);
    });
  }

  start();
  const ready = new Promise<void>((resolve, reject) => {
    child.once('message', () => resolve());
    child.once('exit', () => reject(new Error(`the worker for ${stage} does not start`)));
  });
  return {
    ready,
    async close() {
      stopping = true;
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      await gone;
    },
    kill() {
      stopping = true;
      child.kill('SIGKILL');
    },
  };
}
