import { readdirSync, readFileSync } from 'node:fs';

/** Linux counts CPU time in hundredths of a second. */
const TICKS_A_SECOND = 100;

/** A process and all below it, itself first. */
export function family(pid: number): number[] {
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc').filter((entry) => /^\d+$/.test(entry))) {
    const fields = statOf(Number(name));
    if (fields !== undefined) parents.set(Number(name), Number(fields[1]));
  }
  const found = [pid];
  for (const known of found) {
    for (const [child, parent] of parents) if (parent === known) found.push(child);
  }
  return found;
}

/** Fields of /proc/<pid>/stat after the command: state, parent, …; undefined once it has ended. */
function statOf(pid: number): string[] | undefined {
  const text = procFile(pid, 'stat');
  return text?.slice(text.lastIndexOf(')') + 2).split(' ');
}

/** CPU seconds used so far. */
export function cpuOf(pid: number): number {
  const fields = statOf(pid);
  return fields === undefined ? 0 : (Number(fields[11]) + Number(fields[12])) / TICKS_A_SECOND;
}

/** Resident memory in MB: now (`VmRSS`), or at its highest (`VmHWM`). */
export function memoryOf(pid: number, name: 'VmRSS' | 'VmHWM'): number {
  const text = procFile(pid, 'status') ?? '';
  return Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(text)?.[1] ?? 0) / 1024;
}

function procFile(pid: number, name: string): string | undefined {
  try {
    return readFileSync(`/proc/${pid}/${name}`, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error) return undefined;
    throw error;
  }
}
