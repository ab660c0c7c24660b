import type { Readable } from 'node:stream';

/** What a command has of the outside world; handed in, so that tests can hand in another. */
export interface Terminal {
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** The script that runs now, to be run again as a child. */
  readonly entry: string;
  readonly stdin: Readable;
  /** Whether standard output shows colours. */
  readonly colour: boolean;
  /** A line on standard output: what was asked for, and nothing else. */
  print(line: string): void;
  /** A line on standard error. */
  warn(line: string): void;
}

/** What was asked for failed (exit code 1). The message is for people. */
export class CommandFailed extends Error {
  override readonly name: string = 'CommandFailed';
}

/** The command was used wrongly (exit code 2). */
export class WrongUse extends Error {
  override readonly name = 'WrongUse';
}
