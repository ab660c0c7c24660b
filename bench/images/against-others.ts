import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { PlannedRendition } from '../../src/workers/images/ladder.ts';
import type { Wish } from '../../src/workers/images/recipes.ts';
import type { Measured, Row, Skipped } from '../row.ts';
import type { Bench } from './bench.ts';
import { nearest, type Photograph } from './photographs.ts';
import { crossOf, decodedWidth } from './plan.ts';
import { interleaved, leastCpu } from './rounds.ts';
import { cpuOfEnded, openScript, type Side, Work } from './side.ts';
import { isInstalled } from './tool.ts';

/** The last that runs on Node 20. */
const eleventy = '@11ty/eleventy-img@6.0.4';

/** Another way to the same outputs: the ladder's widths in some formats. */
interface Rival {
  readonly name: string;
  readonly formats: readonly Wish[];
  readonly atMost: number;
  make(photograph: Photograph, outputs: readonly PlannedRendition[]): Promise<Work>;
}

/** CPU of our decoding and encoding against what newsrooms have today, at 12 and 24 megapixels. */
export async function measureAgainstOthers(bench: Bench): Promise<Measured> {
  const ours = openScript('dateline', {}, bench.ram);
  const naive = openScript('naive');
  const installed = await installEleventy(bench);
  const eleventySide = installed === undefined ? undefined : openScript('eleventy', {}, installed);
  const rivals = [
    naiveRival(naive),
    isInstalled('vipsthumbnail')
      ? vipsthumbnailRival(bench.ram)
      : { what: 'CPU / vipsthumbnail', skipped: 'not installed (Debian: libvips-tools)' },
    eleventySide
      ? eleventyRival(eleventySide)
      : { what: 'CPU / eleventy-img', skipped: 'npm could not install it' },
  ];
  try {
    const rows: (Row | Skipped)[] = [];
    for (const rival of rivals) {
      if ('skipped' in rival) rows.push(rival);
      else rows.push(...(await compare(bench, ours, rival)));
    }
    return rows;
  } finally {
    await Promise.all([ours, naive, eleventySide].map((side) => side?.close()));
  }
}

/** The goal is for the largest; what is smaller has less to save. */
async function compare(bench: Bench, ours: Side, rival: Rival): Promise<Row[]> {
  const rows: Row[] = [];
  for (const megapixels of bench.quick ? [24] : [24, 12]) {
    for (const photograph of nearest(bench.photographs, megapixels)) {
      bench.say(`${rival.name}: ${photograph.name}`);
      const outputs = crossOf(photograph, rival.formats);
      const asked = { make: 'outputs', picture: photograph, plan: outputs };
      const width = decodedWidth(photograph, outputs);
      const sides = {
        ours: async () => Work.parse(await ours.ask(JSON.stringify({ ...asked, width }))),
        theirs: () => rival.make(photograph, outputs),
      };
      await interleaved(1, { ours: sides.ours });
      const works = await interleaved(bench.rounds, sides);
      const [cpu, base] = [leastCpu(works.ours), leastCpu(works.theirs)];
      rows.push({
        what: `CPU / ${rival.name}, ${photograph.megapixels.toFixed(0)} megapixels`,
        value: cpu / base,
        unit: 'x',
        ...(megapixels === 24 && { goal: { atMost: rival.atMost } }),
        note: `${cpu.toFixed(0)} ms for ${works.ours[0]?.bytes.length} outputs (${rival.formats.join(', ')}), ${base.toFixed(0)} ms for ${works.theirs[0]?.bytes.length}`,
      });
    }
  }
  return rows;
}

const naiveRival = (side: Side): Rival => ({
  name: 'a sharp pipeline for each output',
  formats: ['webp', 'jpeg'],
  atMost: 0.42,
  async make({ path }, outputs) {
    const asked = outputs.map(({ width, recipe }) => ({ ...recipe, width }));
    return Work.parse(await side.ask(JSON.stringify({ path, outputs: asked })));
  },
});

const eleventyRival = (side: Side): Rival => ({
  name: `eleventy-img's defaults`,
  formats: ['avif', 'webp', 'jpeg'],
  atMost: 0.2,
  async make({ path }, outputs) {
    const widths = [...new Set(outputs.map(({ width }) => width))];
    const formats = [...new Set(outputs.map(({ recipe }) => recipe.format))];
    return Work.parse(await side.ask(JSON.stringify({ path, widths, formats })));
  },
});

/** Debian's program, one process for each output, as it is used from scripts. */
const vipsthumbnailRival = (ram: string): Rival => ({
  name: 'vipsthumbnail for each output',
  formats: ['webp', 'jpeg'],
  atMost: 0.55,
  async make({ path }, outputs) {
    const before = cpuOfEnded();
    const began = performance.now();
    for (const { width, recipe } of outputs) {
      const suffix = recipe.format === 'jpeg' ? 'jpg' : recipe.format;
      const output = join(ram, `%s-${width}.${suffix}`);
      await run('vipsthumbnail', [path, '--size', `${width}x`, '--output', output]);
    }
    const ms = performance.now() - began;
    return { cpuMs: cpuOfEnded() - before, ms, bytes: outputs.map(() => 0) };
  },
});

async function installEleventy({ ram, say }: Bench): Promise<string | undefined> {
  say(`installing ${eleventy} for this run`);
  const folder = join(ram, 'eleventy');
  await mkdir(folder);
  const words = ['install', '--no-audit', '--no-fund', '--loglevel=error', '--prefix', folder];
  return (await run('npm', [...words, eleventy])) === 0 ? folder : undefined;
}

async function run(program: string, words: readonly string[]): Promise<number> {
  const child = spawn(program, words, { stdio: ['ignore', 'ignore', 'inherit'] });
  const [code] = await once(child, 'exit');
  return Number(code);
}
