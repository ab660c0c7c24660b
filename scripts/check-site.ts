/**
 * The quality gates of the site. Without a site it makes one of its own, with a page of every kind, in
 * a language of each direction; see docs/quality.md.
 */
import { Command } from 'commander';
import { type CheckOptions, checkSite } from './check-site/check-site.ts';
import { gates } from './check-site/gates.ts';
import { type OpenSite, openProof } from './check-site/open-site.ts';
import { isGood, reportLines, type SiteReport } from './check-site/report.ts';

interface Options {
  readonly short?: true;
  readonly json?: true;
  readonly only?: string;
}

const tell = (line: string): void => void process.stderr.write(`${line}\n`);

function* sitesOf({ short }: Options): Generator<() => Promise<OpenSite>> {
  const isShort = short === true;
  yield () => openProof('left-to-right', { isShort, tell });
  if (!isShort) yield () => openProof('right-to-left', { isShort, tell });
}

async function main(options: Options): Promise<void> {
  const names = options.only?.split(',');
  const checks: CheckOptions = {
    gates: gates.filter(({ name }) => names === undefined || names.includes(name)),
    isShort: options.short === true,
    isStrict: Boolean(process.env.CI),
    most: 20_000,
    tell,
  };
  const reports: SiteReport[] = [];
  for (const open of sitesOf(options)) {
    const site = await open();
    try {
      reports.push({ site: site.name, gates: await checkSite(site, checks) });
    } finally {
      await site.close();
    }
  }
  const text = options.json ? JSON.stringify(reports, null, 2) : reportLines(reports).join('\n');
  process.stdout.write(`${text}\n`);
  process.exitCode = isGood(reports) ? 0 : 1;
}

await new Command('check:site')
  .description('holds a site against the quality gates')
  .option('--short', 'one page of each kind, and nothing that depends on the speed of the machine')
  .option('--json', 'print JSON')
  .option('--only <gates>', 'names of gates, parted by commas')
  .action(main)
  .parseAsync();
