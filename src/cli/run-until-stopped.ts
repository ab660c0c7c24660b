import type { Logger } from 'pino';
import type { Config } from '../shared/config.ts';
import { openLog } from './log.ts';
import { closeInTime, listenForStop, Shutdown } from './shutdown.ts';

export interface Running {
  /** What was opened is put here as soon as it is open. */
  readonly shutdown: Shutdown;
  readonly log: Logger;
}

/** Runs something that stays until it is told to stop; closes what was opened, also where it fails. */
export async function runUntilStopped(
  { logLevel }: Config,
  start: (running: Running) => Promise<void>,
): Promise<void> {
  const log = await openLog(logLevel);
  const shutdown = new Shutdown();
  const stop = listenForStop();
  const crash = (error: unknown): void => {
    // Whatever state this process is in: its children must not outlive it.
    log.fatal({ err: error }, 'a mistake in the program: stopping at once');
    shutdown.kill();
    process.exit(1);
  };
  process.once('uncaughtException', crash);
  try {
    await start({ shutdown, log });
    await stop.asked;
    log.info('stopping: what is being worked on is finished first');
  } finally {
    await closeInTime(shutdown, log);
    stop.dispose();
    process.off('uncaughtException', crash);
  }
}
