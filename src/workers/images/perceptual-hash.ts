import type { PerceptualHash } from '../../shared/archive/pictures.ts';
import type { Master } from './master.ts';
import { glanceOf, openMaster } from './master.ts';

const columns = 9;
const rows = 8;
/** Least difference of brightness, of 255, between the lightest and the darkest field. */
const leastContrast = 16;
/** Least number of steps up, and down: a slope of one colour looks like every other slope. */
const leastSteps = 6;

/**
 * What a picture looks like, by whether each of 9 × 8 fields is brighter than the next (a difference
 * hash). It outlives resizing, recompression and small changes of colour. `null` for a picture that
 * is too plain to be told from others.
 */
export async function perceptualHashOf(master: Master): Promise<PerceptualHash | null> {
  const grey = await openMaster(await glanceOf(master))
    .flatten({ background: '#ffffff' })
    .greyscale()
    .resize(columns, rows, { fit: 'fill' })
    .raw()
    .toBuffer();
  const channels = grey.length / (columns * rows);
  const fields = Array.from({ length: columns * rows }, (_, at) => grey[at * channels] ?? 0);
  let bits = '';
  for (let row = 0; row < rows; row += 1) {
    for (let at = row * columns; at < (row + 1) * columns - 1; at += 1) {
      bits += (fields[at] ?? 0) > (fields[at + 1] ?? 0) ? '1' : '0';
    }
  }
  const ones = bits.replaceAll('0', '').length;
  const isPlain =
    Math.max(...fields) - Math.min(...fields) < leastContrast ||
    Math.min(ones, bits.length - ones) < leastSteps;
  return isPlain ? null : BigInt(`0b${bits}`).toString(16).padStart(16, '0');
}
