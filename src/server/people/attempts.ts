import { LRUCache } from 'lru-cache';

/** Wrong guesses that nobody pays for: people mistype. */
const FREE = 5;
const FIRST_WAIT_MS = 2000;
const LONGEST_WAIT_MS = 15 * 60 * 1000;
/** After this long without a wrong guess all is forgotten. */
const FORGOTTEN_MS = 3600 * 1000;

interface Guesses {
  readonly wrong: number;
  /** No guess is looked at before. */
  readonly until: number;
}

/**
 * Slows guessing down: by address, and by name and address together, so that nobody can lock
 * somebody else out of their own desk. Kept in this process, and for the busiest 10,000 only.
 */
export interface Attempts {
  /** Milliseconds to wait before the next guess is looked at; 0 where there is no need. */
  waitFor(who: Guesser): number;
  /** To be said before a guess is looked at: of many that come at once, each must count. */
  wrong(who: Guesser): void;
  /** Takes the last one back, and all of that name's from that address. */
  right(who: Guesser): void;
}

interface Guesser {
  readonly name: string;
  readonly address: string;
}

export function openAttempts(now: () => number = Date.now): Attempts {
  const guesses = new LRUCache<string, Guesses>({ max: 10_000, ttl: FORGOTTEN_MS });
  /** An address may serve a whole newsroom: it has more of everything. */
  const keysOf = ({ name, address }: Guesser) =>
    [
      { key: `${address}\0${name}`, free: FREE },
      { key: address, free: FREE * 6 },
    ] as const;
  return {
    waitFor: (who) =>
      Math.max(0, ...keysOf(who).map(({ key }) => (guesses.get(key)?.until ?? 0) - now())),
    wrong(who) {
      for (const { key, free } of keysOf(who)) {
        const wrong = (guesses.get(key)?.wrong ?? 0) + 1;
        const doubled = FIRST_WAIT_MS * 2 ** Math.min(20, wrong - free - 1);
        const wait = wrong <= free ? 0 : Math.min(LONGEST_WAIT_MS, doubled);
        guesses.set(key, { wrong, until: now() + wait });
      }
    },
    right(who) {
      const [own, common] = keysOf(who);
      guesses.delete(own.key);
      const wrong = (guesses.get(common.key)?.wrong ?? 1) - 1;
      const until = wrong <= common.free ? 0 : (guesses.get(common.key)?.until ?? 0);
      guesses.set(common.key, { wrong, until });
    },
  };
}
