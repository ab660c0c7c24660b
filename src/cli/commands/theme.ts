import { resolve } from 'node:path';
import { Command } from 'commander';
import { loadNewsroom, themeFolder } from '../../shared/load-newsroom.ts';
import { asJson } from '../print-story.ts';
import { configOf } from '../settings.ts';
import { CommandFailed, type Terminal } from '../terminal.ts';

/** For those who make themes. */
export function theme(terminal: Terminal): Command {
  const command = new Command('theme').description('try a theme before readers see it');
  command
    .command('check')
    .description('print every kind of page with a theme, and show what is wrong with it')
    .argument('[folder]', "the theme's folder; the newsroom's own where it is left out")
    .option('--json', 'print JSON')
    .action(async (folder: string | undefined, { json }: { json?: boolean }) => {
      const { checkTheme } = await import('../../workers/check-theme.ts');
      const verdict = await checkTheme(
        folder === undefined ? await own(terminal) : resolve(folder),
      );
      if (json) terminal.print(asJson(verdict));
      if (!verdict.ok) {
        throw new CommandFailed(json ? 'The theme cannot be used.' : verdict.message);
      }
      if (json) return;
      terminal.print(`${verdict.name} ${verdict.version}: ${verdict.pages} pages, no fault`);
      for (const note of verdict.notes) terminal.print(`  ${note}`);
    });
  return command;
}

async function own(terminal: Terminal): Promise<string> {
  const { newsroomDir } = configOf(terminal);
  const { site } = await loadNewsroom(newsroomDir);
  return themeFolder(site.theme, newsroomDir);
}
