import type { Measured, Row, Skipped } from '../row.ts';
import type { Bench } from './bench.ts';
import { nearest, type Photograph } from './photographs.ts';
import { median } from './rounds.ts';
import { openScript, type Side } from './side.ts';
import { jemalloc } from './tool.ts';

const growth = 'growth of memory over the photographs, jemalloc';

/** How much memory the images stage holds, in a process of its own, and whether it ever gives back. */
export async function measureMemory(bench: Bench): Promise<Measured> {
  const allocator = jemalloc();
  const preload = allocator === undefined ? undefined : { LD_PRELOAD: allocator };
  const rows: (Row | Skipped)[] = [await peakOf(bench, 'glibc', {})];
  if (preload) rows.push(await peakOf(bench, 'jemalloc', preload));
  else rows.push({ what: 'memory with jemalloc', skipped: 'not installed (Debian: libjemalloc2)' });
  rows.push(...(await growthOf(bench, preload ?? {})));
  return rows;
}

const ladderOf = (pictures: readonly Photograph[]): string =>
  JSON.stringify({ make: 'ladder', pictures, lanes: ['essential', 'all'] });

/** The highest mark of a process that has two pictures of 22 megapixels under way at all times. */
async function peakOf(
  bench: Bench,
  name: string,
  environment: Readonly<Record<string, string>>,
): Promise<Row> {
  bench.say(`memory: two at once, ${name}`);
  const side = openScript('dateline', environment, bench.ram);
  const pictures = nearest(bench.photographs, 22).flatMap((one) => [one, apart(one)]);
  try {
    for (let round = 0; round < (bench.quick ? 2 : 6); round += 1)
      await side.ask(ladderOf(pictures));
    return {
      what: `memory with 2 jobs on ${pictures[0]?.megapixels.toFixed(0)} megapixels, ${name}`,
      value: side.memory('VmHWM'),
      unit: 'MB',
      // Plain glibc is for comparison: the image that we ship has jemalloc.
      ...(name === 'jemalloc' && { goal: { atMost: 400 } }),
      note: `resident at the end ${side.memory('VmRSS').toFixed(0)} MB, Node and all`,
    };
  } finally {
    await side.close();
  }
}

/** Under a name of its own, or it would be made once for both. */
const apart = (photograph: Photograph): Photograph => ({
  ...photograph,
  sha256: [...photograph.sha256].reverse().join(''),
});

async function growthOf(
  bench: Bench,
  environment: Readonly<Record<string, string>>,
): Promise<Row[]> {
  const count = bench.quick ? 40 : 500;
  const side = openScript('dateline', environment, bench.ram);
  try {
    const resident = await residentOver(bench, side, count);
    // The first fifth fills the allocator's pools.
    const settled = resident.slice(Math.floor(resident.length / 5));
    const half = Math.floor(settled.length / 2);
    const [early, late] = [median(settled.slice(0, half)), median(settled.slice(half))];
    return [
      {
        what: growth,
        value: slopeOf(settled) * 100,
        unit: 'MB per 100',
        goal: { atMost: 1 },
        note: `${count} photographs; median resident ${early.toFixed(0)} MB, later ${late.toFixed(0)} MB; highest ${side.memory('VmHWM').toFixed(0)} MB`,
      },
    ];
  } finally {
    await side.close();
  }
}

/** Resident memory in MB after each photograph; all of the folder in turn, two at a time. */
async function residentOver(bench: Bench, side: Side, count: number): Promise<number[]> {
  const resident: number[] = [];
  for (let done = 0; done < count; done += 2) {
    const pair = [done, done + 1]
      .map((at) => bench.photographs[at % bench.photographs.length])
      .filter((photograph) => photograph !== undefined);
    await side.ask(ladderOf(pair));
    const now = side.memory('VmRSS');
    resident.push(now, now);
    if (done % 20 === 0) bench.say(`memory: ${done} of ${count} photographs, ${now.toFixed(0)} MB`);
  }
  return resident;
}

/** By least squares: how much one more adds. */
function slopeOf(values: readonly number[]): number {
  const middle = (values.length - 1) / 2;
  const mean = values.reduce((a, b) => a + b, 0) / values.length;
  const rise = values.reduce((total, value, at) => total + (at - middle) * (value - mean), 0);
  return rise / values.reduce((total, _, at) => total + (at - middle) ** 2, 0);
}
