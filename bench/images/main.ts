/**
 * How dear the pictures are: CPU, memory, bytes and what is left in the files, on real photographs,
 * each side in processes of its own and in turn with the other. See README.md here.
 */
import { existsSync, rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import sharp from 'sharp';
import { isMet, type Measured, type Row, type Skipped, tableOf } from '../row.ts';
import { measureAgainstOthers } from './against-others.ts';
import { measureAgainstRaw } from './against-raw.ts';
import type { Bench } from './bench.ts';
import { measureBytes } from './bytes.ts';
import { measureHostile } from './hostile.ts';
import { measureMemory } from './memory.ts';
import { measureMetadata } from './metadata.ts';
import { readPhotographs } from './photographs.ts';

/** In the order of the report. */
const measures: Readonly<Record<string, (bench: Bench) => Promise<Measured>>> = {
  raw: measureAgainstRaw,
  others: measureAgainstOthers,
  bytes: measureBytes,
  memory: measureMemory,
  hostile: measureHostile,
  metadata: measureMetadata,
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'boolean', default: false },
    /** Fewer photographs and rounds, to see that it runs. */
    quick: { type: 'boolean', default: false },
    /** A folder of files that mean harm. */
    hostile: { type: 'string' },
    /** Names of measures with commas between; absent: all. */
    only: { type: 'string', default: Object.keys(measures).join(',') },
    rounds: { type: 'string' },
  },
});
const [folder] = positionals;
const chosen = values.only.split(',');
if (folder === undefined || chosen.some((name) => measures[name] === undefined)) {
  process.stderr.write(
    `Usage: npm run bench:images -- FOLDER [--json] [--quick] [--hostile FOLDER] [--rounds N] [--only ${Object.keys(measures).join(',')}]\n`,
  );
  process.exit(2);
}

const ram = await mkdtemp(
  join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'dateline-bench-images-'),
);
process.once('exit', () => rmSync(ram, { recursive: true, force: true }));
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

const bench: Bench = {
  photographs: await readPhotographs(folder),
  rounds: Number(values.rounds ?? (values.quick ? 1 : 3)),
  quick: values.quick,
  hostile: values.hostile,
  ram,
  say: (line) => process.stderr.write(`${line}\n`),
};
const rows: (Row | Skipped)[] = [];
for (const name of chosen) rows.push(...((await measures[name]?.(bench)) ?? []));
process.stdout.write(`${values.json ? JSON.stringify(reportOn(rows)) : tableOf(rows)}\n`);

function reportOn(rows: Measured) {
  return {
    machine: {
      cpu: cpus()[0]?.model ?? '',
      cores: availableParallelism(),
      node: process.version,
      sharp: sharp.versions.sharp,
      vips: sharp.versions.vips,
    },
    rows: rows.map((row) => ('skipped' in row ? row : { ...row, met: isMet(row) })),
  };
}
