import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import sharp from 'sharp';

/** A real photograph of the folder that the bench was given. */
export interface Photograph {
  readonly name: string;
  readonly path: string;
  readonly sha256: string;
  /** As displayed. */
  readonly width: number;
  readonly height: number;
  readonly megapixels: number;
}

/** JPEG of 1 to 24 megapixels, the smallest first. */
export async function readPhotographs(folder: string): Promise<readonly Photograph[]> {
  const names = readdirSync(folder).filter((name) => /\.jpe?g$/i.test(name));
  const found: Photograph[] = [];
  for (const name of names.sort()) {
    const photograph = await readPhotograph(join(folder, name));
    if (photograph.megapixels >= 1 && photograph.megapixels < 25) found.push(photograph);
  }
  return found.sort((a, b) => a.megapixels - b.megapixels);
}

export async function readPhotograph(path: string): Promise<Photograph> {
  const body = readFileSync(path);
  const { autoOrient } = await sharp(body).metadata();
  const { width, height } = autoOrient;
  return {
    name: basename(path),
    path,
    sha256: createHash('sha256').update(body).digest('hex'),
    width,
    height,
    megapixels: (width * height) / 1e6,
  };
}

/** So many of them, spread over the sizes, smallest and largest among them. */
export function spreadOver(photographs: readonly Photograph[], count: number): Photograph[] {
  if (photographs.length <= count) return [...photographs];
  const step = (photographs.length - 1) / (count - 1);
  return Array.from({ length: count }, (_, at) => photographs[Math.round(at * step)]).filter(
    (photograph) => photograph !== undefined,
  );
}

/** The one whose size is nearest. */
export const nearest = (photographs: readonly Photograph[], megapixels: number): Photograph[] =>
  [...photographs]
    .sort((a, b) => Math.abs(a.megapixels - megapixels) - Math.abs(b.megapixels - megapixels))
    .slice(0, 1);
