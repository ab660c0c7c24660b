import { Command } from 'commander';
import { asJson } from '../print-story.ts';
import { configOf } from '../settings.ts';
import type { Terminal } from '../terminal.ts';

/** The site as files, to be served by any web server. Reads the store; nothing need be running. */
export const exportSite = (terminal: Terminal): Command =>
  new Command('export')
    .description('write the whole site as files that any web server can serve')
    .argument('<dir>', 'an empty folder, or that of an earlier export, which is brought up to date')
    .option('--json', 'print JSON')
    .action(async (folder: string, { json }: { json?: boolean }) => {
      const config = configOf(terminal);
      const [{ openStore }, { exportTo }] = await Promise.all([
        import('../../shared/object-store/open-store.ts'),
        import('../export-site.ts'),
      ]);
      const site = openStore(config.siteUrl);
      try {
        const { files, written, removed, redirects, gone } = await exportTo(site, folder);
        const told =
          `${files} files in ${folder}: ${written} written, ${removed} removed; ` +
          `${redirects} redirects, ${gone} withdrawn pages`;
        terminal.print(json ? asJson({ files, written, removed, redirects, gone }) : told);
      } finally {
        await site.close();
      }
    });
