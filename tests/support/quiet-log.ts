import { pino } from 'pino';

/** A log that says nothing; set DATELINE_TEST_LOG to a level to read it. */
export const quietLog = pino({ level: process.env.DATELINE_TEST_LOG ?? 'silent' });
