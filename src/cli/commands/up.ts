import { Command } from 'commander';
import { runUntilStopped } from '../run-until-stopped.ts';
import { configOf } from '../settings.ts';
import type { Terminal } from '../terminal.ts';

export const up = (terminal: Terminal): Command =>
  new Command('up')
    .description('run everything on this machine, Redis too')
    .option('--json', 'nothing else is printed in any case')
    .action(async () => {
      const config = configOf(terminal);
      const { startAll } = await import('../run-all.ts');
      await runUntilStopped(config, async (running) => {
        terminal.print(await startAll(terminal, config, running));
      });
    });
