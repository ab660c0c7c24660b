import { parseArgs } from 'node:util';
import { z } from 'zod';
import { openSide } from '../images/side.ts';
import { percentile } from './figures.ts';
import { storyOf } from './judge.ts';
import { readRows } from './rows.ts';
import { hostile, ordinary, prose } from './texts.ts';

/**
 * How fast and lean moderation is: on texts made for it, or those of the paths given. One process of
 * the build judges all, articles first. The times are of moderation alone, ingest is over by then:
 * `ms` by the clock, `cpuMs` what the processor spent, the compiler and the collector in their
 * threads counted, which other work on the machine moves less; `residentMb` the most that the process
 * had ever held by then, Node and all (40 MB by itself). Production judges the hostile bodies in
 * threads, whose memory is bounded.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'boolean', default: false } },
});

/** Before anything is timed. */
const articles = 1_000;
const rounds = 300;
/** Characters judged of each kind of text, about. */
const judged = 20_000_000;

const Took = z.object({ ms: z.number(), cpuMs: z.number() });
const build = openSide([process.execPath, 'bench/moderation/build.mjs']);
const judge = async (text: string): Promise<z.infer<typeof Took>> =>
  Took.parse(await build.ask(JSON.stringify(storyOf(text, 'en'))));

async function textsFrom(paths: readonly string[]): Promise<Record<string, string[]>> {
  if (paths.length === 0) {
    const made = Object.entries({ ...ordinary, ...hostile });
    return Object.fromEntries(made.map(([name, text]) => [name, [text]]));
  }
  const texts: string[] = [];
  for (const path of paths) {
    for await (const { text, html } of readRows(path)) texts.push(html ?? text ?? '');
  }
  return { documents: texts };
}

async function timesOf(texts: readonly string[]) {
  const length = texts.reduce((sum, text) => sum + text.length, 0);
  const often = Math.max(1, Math.min(rounds, judged / length));
  const took: z.infer<typeof Took>[] = [];
  for (let round = 0; round < often; round += 1) {
    for (const text of texts) took.push(await judge(text));
  }
  const ms = took.map((one) => one.ms);
  const cpuMs = took.reduce((sum, one) => sum + one.cpuMs, 0) / took.length;
  return {
    n: took.length,
    msP50: percentile(ms, 0.5),
    msP95: percentile(ms, 0.95),
    msMax: percentile(ms, 1),
    cpuMs,
    documentsPerSecondOfCore: 1_000 / cpuMs,
    residentMb: build.memory('VmHWM'),
  };
}

for (let seed = 0; seed < articles; seed += 1) await judge(prose(2_000 + 4 * seed, seed));
const figures: Record<string, Awaited<ReturnType<typeof timesOf>>> = {};
for (const [name, texts] of Object.entries(await textsFrom(positionals))) {
  figures[name] = await timesOf(texts);
}
await build.close();

if (values.json) process.stdout.write(`${JSON.stringify({ figures })}\n`);
else {
  const rounded = Object.entries(figures).map(([name, row]) => [name, roundedRow(row)]);
  console.table(Object.fromEntries(rounded));
}

function roundedRow(row: Readonly<Record<string, number | null>>) {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [name, Number((value ?? 0).toPrecision(3))]),
  );
}
