import type { Logger } from 'pino';

const DEADLINE_MS = 20_000;

/** What must be closed at the end, in the reverse of the order in which it was opened. */
export class Shutdown {
  readonly #steps: (() => Promise<unknown>)[] = [];
  readonly #children: (() => void)[] = [];

  add(close: () => Promise<unknown>): void {
    this.#steps.push(close);
  }

  /** Ends a child process at once, when there is no time left to close anything. */
  addChild(kill: () => void): void {
    this.#children.push(kill);
  }

  /** Closes all; what fails to close is logged and does not keep the rest open. */
  async close(log: Logger): Promise<void> {
    for (const close of this.#steps.splice(0).reverse()) {
      await close().catch((error: unknown) => log.error({ err: error }, 'could not close'));
    }
  }

  kill(): void {
    for (const kill of this.#children) kill();
  }
}

/** Asked to stop by a signal; a worker that is a child also by its parent's end. */
export function untilStopped(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) {
      process.once(signal, () => resolve());
    }
    if (process.connected) process.once('disconnect', resolve);
  });
}

/**
 * Drains and closes. Ends the process by force (exit code 1) at a second signal or after 20 s: what
 * was being worked on then runs again at the next start.
 */
export async function closeInTime(shutdown: Shutdown, log: Logger): Promise<void> {
  const force = (why: string) => () => {
    log.error(`${why}: stopping at once`);
    shutdown.kill();
    process.exit(1);
  };
  const timer = setTimeout(force('Not drained within 20 s'), DEADLINE_MS);
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, force('Second signal'));
  await shutdown.close(log);
  clearTimeout(timer);
}
