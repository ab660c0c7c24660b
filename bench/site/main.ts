/**
 * How dear the site is: a changed story, a burst, everything anew, and the edge. See README.md here.
 */
import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Measured, tableOf } from '../row.ts';
import type { SiteBench } from './bench.ts';
import { edgeRows } from './edge.ts';
import { measureFronts } from './fronts.ts';
import { liveMeasures, measureLive } from './live.ts';
import { measurePages } from './pages.ts';

const names = ['pages', 'fronts', ...liveMeasures, 'edge'];

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    /** Of the large site; a tenth of it are the small one and the burst. */
    stories: { type: 'string', default: '10000' },
    rounds: { type: 'string', default: '5' },
    /** `directory` or `s3`. */
    store: { type: 'string', default: 'directory' },
    /** A folder with Eleventy in its node_modules. */
    eleventy: { type: 'string' },
    /** Names of measures with commas between; absent: all. */
    only: { type: 'string', default: names.join(',') },
  },
});
const chosen = values.only.split(',');
const { store } = values;
if ((store !== 'directory' && store !== 's3') || chosen.some((name) => !names.includes(name))) {
  process.stderr.write(
    `Usage: npm run bench:site -- [--json] [--stories N] [--rounds N] [--store directory|s3] [--eleventy DIR] [--only ${names.join(',')}]\n`,
  );
  process.exit(2);
}

const folder = await mkdtemp(join(tmpdir(), 'dateline-bench-site-'));
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

const bench: SiteBench = {
  stories: Number(values.stories),
  rounds: Number(values.rounds),
  ...{ store, eleventy: values.eleventy, folder },
  say: (line) => process.stderr.write(`${line}\n`),
};
const rows = [
  ...(await chosenOne('pages', measurePages)),
  ...(await chosenOne('fronts', () => measureFronts(Math.ceil(bench.stories / 10)))),
  ...(await chosenOne('fronts', () => measureFronts(bench.stories))),
  ...(liveMeasures.some((name) => chosen.includes(name))
    ? await measureLive(bench, (name) => chosen.includes(name))
    : []),
  ...(await chosenOne('edge', () => edgeRows(bench.stories))),
];
process.stdout.write(`${values.json ? JSON.stringify(reportOn(rows)) : tableOf(rows)}\n`);

async function chosenOne(name: string, measure: () => Promise<Measured>): Promise<Measured> {
  if (!chosen.includes(name)) return [];
  bench.say(name);
  return measure();
}

function reportOn(measured: Measured) {
  const machine = {
    cpu: cpus()[0]?.model ?? '',
    cores: availableParallelism(),
    node: process.version,
  };
  return { machine, store: bench.store, stories: bench.stories, rows: measured };
}
