import { readdirSync, readFileSync } from 'node:fs';
import { defineConfig } from 'vitest/config';

/** What changes a whole process: its modules, clock, methods or environment, or watches its sockets. */
const changesProcess =
  /\bvi\.(mock|useFakeTimers|spyOn|stubEnv|stubGlobal)\(|process\.env\.\w+ =[^=]|diagnostics\.subscribe/;

const all = 'tests/**/*.test.ts';
const alone = readdirSync('tests', { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.test.ts'))
  .map((file) => `tests/${file}`)
  .filter((file) => changesProcess.test(readFileSync(file, 'utf8')));

export default defineConfig({
  test: {
    testTimeout: 20_000,
    hookTimeout: 60_000,
    // Two cores: more would only make each test slower.
    maxWorkers: 2,
    projects: [
      // Files in turn in one process: loading everything anew for each takes half of the time.
      { extends: true, test: { name: 'together', include: [all], exclude: alone, isolate: false } },
      { extends: true, test: { name: 'alone', include: alone } },
    ],
  },
});
