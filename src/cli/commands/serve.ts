import { Command } from 'commander';
import { runUntilStopped } from '../run-until-stopped.ts';
import { configOf } from '../settings.ts';
import { sharedSettings } from '../shared-settings.ts';
import type { Terminal } from '../terminal.ts';

export const serve = (terminal: Terminal): Command =>
  new Command('serve')
    .description('run the door, the API, the dashboards and the preview edge')
    .option('--json', 'nothing else is printed in any case')
    .action(async () => {
      const config = configOf(terminal);
      const settings = sharedSettings(config);
      const { startSite } = await import('../run-site.ts');
      await runUntilStopped(config, async (running) => {
        terminal.print(await startSite(config, settings, running));
      });
    });
