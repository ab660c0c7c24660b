import { cpuOf, memoryOf } from '../tests/support/processes.ts';
import type { UpProcess } from '../tests/support/up-process.ts';

/** CPU seconds of all processes of a newsroom so far, Redis too. */
export const cpuSeconds = (up: UpProcess): number => sum(up.pids().map(cpuOf));

/** Resident memory of all its processes in MB: now, or the highest of each added up. */
export const memoryMb = (up: UpProcess, name: 'VmRSS' | 'VmHWM'): number =>
  sum(up.pids().map((pid) => memoryOf(pid, name)));

const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);
