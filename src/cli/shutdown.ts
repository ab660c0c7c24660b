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

export interface StopRequest {
  /** Resolves when the process is asked to stop. */
  readonly asked: Promise<void>;
  /** Leaves signals to whoever else listens, or to the system. */
  dispose(): void;
}

/** By a signal; a worker that is a child also by its parent's end. */
export function listenForStop(): StopRequest {
  const events = ['SIGTERM', 'SIGINT', 'SIGHUP', 'disconnect'] as const;
  let stop = (): void => {};
  const asked = new Promise<void>((resolve) => {
    stop = resolve;
    for (const event of events) process.on(event, stop);
  });
  return {
    asked,
    dispose() {
      for (const event of events) process.off(event, stop);
    },
  };
}

/**
 * Drains and closes. Ends the process by force (exit code 1) at a second signal or after 20 s: what
 * was being worked on then runs again at the next start.
 */
export async function closeInTime(shutdown: Shutdown, log: Logger): Promise<void> {
  const force = (why: string) => {
    log.error(`${why}: stopping at once`);
    shutdown.kill();
    process.exit(1);
  };
  const second = () => force('Second signal');
  const timer = setTimeout(() => force('Not drained within 20 s'), DEADLINE_MS);
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, second);
  await shutdown.close(log);
  clearTimeout(timer);
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.off(signal, second);
}
