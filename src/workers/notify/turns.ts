/** Deliveries to one subscriber at once, in one process. */
const AT_ONCE = 4;
/** Failures in a row after which it is left alone for a while, and then asked once at a time. */
const BREAKS_AFTER = 3;
const FIRST_PAUSE_MS = 10_000;
const LONGEST_PAUSE_MS = 10 * 60_000;
/** How soon to ask again for a turn, for each turn that waits before. */
const TURN_MS = 250;
const LONGEST_WAIT_MS = 10_000;

interface Standing {
  underWay: number;
  /** Turns refused since the last one was given. */
  waiting: number;
  failures: number;
  notBefore: number;
}

/** What a turn has come to; `pauseMs` where the subscriber asks for patience. */
export interface TurnEnd {
  readonly hasFailed: boolean;
  readonly pauseMs?: number;
}

export interface Turns {
  /** Milliseconds to wait, or a turn, to be ended by the function. */
  take(subscriber: string): number | ((end: TurnEnd) => void);
}

/** Keeps a subscriber that is slow or dead from taking the places of the others. */
export function openTurns(now: () => number = Date.now, chance = Math.random): Turns {
  const standings = new Map<string, Standing>();
  return {
    take(subscriber) {
      const standing = standings.get(subscriber) ?? {
        ...{ underWay: 0, waiting: 0, failures: 0, notBefore: 0 },
      };
      standings.set(subscriber, standing);
      const pause = standing.notBefore - now();
      // Spread: what waits for the end of a pause must not come in one heap.
      if (pause > 0) return pause + chance() * Math.min(pause, LONGEST_WAIT_MS);
      if (standing.underWay >= (standing.failures >= BREAKS_AFTER ? 1 : AT_ONCE)) {
        standing.waiting += 1;
        return Math.min(LONGEST_WAIT_MS, TURN_MS * (1 + standing.waiting / AT_ONCE));
      }
      standing.underWay += 1;
      standing.waiting = Math.max(0, standing.waiting - 1);
      return ({ hasFailed, pauseMs = 0 }) => {
        standing.underWay -= 1;
        standing.failures = hasFailed ? standing.failures + 1 : 0;
        const broken = standing.failures - BREAKS_AFTER;
        const own = broken < 0 ? 0 : Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** broken);
        standing.notBefore = hasFailed ? now() + Math.max(own, pauseMs) : 0;
        if (!hasFailed && standing.underWay === 0 && standing.waiting === 0) {
          standings.delete(subscriber);
        }
      };
    },
  };
}
