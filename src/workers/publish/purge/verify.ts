import { setTimeout as pause } from 'node:timers/promises';
import type { Expectation, PurgeDebt } from './purge-debt.ts';
import type { ReadBack } from './read-back.ts';

/** Waits between looks; the last one is repeated. A soft purge shows the old copy once. */
const LOOKS_MS = [50, 250, 700, 2000, 5000, 10_000, 30_000, 60_000];
/** Addresses looked at at once. */
const AT_ONCE = 8;

export interface VerifyTools {
  readonly readBack: ReadBack;
  readonly purgeAgain: (tags: readonly string[]) => Promise<void>;
  /** Called once where readers still find something else after `alarmMs`. */
  readonly onAlarm: (amiss: readonly string[]) => void;
  readonly alarmMs: number;
  /** After each so long the purge is sent again: a copy may have been fetched before the change. */
  readonly purgeAgainMs: number;
  readonly giveUpMs: number;
  readonly signal: AbortSignal;
}

/** Looks until readers find what they should; false: given up. */
export async function verify(
  { tags, expectations }: Pick<PurgeDebt, 'tags' | 'expectations'>,
  tools: VerifyTools,
): Promise<boolean> {
  const began = Date.now();
  let isAlarmed = false;
  let purged = began;
  let unmet: readonly Expectation[] = expectations;
  for (let look = 0; ; look += 1) {
    const found = await amissAmong(unmet, tools.readBack);
    unmet = [...found.keys()];
    if (unmet.length === 0) return true;
    const waited = Date.now() - began;
    if (waited >= tools.alarmMs && !isAlarmed) {
      isAlarmed = true;
      tools.onAlarm([...found.values()]);
    }
    if (waited >= tools.giveUpMs) return false;
    await pause(LOOKS_MS[Math.min(look, LOOKS_MS.length - 1)], undefined, { signal: tools.signal });
    if (Date.now() - purged < tools.purgeAgainMs) continue;
    await tools.purgeAgain(tags);
    purged = Date.now();
  }
}

async function amissAmong(
  expectations: readonly Expectation[],
  readBack: ReadBack,
): Promise<Map<Expectation, string>> {
  const amiss = new Map<Expectation, string>();
  for (let at = 0; at < expectations.length; at += AT_ONCE) {
    const look = async (one: Expectation): Promise<void> => {
      const found = await readBack.amiss(one);
      if (found !== undefined) amiss.set(one, found);
    };
    await Promise.all(expectations.slice(at, at + AT_ONCE).map(look));
  }
  return amiss;
}
