import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { memoryOf } from '../../tests/support/processes.ts';
import type { Measured, Row } from '../row.ts';
import type { BenchNewsroom } from './newsroom.ts';
import { objectsSince } from './written.ts';

/** Every live story and every front made anew, as after a change of the theme. */
export async function measureRepublish(
  { up, site, untilClean, cpu }: BenchNewsroom,
  live: number,
): Promise<Measured> {
  const pids = up.pids();
  for (const pid of pids) forgetPeak(pid);
  const [since, cpuBefore, began] = [Date.now(), cpu(), performance.now()];
  await command(['republish', '--all'], up.folder);
  const pages = performance.now() - began;
  await untilClean(() => true);
  const all = performance.now() - began;
  const cpuSpent = cpu() - cpuBefore;
  const what = (figure: string): string => `republish of ${live}: ${figure}`;
  return [
    { what: what('pages'), value: pages / 1000, unit: 's' },
    { what: what('and all fronts'), value: all / 1000, unit: 's' },
    { what: what('CPU'), value: cpuSpent, unit: 's' },
    { what: what('CPU a story'), value: (cpuSpent * 1000) / live, unit: 'ms' },
    { what: what('objects written'), value: await objectsSince(site, since), unit: '' },
    ...pids.map(
      (pid): Row => ({
        what: what(`peak memory of ${nameOf(pid)}`),
        value: memoryOf(pid, 'VmHWM'),
        unit: 'MB',
      }),
    ),
  ];
}

/** So that the highest resident memory is that of what follows. */
function forgetPeak(pid: number): void {
  writeFileSync(`/proc/${pid}/clear_refs`, '5');
}

function nameOf(pid: number): string {
  const words = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').filter(Boolean);
  if (words[0]?.includes('redis')) return 'Redis';
  return words.includes('work') ? 'the images worker' : 'server and stages';
}

async function command(words: readonly string[], folder: string): Promise<void> {
  const child = spawn(process.execPath, ['dist/cli/main.js', ...words], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, DATELINE_DATA_DIR: folder },
  });
  const [code] = await once(child, 'exit');
  if (code !== 0) throw new Error(`dateline ${words.join(' ')} ended with ${code}`);
}
