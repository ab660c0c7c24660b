#!/usr/bin/env node
import { fileURLToPath } from 'node:url';
import { runProgram } from './program.ts';
import type { Terminal } from './terminal.ts';

const terminal: Terminal = {
  environment: process.env,
  entry: fileURLToPath(import.meta.url),
  stdin: process.stdin,
  colour: process.stdout.isTTY === true && process.env.NO_COLOR === undefined,
  print: (line) => void process.stdout.write(`${line}\n`),
  warn: (line) => void process.stderr.write(`${line}\n`),
};

// A reader that has seen enough, such as head, is no fault of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});
process.exitCode = await runProgram(terminal, process.argv.slice(2));
if (process.connected) process.disconnect();
// All has been closed by now: what still hangs on a dead connection must not hold up the exit.
setTimeout(() => process.exit(), 100).unref();
