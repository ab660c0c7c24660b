import { execFileSync, spawnSync } from 'node:child_process';

const promtool = process.env.DATELINE_TEST_PROMTOOL ?? 'promtool';

/** Whether there is promtool to test with; says so where there is none. */
export function hasPromtool(): boolean {
  if (spawnSync(promtool, ['--version']).error === undefined) return true;
  console.warn('No promtool: install Debian’s prometheus, or name it in DATELINE_TEST_PROMTOOL.');
  if (process.env.CI) throw new Error('CI needs promtool');
  return false;
}

/** Runs it; throws with what it says where it finds fault. */
export const runPromtool = (
  words: readonly string[],
  options: { readonly cwd?: string; readonly input?: string } = {},
): string => execFileSync(promtool, words, { encoding: 'utf8', stdio: 'pipe', ...options });

/** Throws where the text is not what Prometheus takes, or its names are not as they should be. */
export const checkMetrics = (text: string): void => {
  runPromtool(['check', 'metrics'], { input: text });
};
