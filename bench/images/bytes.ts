import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { z } from 'zod';
import { encodePicture } from '../../src/workers/images/encode.ts';
import { decodeMaster } from '../../src/workers/images/master.ts';
import type { Recipe } from '../../src/workers/images/recipes.ts';
import type { Measured } from '../row.ts';
import type { Bench } from './bench.ts';
import { type Photograph, spreadOver } from './photographs.ts';
import { recipeOf, renditionOf } from './plan.ts';
import { median } from './rounds.ts';
import { openSide, type Side } from './side.ts';
import { compile } from './tool.ts';

const what = 'bytes of AVIF / mozjpeg 75 at equal butteraugli';
/** Of the pictures compared: about what a telephone shows. */
const WIDTH = 960;
/** Of AVIF, so that the distance of the JPEG lies between two of them. */
const qualities = [48, 54, 60, 66];

const Distance = z.object({ distance: z.number() });

/** What AVIF saves where an eye sees no more difference than with JPEG. */
export async function measureBytes(bench: Bench): Promise<Measured> {
  const compiled = compile('butteraugli', bench.ram, ['-l:libjxl.so.0.7']);
  if ('skipped' in compiled) {
    return [{ what, skipped: `${compiled.skipped} (Debian 12: libjxl0.7)` }];
  }
  const judge = openSide([compiled.program]);
  const ratios: number[] = [];
  const chosen = spreadOver(bench.photographs, bench.quick ? 3 : 12);
  try {
    for (const photograph of chosen) {
      bench.say(`butteraugli: ${photograph.name}`);
      ratios.push(await ratioOf(photograph, judge, bench.ram));
    }
  } finally {
    await judge.close();
  }
  return [
    {
      what,
      value: median(ratios),
      unit: 'x',
      goal: { atMost: 0.76 },
      note: `median of ${ratios.length} photographs at ${WIDTH} pixels, ${Math.min(...ratios).toFixed(2)} to ${Math.max(...ratios).toFixed(2)}`,
    },
  ];
}

async function ratioOf(photograph: Photograph, judge: Side, ram: string): Promise<number> {
  const master = await decodeMaster(await readFile(photograph.path), WIDTH);
  const reference = await rawFile(join(ram, 'reference.rgb'), master.pixels);
  const seen = async (recipe: Recipe) => {
    const { body } = await encodePicture(master, renditionOf(master, recipe), undefined);
    const pixels = await sharp(body).toColourspace('srgb').removeAlpha().raw().toBuffer();
    const other = await rawFile(join(ram, 'other.rgb'), pixels);
    const line = [reference, other, master.width, master.height].join('\t');
    const { distance } = Distance.parse(await judge.ask(line));
    return { bytes: body.length, distance };
  };
  const jpeg = await seen(recipeOf('jpeg'));
  const points: Point[] = [];
  for (const quality of qualities) points.push(await seen({ format: 'avif', quality }));
  return bytesAt(points, jpeg.distance) / jpeg.bytes;
}

async function rawFile(path: string, pixels: Buffer): Promise<string> {
  await writeFile(path, pixels);
  return path;
}

interface Point {
  readonly bytes: number;
  readonly distance: number;
}

/** Between the two nearest points; bytes grow as a power of fidelity, so on logarithms. */
function bytesAt(points: readonly Point[], distance: number): number {
  const [one, other] = [...points].sort(
    (a, b) => Math.abs(a.distance - distance) - Math.abs(b.distance - distance),
  );
  if (one === undefined || other === undefined) return Number.NaN;
  const share = Math.log(distance / one.distance) / Math.log(other.distance / one.distance);
  return one.bytes * (other.bytes / one.bytes) ** share;
}
