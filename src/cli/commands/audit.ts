import { Command } from 'commander';
import { AuditAnswer } from '../api-answers.ts';
import { asJson } from '../print-story.ts';
import { apiOf } from '../settings.ts';
import { printable } from '../table.ts';
import type { Terminal } from '../terminal.ts';

interface Options {
  readonly day?: string;
  readonly by?: string;
  readonly deed?: string;
  readonly story?: string;
  readonly json?: boolean;
}

/** What people did on a day, the newest first. */
export const audit = (terminal: Terminal): Command =>
  new Command('audit')
    .description('what people did on a day, the newest first')
    .option('--day <date>', 'e.g. 2026-11-26, UTC (default: today)')
    .option('--by <name>', 'only what this person did')
    .option('--deed <deed>', 'e.g. story.release, or story for all decisions')
    .option('--story <id>', 'only what was done to this story')
    .option('--json', 'print JSON')
    .action(async ({ json, ...filter }: Options) => {
      const api = await apiOf(terminal);
      const items: AuditAnswer['items'] = [];
      for (let cursor: string | null = ''; cursor !== null; ) {
        const query = new URLSearchParams({ ...filter, ...(cursor !== '' && { cursor }) });
        const page: AuditAnswer = await api.ask({ path: `/v1/audit?${query}` }, AuditAnswer);
        items.push(...page.items);
        cursor = page.next;
      }
      if (json) terminal.print(asJson({ items }));
      else if (items.length === 0) terminal.print('Nothing of this was done that day.');
      else for (const item of items) terminal.print(line(item));
    });

const line = ({ at, by, deed, about, reason }: AuditAnswer['items'][number]): string =>
  printable(
    [`${at.slice(0, 19)}Z`, by.padEnd(16), deed.padEnd(18), JSON.stringify(about), reason].join(
      '  ',
    ),
  ).trimEnd();
