import { type DestinationStream, destination, type Logger, type LoggerOptions, pino } from 'pino';
import type { Config } from '../shared/config.ts';

/** How deep the causes of an error are followed. */
const MOST_CAUSES = 3;

/**
 * What every line is made with. Of an error only what it says of itself: what hangs on it besides
 * may be a request with its credentials, or a body.
 */
export const logOptions = (level: Config['logLevel']): LoggerOptions => ({
  level,
  base: { pid: process.pid },
  formatters: { level: (label) => ({ level: label }) },
  serializers: { err: (error: unknown) => toldOf(error) },
});

function toldOf(error: unknown, depth = 0): unknown {
  if (!(error instanceof Error)) return String(error);
  const { name, message, stack, cause } = error;
  return {
    type: name,
    message,
    ...('code' in error && typeof error.code === 'string' && { code: error.code }),
    stack,
    ...(cause !== undefined && depth < MOST_CAUSES && { cause: toldOf(cause, depth + 1) }),
  };
}

/**
 * Logs go to standard error: standard output is for what was asked for. JSON, a line each; in a
 * checkout, for a person at a terminal, in colours.
 */
export async function openLog(level: Config['logLevel']): Promise<Logger> {
  return pino(
    logOptions(level),
    (process.stderr.isTTY === true && (await inColours())) || destination({ dest: 2, sync: true }),
  );
}

/** `undefined` in an installation without the tools of development. */
async function inColours(): Promise<DestinationStream | undefined> {
  try {
    const { default: pretty } = await import('pino-pretty');
    return pretty({ destination: 2, sync: true, ignore: 'pid', translateTime: 'SYS:HH:MM:ss.l' });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND') {
      return undefined;
    }
    throw error;
  }
}
