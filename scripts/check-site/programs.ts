import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Program } from './gate.ts';

const run = promisify(execFile);

const tools = new URL('tools/node_modules/', import.meta.url);
/** Installed apart by scripts/install-check-tools.sh; see tools/package.json. */
export const NU = fileURLToPath(new URL('vnu-jar/build/dist/vnu.jar', tools));
export const LIGHTHOUSE = fileURLToPath(new URL('lighthouse/cli/index.js', tools));
export const CHROMIUM = process.env.DATELINE_TEST_CHROMIUM ?? '/usr/bin/chromium';

/** A lot of pages in one go. */
const MOST_OUTPUT = 64 * 1024 * 1024;

const isThere: Readonly<Record<Program, () => Promise<boolean>>> = {
  chromium: async () => existsSync(CHROMIUM),
  nu: async () => existsSync(NU),
  lighthouse: async () => existsSync(LIGHTHOUSE),
  java: () => succeeds('java', ['-version']),
};

/** Which of the programs are not on this machine. */
export async function missingOf(programs: readonly Program[]): Promise<Program[]> {
  const there = await Promise.all(programs.map((program) => isThere[program]()));
  return programs.filter((_, at) => !there[at]);
}

async function succeeds(command: string, args: readonly string[]): Promise<boolean> {
  try {
    await run(command, [...args]);
    return true;
  } catch (error) {
    if (error instanceof Error) return false;
    throw error;
  }
}

/** What a program prints, whatever it exits with: checkers exit 1 where they find something. */
export async function outputOf(
  command: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<string> {
  const options = { maxBuffer: MOST_OUTPUT, env: { ...process.env, ...environment } };
  try {
    return (await run(command, [...args], options)).stdout;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 1 && 'stdout' in error) {
      return String(error.stdout);
    }
    throw error;
  }
}
