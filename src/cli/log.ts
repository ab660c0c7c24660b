import { destination, type Logger, pino } from 'pino';
import type { Config } from '../shared/config.ts';

/** Logs go to standard error: standard output is for what was asked for. */
export const openLog = (level: Config['logLevel']): Logger =>
  pino({ level, base: { pid: process.pid } }, destination({ dest: 2, sync: true }));
