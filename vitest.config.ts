import { readdirSync, readFileSync } from 'node:fs';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/**
 * What changes a whole process: its modules or environment, or watches its sockets. A clock or a method
 * that a file changes it puts back itself, before the next file is run.
 */
const changesProcess = /\bvi\.(mock|stubEnv)\(|process\.env\.\w+ =[^=]|diagnostics\.subscribe/;

const all = 'tests/**/*.test.ts';
const alone = readdirSync('tests', { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.test.ts'))
  .map((file) => `tests/${file}`)
  .filter((file) => changesProcess.test(readFileSync(file, 'utf8')));

/** They take long: first, so that no worker is left with one of them at the end. */
const longest = [
  'scripts/check-site/short',
  'browser/desk-pages',
  'integration/power-cut',
  'images/real-pictures',
  'pipeline',
  'cli/up',
].map((name) => `${name}.test.ts`);

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isLong = ({ moduleId }: TestSpecification) =>
      longest.some((name) => moduleId.endsWith(`/${name}`));
    const sorted = await super.sort(files);
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
  }
}

export default defineConfig({
  test: {
    // No test is about how long it takes: these end what hangs, later than what it waits for gives up.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    expect: { poll: { timeout: 120_000 } },
    // For two cores: a third of their time tests wait, for a Redis, a browser, the end of a pause.
    maxWorkers: 3,
    sequence: { sequencer: LongestFirst },
    projects: [
      // Files in turn in one process: loading everything anew for each takes half of the time.
      { extends: true, test: { name: 'together', include: [all], exclude: alone, isolate: false } },
      { extends: true, test: { name: 'alone', include: alone } },
    ],
  },
});
