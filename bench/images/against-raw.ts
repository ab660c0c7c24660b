import type { Measured } from '../row.ts';
import type { Bench } from './bench.ts';
import { type Photograph, spreadOver } from './photographs.ts';
import { lineOf } from './plan.ts';
import { interleaved, leastCpu, leastTime, median, sum } from './rounds.ts';
import { openScript, openSide, type Side, Work } from './side.ts';
import { compile, librariesOfSharp } from './tool.ts';

/** The ladder against libvips in C: CPU of each photograph, and pictures a second on two cores. */
export async function measureAgainstRaw(bench: Bench): Promise<Measured> {
  const compiled = compile('raw-vips', bench.ram, librariesOfSharp());
  if ('skipped' in compiled) return [{ what: 'ladder against raw libvips', ...compiled }];
  const ours = openScript('dateline', {}, bench.ram);
  const raw = [openSide([compiled.program]), openSide([compiled.program])] as const;
  const chosen = spreadOver(bench.photographs, bench.quick ? 3 : 8);
  try {
    const cpu = await compareCpu(bench, { ours, raw: raw[0], chosen });
    const throughput = await compareThroughput(bench, { ours, raw, chosen });
    return [...cpu, ...throughput];
  } finally {
    await Promise.all([ours, ...raw].map((side) => side.close()));
  }
}

const ladderOf = (
  chosen: readonly Photograph[],
  lanes: readonly ('essential' | 'all')[] = ['all'],
): string =>
  JSON.stringify({
    make: 'ladder',
    pictures: chosen.map(({ path, sha256 }) => ({ path, sha256 })),
    lanes,
  });

interface Sides {
  readonly ours: Side;
  readonly raw: Side;
  readonly chosen: readonly Photograph[];
}

async function compareCpu(bench: Bench, { ours, raw, chosen }: Sides): Promise<Measured> {
  const ratios: number[] = [];
  const inTwo: number[] = [];
  const bytes = { ours: 0, raw: 0 };
  const outputs = { ours: 0, raw: 0 };
  for (const photograph of chosen) {
    bench.say(`raw libvips: ${photograph.name}`);
    const sides = {
      ours: async () => Work.parse(await ours.ask(ladderOf([photograph]))),
      twoLanes: async () =>
        Work.parse(await ours.ask(ladderOf([photograph], ['essential', 'all']))),
      raw: async () => Work.parse(await raw.ask(lineOf(photograph))),
    };
    // What a process does for the first time costs more.
    await interleaved(1, sides);
    const works = await interleaved(bench.rounds, sides);
    const base = leastCpu(works.raw);
    ratios.push(leastCpu(works.ours) / base);
    inTwo.push(leastCpu(works.twoLanes) / base);
    for (const side of ['ours', 'raw'] as const) {
      bytes[side] += sum(works[side][0]?.bytes ?? []);
      outputs[side] += works[side][0]?.bytes.length ?? 0;
    }
    bench.say(
      `  ours ${leastCpu(works.ours).toFixed(0)} ms, raw ${base.toFixed(0)} ms: ${(ratios.at(-1) ?? 0).toFixed(3)}`,
    );
  }
  return [
    {
      what: 'CPU of the whole ladder / raw libvips in C',
      value: median(ratios),
      unit: 'x',
      goal: { atMost: 1.1 },
      note: `median of ${chosen.length} photographs, ${spanOf(ratios)}; ${outputs.ours} outputs against ${outputs.raw}`,
    },
    {
      what: '  essential lane first, then the rest / raw libvips',
      value: median(inTwo),
      unit: 'x',
      note: `as a story takes them; ${spanOf(inTwo)}`,
    },
    { what: '  bytes of all outputs / raw libvips', value: bytes.ours / bytes.raw, unit: 'x' },
  ];
}

const spanOf = (ratios: readonly number[]): string =>
  `${Math.min(...ratios).toFixed(3)} to ${Math.max(...ratios).toFixed(3)}`;

interface Race {
  readonly ours: Side;
  readonly raw: readonly [Side, Side];
  readonly chosen: readonly Photograph[];
}

/** All photographs at once here, shared between two processes there. */
async function compareThroughput(bench: Bench, { ours, raw, chosen }: Race): Promise<Measured> {
  bench.say('raw libvips: two processes against one of ours');
  const works = await interleaved(bench.rounds, {
    ours: async () => Work.parse(await ours.ask(ladderOf(chosen))),
    raw: () => shareOut(raw, chosen.map(lineOf)),
  });
  const count = works.ours[0]?.bytes.length ?? 0;
  const ms = leastTime(works.ours);
  return [
    {
      what: 'throughput on 2 cores / two processes of raw libvips',
      value: leastTime(works.raw) / ms,
      unit: 'x',
      goal: { atLeast: 0.9 },
      note: `${((count / ms) * 1000).toFixed(1)} renditions and ${((sum(chosen.map(({ megapixels }) => megapixels)) / ms) * 1000).toFixed(1)} megapixels a second`,
    },
  ];
}

/** Each takes the next line when it is done with its last. */
async function shareOut(sides: readonly Side[], lines: readonly string[]): Promise<Work> {
  const waiting = [...lines].reverse();
  const began = performance.now();
  const works: Work[] = [];
  const drain = async (side: Side): Promise<void> => {
    for (let line = waiting.pop(); line !== undefined; line = waiting.pop()) {
      works.push(Work.parse(await side.ask(line)));
    }
  };
  await Promise.all(sides.map(drain));
  return {
    ms: performance.now() - began,
    cpuMs: sum(works.map(({ cpuMs }) => cpuMs)),
    bytes: works.flatMap(({ bytes }) => bytes),
  };
}
