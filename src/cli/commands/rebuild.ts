import { Command } from 'commander';
import { asJson } from '../print-story.ts';
import { configOf } from '../settings.ts';
import type { Terminal } from '../terminal.ts';

export const rebuild = (terminal: Terminal): Command =>
  new Command('rebuild')
    .description('restore desk and catalogue in Redis from the archive')
    .option('--json', 'print JSON')
    .action(async ({ json }: { json?: boolean }) => {
      const config = configOf(terminal);
      const { rebuildAll } = await import('../run-rebuild.ts');
      const { stories, live, requeued } = await rebuildAll(config);
      const line = `${stories} stories, ${live} of them live, ${requeued} sent on again`;
      terminal.print(json ? asJson({ stories, live, requeued }) : line);
    });
