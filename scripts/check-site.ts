/**
 * The quality gates of the site. Without a site it makes one of its own, with a page of every kind, in
 * a language of each direction; see docs/quality.md.
 */
import { join } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { type CheckOptions, checkSite } from './check-site/check-site.ts';
import type { Gate } from './check-site/gate.ts';
import { gates } from './check-site/gates.ts';
import { type OpenSite, openAddress, openExport, openProof } from './check-site/open-site.ts';
import type { Reading } from './check-site/proof/print-proof.ts';
import { isGood, reportLines, type SiteReport } from './check-site/report.ts';

interface Options {
  readonly short?: true;
  readonly json?: true;
  readonly only?: readonly Gate[];
  readonly site?: string;
  readonly url?: string;
  readonly screenshots?: string;
}

const print = (text: string): void => void process.stdout.write(`${text}\n`);
const tell = (line: string): void => void process.stderr.write(`${line}\n`);

/** What to look at: opened in turn, since each may be a newsroom with all its stages. */
function sitesOf({ short, site, url }: Options): Readonly<Record<string, () => Promise<OpenSite>>> {
  const isShort = short === true;
  if (site !== undefined) return { site: () => openExport(site) };
  if (url !== undefined) return { site: () => openAddress(url) };
  const proof = (reading: Reading) => () => openProof(reading, { isShort, tell });
  return {
    'left-to-right': proof('left-to-right'),
    ...(!isShort && { 'right-to-left': proof('right-to-left') }),
  };
}

/** Throws for a name that no gate has. */
function chosen(written: string): Gate[] {
  return written.split(',').map((name) => {
    const gate = gates.find((one) => one.name === name);
    if (gate !== undefined) return gate;
    throw new InvalidArgumentError(
      `There is no gate “${name}”, but ${gates.map((one) => one.name).join(', ')}`,
    );
  });
}

async function main(options: Options): Promise<void> {
  const checks: CheckOptions = {
    gates: options.only ?? gates,
    isShort: options.short === true,
    isStrict: Boolean(process.env.CI),
    most: 20_000,
    tell,
  };
  const reports: SiteReport[] = [];
  for (const [name, open] of Object.entries(sitesOf(options))) {
    const site = await open();
    const screenshots = options.screenshots && join(options.screenshots, name);
    try {
      const results = await checkSite(site, { ...checks, screenshots });
      const report = { site: site.name, gates: results };
      reports.push(report);
      if (!options.json) print(reportLines([report]).join('\n'));
    } finally {
      await site.close();
    }
  }
  if (options.json) print(JSON.stringify(reports, null, 2));
  process.exitCode = isGood(reports) ? 0 : 1;
}

await new Command('check:site')
  .description('holds a site against the quality gates')
  .option('--short', 'one page of each kind, and nothing that depends on the speed of the machine')
  .option('--site <dir>', 'a folder that dateline export has written')
  .option('--url <url>', 'a site that is served already')
  .option('--screenshots <dir>', 'pictures of the pages, for people to look at')
  .option('--json', 'print JSON')
  .option('--only <gates>', 'names of gates, parted by commas', chosen)
  .action(main)
  .parseAsync();
