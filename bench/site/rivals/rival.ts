import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { cpuOf, family, memoryOf } from '../../../tests/support/processes.ts';
import { type BenchStory, benchStory } from '../stories.ts';
import { filesSince } from '../written.ts';

/** Longer than any of them takes for the whole site. */
const PATIENCE_MS = 10 * 60_000;
/** They say that they watch a moment before they do. */
const WATCHING_MS = 5000;

/** What one changed story took. */
export interface Change {
  /** Until everything is written. */
  readonly ms: number;
  readonly cpuMs: number;
  readonly files: number;
}

/** A generator of static sites that watches its input, as its manual says to work with it. */
export interface Rival {
  readonly name: string;
  change(story: BenchStory): Promise<Change>;
  /** Highest resident memory, MB. */
  memory(): number;
  close(): Promise<void>;
}

export interface RivalInput {
  readonly name: string;
  /** With its templates; stories and output are put below. */
  readonly folder: string;
  readonly command: readonly string[];
  /** A line that says that a build has ended. */
  readonly built: RegExp;
  readonly fileOf: (story: BenchStory) => string;
  readonly textOf: (story: BenchStory) => string;
}

/** Writes so many stories, starts the generator and waits until the site is there. */
export async function openRival(input: RivalInput, stories: number): Promise<Rival> {
  const { name, folder, command, built, fileOf, textOf } = input;
  const write = async (story: BenchStory): Promise<void> => {
    const path = join(folder, fileOf(story));
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, textOf(story));
  };
  for (let number = 1; number <= stories; number += 1) await write(benchStory(number));
  const [program = '', ...words] = command;
  const child = spawn(program, words, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
  const builds = countBuilds(child, built);
  await builds.after(0);
  await wait(WATCHING_MS);
  const pids = family(child.pid ?? 0);
  const cpu = (): number => pids.map(cpuOf).reduce((sum, one) => sum + one, 0);
  const output = join(folder, 'public');
  return {
    name,
    memory: () => pids.map((pid) => memoryOf(pid, 'VmHWM')).reduce((sum, one) => sum + one, 0),
    async change(story) {
      const known = builds.count();
      const [since, cpuBefore, began] = [Date.now(), cpu(), performance.now()];
      await write(story);
      await builds.after(known);
      const ms = performance.now() - began;
      const cpuMs = (cpu() - cpuBefore) * 1000;
      await checkLists(output, story);
      return { ms, cpuMs, files: await filesSince(output, since) };
    },
    async close() {
      if (child.exitCode !== null) return;
      child.kill('SIGTERM');
      await once(child, 'exit');
    },
  };
}

/** What is fast because it leaves lists as they were is not compared. */
async function checkLists(output: string, { headline, section, topics, author }: BenchStory) {
  const fronts = ['', section, ...topics.map((topic) => `tags/${topic}`), `authors/${author}`];
  for (const front of fronts) {
    const page = await readFile(join(output, front, 'index.html'), 'utf8');
    if (!page.includes(headline)) throw new Error(`/${front}/ does not say "${headline}"`);
  }
}

function countBuilds(child: ChildProcess, built: RegExp) {
  let count = 0;
  let told = (): void => undefined;
  for (const stream of [child.stdout, child.stderr]) {
    if (stream === null) throw new TypeError('no output');
    createInterface({ input: stream }).on('line', (line) => {
      if (!built.test(line)) return;
      count += 1;
      told();
    });
  }
  child.once('exit', () => told());
  return {
    count: () => count,
    /** Waits until there have been more builds than these. */
    async after(known: number): Promise<void> {
      const deadline = setTimeout(() => child.kill(), PATIENCE_MS);
      while (count <= known) {
        if (child.exitCode !== null || child.signalCode !== null) {
          throw new Error(`${child.spawnfile} ended before it had built`);
        }
        await new Promise<void>((resolve) => {
          told = resolve;
        });
      }
      clearTimeout(deadline);
    },
  };
}
