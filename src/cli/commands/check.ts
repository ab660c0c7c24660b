import { Command } from 'commander';
import type { Config } from '../../shared/config.ts';
import type { Check } from '../checks.ts';
import { asJson } from '../print-story.ts';
import { configOf } from '../settings.ts';
import { CommandFailed, type Terminal } from '../terminal.ts';

export const check = (terminal: Terminal): Command =>
  new Command('check')
    .description('try settings, newsroom files, Redis and both stores')
    .option('--json', 'print JSON')
    .action(async ({ json }: { json?: boolean }) => {
      const results = await runChecks(terminal);
      const ok = results.every((result) => result.ok);
      const lines = json ? [asJson({ ok, checks: results })] : results.map(resultLine);
      lines.forEach(terminal.print);
      if (!ok) throw new CommandFailed('Something above must be mended first.');
    });

interface Result {
  readonly name: string;
  readonly ok: boolean;
  readonly detail: string;
}

const resultLine = ({ name, ok, detail }: Result): string =>
  `${ok ? 'ok    ' : 'FAULT '} ${name}: ${detail}`;

/** Without good settings nothing else can be tried. */
async function runChecks(terminal: Terminal): Promise<Result[]> {
  let config: Config | undefined;
  const run = async (): Promise<string> => {
    config = configOf(terminal);
    return 'every setting can be used';
  };
  const results = [await resultOf({ name: 'configuration', run })];
  const { checksOf } = await import('../checks.ts');
  const checks = config === undefined ? [] : checksOf(config, terminal.environment.PATH);
  for (const next of checks) results.push(await resultOf(next));
  return results;
}

async function resultOf({ name, run }: Check): Promise<Result> {
  try {
    return { name, ok: true, detail: await run() };
  } catch (error) {
    return { name, ok: false, detail: error instanceof Error ? error.message : String(error) };
  }
}
