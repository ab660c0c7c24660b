import type { PerceptualHash } from '../archive/pictures.ts';

/** In how many of 64 bits two pictures look different. */
export function bitsApart(one: PerceptualHash, other: PerceptualHash): number {
  let differing = BigInt(`0x${one}`) ^ BigInt(`0x${other}`);
  let count = 0;
  for (; differing !== 0n; differing &= differing - 1n) count += 1;
  return count;
}
