import type { Work } from './side.ts';

/** Each side once, in turn, as often as there are rounds: load on the machine falls on all alike. */
export async function interleaved<K extends string>(
  rounds: number,
  sides: Readonly<Record<K, () => Promise<Work>>>,
): Promise<Record<K, readonly Work[]>> {
  const names = Object.keys(sides) as K[];
  const works = Object.fromEntries(names.map((name): [K, Work[]] => [name, []])) as Record<
    K,
    Work[]
  >;
  for (let round = 0; round < rounds; round += 1) {
    for (const name of names) works[name].push(await sides[name]());
  }
  return works;
}

export const leastCpu = (works: readonly Work[]): number =>
  Math.min(...works.map(({ cpuMs }) => cpuMs));

export const leastTime = (works: readonly Work[]): number => Math.min(...works.map(({ ms }) => ms));

export const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);

export function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  const half = Math.floor(sorted.length / 2);
  const upper = sorted[half] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[half - 1] ?? Number.NaN) + upper) / 2;
}
