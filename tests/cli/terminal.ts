import { Readable } from 'node:stream';
import { runProgram } from '../../src/cli/program.ts';

export interface Ran {
  readonly code: 0 | 1 | 2;
  readonly out: string[];
  readonly err: string[];
}

export interface RunOptions {
  readonly environment?: Readonly<Record<string, string>>;
  readonly stdin?: string;
}

/** Runs a command in this process, with a terminal that keeps what is printed. */
export async function run(
  words: readonly string[],
  { environment = {}, stdin = '' }: RunOptions = {},
): Promise<Ran> {
  const out: string[] = [];
  const err: string[] = [];
  const terminal = {
    environment,
    entry: '',
    stdin: Readable.from([Buffer.from(stdin)]),
    colour: false,
    print: (line: string) => void out.push(line),
    warn: (line: string) => void err.push(line),
  };
  return { code: await runProgram(terminal, words), out, err };
}
